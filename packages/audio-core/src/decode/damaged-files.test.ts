import { expect, test } from '@jest/globals'
import { damage } from '../../fixtures/damage.ts'
import { readFixture } from '../../fixtures/read-fixture.ts'
import { decode } from '../decode.ts'
import { AudioError } from '../errors.ts'

/** How many damaged copies of each file. Number 343 of the opus file makes its codec reach outside its memory, inside its sandbox. */
const COPIES: Record<string, number> = {
  'tone.wav': 200,
  'tone-float.wav': 100,
  'tone.aiff': 200,
  'tone.mp3': 200,
  'tone-layer2.mp3': 100,
  'tone.flac': 200,
  'tone-flac.ogg': 80,
  'tone.ogg': 80,
  'tone.opus': 351,
  'tone.m4a': 100,
  'tone-fragmented.m4a': 60,
  'tone-alac.m4a': 60,
}

/** Ample for the busiest machine; only a decoder that hangs is stopped by it. */
const HANGING_MS = 300_000

test.each(Object.entries(COPIES))(
  '%s, damaged in %d ways, gives sound or an error with a reason',
  async (name, copies) => {
    const bytes = readFixture(name)
    const outcomes = { sound: 0, refused: 0 }
    for (let seed = 0; seed < copies; seed++) outcomes[await outcomeOf(damage(bytes, seed))]++
    expect(outcomes.sound + outcomes.refused).toBe(copies)
    expect(outcomes.sound).toBeGreaterThan(0)
    expect(outcomes.refused).toBeGreaterThan(0)
  },
  HANGING_MS,
)

async function outcomeOf(bytes: Uint8Array): Promise<'sound' | 'refused'> {
  try {
    const { channels } = await decode(bytes)
    const even = channels.every((channel) => channel.length === channels[0].length)
    if (channels[0].length === 0 || !even) throw new Error('decoded to nothing, or to channels of different lengths')
    return 'sound'
  } catch (error) {
    if (!(error instanceof AudioError)) throw error
    return 'refused'
  }
}
