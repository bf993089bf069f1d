import type { TopK } from '../top-k.ts'
import type { Candidate } from './source.ts'

export function fromTopK({ indices, values }: TopK): Candidate[] {
  const candidates: Candidate[] = []
  for (let place = 0; place < indices.length; place++) candidates.push({ track: indices[place], value: values[place] })
  return candidates
}
