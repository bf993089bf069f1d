import { expect, test } from '@jest/globals'
import { aiffFile, type SoundFileEncoding, wavFile } from '../../fixtures/sound-files.ts'
import { decode } from '../decode.ts'
import { UnsupportedFormat } from '../errors.ts'

const SAMPLES = [0, 0.5, -0.5, 0.25, -1, 0.75, -0.125]

function integers(bits: number, littleEndian: boolean): SoundFileEncoding {
  const width = Math.ceil(bits / 8)
  return {
    tag: 1,
    bits,
    write(view, at, value) {
      const whole = Math.round(value * 2 ** (width * 8 - 1)) + (width === 1 && littleEndian ? 128 : 0)
      for (let i = 0; i < width; i++) {
        view.setUint8(at + (littleEndian ? i : width - 1 - i), Math.floor(whole / 2 ** (8 * i)) & 0xff)
      }
    },
  }
}

function floats(bits: 32 | 64, littleEndian: boolean): SoundFileEncoding {
  return {
    tag: 3,
    bits,
    write: (view, at, value) =>
      bits === 32 ? view.setFloat32(at, value, littleEndian) : view.setFloat64(at, value, littleEndian),
  }
}

const codes = (tag: number): SoundFileEncoding => ({ tag, bits: 8, write: (view, at, code) => view.setUint8(at, code) })

const WAV: [string, SoundFileEncoding][] = [
  ...[8, 12, 16, 20, 24, 32].map((bits): [string, SoundFileEncoding] => [`${bits} bits`, integers(bits, true)]),
  ['32-bit floats', floats(32, true)],
  ['64-bit floats', floats(64, true)],
]

test.each(WAV.flatMap(([name, encoding]) => [false, true].map((extensible) => ({ name, encoding, extensible }))))(
  'a wav file of $name (extensible: $extensible) decodes to its samples',
  async ({ encoding, extensible }) => {
    const pcm = await decode(wavFile(SAMPLES, encoding, { extensible }))
    expect([pcm.sampleRateHz, pcm.truncated, ...pcm.channels[0]]).toEqual([8000, false, ...SAMPLES])
  },
)

const AIFF: [string, SoundFileEncoding, string | undefined][] = [
  ...[8, 16, 24, 32].map((bits): (typeof AIFF)[number] => [`${bits} bits`, integers(bits, false), undefined]),
  ['16 bits, AIFF-C', integers(16, false), 'NONE'],
  ['16 bits of the other byte order', integers(16, true), 'sowt'],
  ['24 bits of the other byte order', integers(24, true), 'sowt'],
  ['32-bit floats', floats(32, false), 'fl32'],
  ['64-bit floats', floats(64, false), 'FL64'],
]

test.each(AIFF)('an aiff file of %s decodes to its samples', async (_, encoding, compression) => {
  const pcm = await decode(aiffFile(SAMPLES, encoding, compression))
  expect([pcm.sampleRateHz, pcm.truncated, ...pcm.channels[0]]).toEqual([8000, false, ...SAMPLES])
})

/** ITU-T G.711: the quietest and the loudest value of either sign. */
const A_LAW = { codes: [0xd5, 0x55, 0xaa, 0x2a], samples: [8, -8, 32256, -32256] }
const MU_LAW = { codes: [0xff, 0x7f, 0x80, 0x00], samples: [0, 0, 32124, -32124] }

test.each([
  ['A-law in wav', wavFile(A_LAW.codes, codes(6), { extensible: false }), A_LAW.samples],
  ['A-law in extensible wav', wavFile(A_LAW.codes, codes(6), { extensible: true }), A_LAW.samples],
  ['µ-law in wav', wavFile(MU_LAW.codes, codes(7), { extensible: false }), MU_LAW.samples],
  ['A-law in aiff', aiffFile(A_LAW.codes, codes(0), 'alaw'), A_LAW.samples],
  ['µ-law in aiff', aiffFile(MU_LAW.codes, codes(0), 'ulaw'), MU_LAW.samples],
])('%s decodes by the tables of G.711', async (_, file, samples) => {
  const pcm = await decode(file)
  expect(Array.from(pcm.channels[0], (sample) => sample * 32768 + 0)).toEqual(samples)
})

test('sound of another encoding is refused by its name', async () => {
  const adpcm = wavFile([1, 2, 3], codes(17), { extensible: false })
  await expect(decode(adpcm)).rejects.toThrow(UnsupportedFormat)
  await expect(decode(adpcm)).rejects.toThrow('type 0x11')
  await expect(decode(aiffFile([1, 2, 3], codes(0), 'ima4'))).rejects.toThrow('ima4')
})
