/** A line of a listening or content file that cannot be read; `line` counts from 1. */
export class EvaluationFileError extends Error {
  readonly code = 'EVALUATION_FILE'

  constructor(file: string, line: number, reason: string) {
    super(`${file}, line ${line}: ${reason}`)
  }
}
