import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toneWav } from './tone-wav.ts'

/** Writes a data set of held low tones and high ones with a beat, each by an artist of its own; for tests. */
export function writeToneSet(
  folder: string,
  { tracks, seconds, seed }: { tracks: number; seconds: number; seed: number },
): string {
  mkdirSync(folder, { recursive: true })
  const rows = ['file,genre,artist']
  for (let i = 0; i < tracks; i++) {
    const drone = i % 2 === 0
    const tone = { pitchHz: (drone ? 150 : 900) + 9 * i, beatsHz: drone ? 0 : 3 }
    writeFileSync(join(folder, `${i}.wav`), toneWav({ ...tone, seconds, seed: seed + i }))
    rows.push(`${i}.wav,${drone ? 'drone' : 'dance'},artist ${seed + i}`)
  }
  writeFileSync(join(folder, 'manifest.csv'), rows.join('\n'))
  return folder
}
