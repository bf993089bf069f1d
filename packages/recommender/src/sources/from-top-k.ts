import type { TopK } from '../top-k.ts'
import type { Candidate } from './source.ts'

export function fromTopK({ indices, values }: TopK): Candidate[] {
  return Array.from(indices, (track, place) => ({ track, value: values[place] }))
}
