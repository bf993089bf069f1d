import { expect, test } from '@jest/globals'
import { HeardStretches } from './heard-stretches.ts'

/** Every sample tells its own place. */
function heard(length: number, pieceLength: number) {
  const stretches = new HeardStretches({ stretchSamples: 100, mostStretches: 8 })
  for (let at = 0; at < length; at += pieceLength) {
    const piece = Float32Array.from({ length: Math.min(pieceLength, length - at) }, (_, i) => at + i)
    stretches.append(piece)
  }
  return stretches
}

test.each([1, 37, 800])('a sound of %i samples that fits is kept whole', (length) => {
  const whole = heard(length, 33).takeWhole()
  expect(whole).toEqual(Float32Array.from({ length }, (_, i) => i))
})

test.each([801, 5000, 123_456])('of %i samples, the stretch nearest to each wanted place is found', (length) => {
  const stretches = heard(length, 77)
  expect(stretches.length).toBe(length)
  expect(stretches.takeWhole()).toBeUndefined()
  const wanted = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.floor(share * (length - 50)))
  const excerpts = stretches.excerpts(wanted, 50)
  for (const [i, { start, samples }] of excerpts.entries()) {
    expect(Math.abs(start - wanted[i])).toBeLessThanOrEqual(length / 4 + 50)
    expect(samples).toEqual(Float32Array.from({ length: 50 }, (_, k) => start + k))
  }
  expect(new Set(excerpts.map(({ start }) => start)).size).toBe(excerpts.length)
})
