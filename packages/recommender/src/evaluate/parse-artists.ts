import { EvaluationFileError } from './evaluation-file-error.ts'
import { fieldsOfLines } from './text-lines.ts'

/** `item artist`, one line an item: item to artist. Throws EvaluationFileError. */
export function parseArtists(text: string, file: string): Map<string, string> {
  const artists = new Map<string, string>()
  for (const { line, fields } of fieldsOfLines(text)) {
    const [item, artist] = fields
    if (fields.length !== 2 || item === '' || artist === '')
      throw new EvaluationFileError(file, line, `expected "item artist", found ${fields.length} columns`)
    artists.set(item, artist)
  }
  return artists
}
