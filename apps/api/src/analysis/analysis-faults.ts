/** The file cannot be analysed, now or later. The message is fit for the person who uploaded it. */
export class AnalysisFault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = new.target.name
  }
}

/** A file that makes its analysis grow beyond what any track needs. */
export class TooMuchMemoryError extends Error {
  readonly code = 'TOO_MUCH_MEMORY'
  constructor(readonly bytes: number) {
    super(`The analysis needed ${Math.round(bytes / 2 ** 20)} MB of memory for this file, and was stopped.`)
    this.name = new.target.name
  }
}

/** No thread can analyse anything: the weights or every backend are missing. The tracks wait. */
export class AnalyserUnavailableError extends Error {
  constructor(message: string) {
    super(`The analyser does not start: ${message}`)
    this.name = new.target.name
  }
}

/** The pool was closed while the track was in work. The track waits for the next start. */
export class PoolClosedError extends Error {
  constructor() {
    super('The analysis was stopped.')
    this.name = new.target.name
  }
}
