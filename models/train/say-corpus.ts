import type { Corpus } from './corpus.ts'
import { duration } from './progress-line.ts'

const QUIET_MS = 10_000

/** Says now and then how far a step is, and when it will be done. */
export function saySteps(): (step: string, done: number, total: number) => void {
  let current = ''
  let startedAt = 0
  let saidAt = 0
  return (step, done, total) => {
    const now = Date.now()
    if (step !== current) {
      current = step
      startedAt = now
      saidAt = now
    }
    if (now - saidAt < QUIET_MS) return
    saidAt = now
    const left = ((now - startedAt) / done / 1000) * (total - done)
    console.log(`${step}: ${done} of ${total} tracks, ${duration(left)} to go`)
  }
}

/** Says what was read, and names what was left out. */
export function sayCorpus({ tracks, labels, leftOut }: Corpus): void {
  console.log(`${tracks.length} tracks of ${labels.length} genres: ${labels.join(', ')}`)
  for (const { file, reason } of leftOut) console.log(`left out: ${file} (${reason})`)
  const alone = tracks.filter(({ group, file }) => group === file).length
  if (alone > 0) console.log(`${alone} of them name no artist: each counts as its own artist`)
}
