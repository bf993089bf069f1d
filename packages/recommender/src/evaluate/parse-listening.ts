import { EvaluationFileError } from './evaluation-file-error.ts'
import { fieldsOfLines, isNumber } from './text-lines.ts'

/** Who met what, as read from a file, one entry a line. */
export interface Listening {
  listeners: string[]
  items: string[]
  /** > 0: plays, or a rating */
  values: Float64Array
  /** milliseconds since 1970; undefined where the file has no times */
  atMs: Float64Array | undefined
}

const SECONDS_UNTIL = 1e11

/**
 * `user item value [timestamp]`, tab-separated (or by spaces where no line has a tab); a first line without a number in
 * its third column is a header. Timestamps in seconds or milliseconds. Throws EvaluationFileError.
 */
export function parseListening(text: string, file: string): Listening {
  const listeners: string[] = []
  const items: string[] = []
  const values: number[] = []
  const times: number[] = []
  let isFirst = true
  for (const { line, fields } of fieldsOfLines(text)) {
    const isHeader = isFirst && fields.length >= 2 && !isNumber(fields[2])
    isFirst = false
    if (isHeader) continue
    if (fields.length < 3)
      throw new EvaluationFileError(
        file,
        line,
        `expected "user item value [timestamp]", found ${fields.length} columns`,
      )
    const [listener, item, value, time] = fields
    if (listener === '' || item === '') throw new EvaluationFileError(file, line, 'user and item must not be empty')
    if (!isNumber(value)) throw new EvaluationFileError(file, line, `"${value}" is no number`)
    if (fields.length > 3 && !isNumber(time)) throw new EvaluationFileError(file, line, `"${time}" is no timestamp`)
    if (times.length > 0 && fields.length === 3) throw new EvaluationFileError(file, line, 'its timestamp is missing')
    if (Number(value) <= 0) continue
    if (fields.length > 3) {
      if (times.length < values.length) throw new EvaluationFileError(file, line, 'the lines before have no timestamp')
      times.push(Number(time))
    }
    listeners.push(listener)
    items.push(item)
    values.push(Number(value))
  }
  if (values.length === 0) throw new EvaluationFileError(file, 1, 'no entries')
  return { listeners, items, values: Float64Array.from(values), atMs: times.length > 0 ? inMs(times) : undefined }
}

function inMs(times: number[]): Float64Array {
  let latest = 0
  for (const time of times) if (time > latest) latest = time
  return Float64Array.from(times, (time) => (latest < SECONDS_UNTIL ? time * 1000 : time))
}
