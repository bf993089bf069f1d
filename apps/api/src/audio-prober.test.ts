import path from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { type AudioProber, createAudioProber } from './audio-prober.ts'

const fixture = (name: string) => path.join(import.meta.dirname, '../../../packages/audio-core/fixtures', name)
let prober: AudioProber
afterEach(() => prober.close())

test('a file that sounds has no fault, one that does not has a reason', async () => {
  prober = createAudioProber()
  const faults = await Promise.all(
    [fixture('tone.mp3'), import.meta.filename, fixture('tone.flac')].map(prober.faultOf),
  )
  expect(faults).toEqual([undefined, expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }), undefined])
})

test('a file that nobody can read costs its thread, and the next one gets another', async () => {
  prober = createAudioProber()
  expect(await prober.faultOf(fixture('there is no such file'))).toMatchObject({ code: 'CORRUPT_AUDIO' })
  expect(await prober.faultOf(fixture('tone.mp3'))).toBeUndefined()
})

test('a thread that gives no answer is given up', async () => {
  prober = createAudioProber({ hangingMs: 1 })
  expect(await prober.faultOf(fixture('tone.mp3'))).toMatchObject({
    code: 'CORRUPT_AUDIO',
    message: 'The decoder hangs.',
  })
})
