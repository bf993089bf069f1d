import { MPEGDecoder } from 'mpg123-decoder'
import { concatBytes } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { announcedFrames, type Mp3Header, parseMp3Header, sameStream } from './mp3-frame.ts'
import { findMp3Frames } from './mp3-sync.ts'
import { quietly } from './quietly.ts'
import { release } from './release.ts'

/**
 * MPEG audio layers I to III. The stream is cut into frames here and only whole frames reach the codec, so junk before,
 * between and after them is never played. The encoder's delay and padding are removed as its Info frame says.
 */
export async function* decodeMp3(source: AsyncIterable<Uint8Array>): AsyncGenerator<Pcm> {
  const decoder = new MPEGDecoder()
  await decoder.ready
  const framer = new Mp3Framer()
  let decoded = 0
  try {
    for await (const piece of source) {
      const pcm = decodeFrames(decoder, framer, framer.push(piece))
      decoded += pcm.channels[0].length
      if (pcm.channels[0].length > 0) yield pcm
    }
    const rest = decodeFrames(decoder, framer, framer.end())
    decoded += rest.channels[0].length
    if (decoded === 0) throw nothingDecoded(framer)
    yield { ...rest, truncated: framer.truncated }
  } finally {
    release(decoder)
  }
}

function decodeFrames(decoder: MPEGDecoder, framer: Mp3Framer, frames: Uint8Array): Pcm {
  const { sampleRateHz, channels } = framer.stream ?? { sampleRateHz: 0, channels: 1 }
  const decoded =
    frames.length > 0 ? codecOutput(decoder, frames).channelData : [new Float32Array(0), new Float32Array(0)]
  return { sampleRateHz, channels: decoded.slice(0, channels), truncated: false }
}

function codecOutput(decoder: MPEGDecoder, frames: Uint8Array) {
  try {
    return quietly(() => decoder.decode(frames))
  } catch (cause) {
    throw new CorruptAudio('The mp3 file is damaged.', { cause })
  }
}

function nothingDecoded(framer: Mp3Framer): Error {
  if (framer.freeFormat) return new UnsupportedFormat('The mp3 file is in free format, which is not supported.')
  return new CorruptAudio('The file looks like mp3, but no frame of it can be decoded.')
}

/** Cuts bytes into whole frames of one stream. */
class Mp3Framer {
  stream: Mp3Header | undefined
  truncated = false
  freeFormat = false
  #held: Uint8Array = new Uint8Array(0)
  #synced = false
  #frames = 0
  #announced: number | undefined

  /** The whole frames that are complete with these bytes. */
  push(bytes: Uint8Array): Uint8Array {
    this.#held = this.#held.length === 0 ? bytes : concatBytes([this.#held, bytes])
    return this.#take(false)
  }

  /** The frames that only the end of the file makes certain. */
  end(): Uint8Array {
    const frames = this.#take(true)
    if (this.#announced !== undefined && this.#frames - 1 < this.#announced) this.truncated = true
    return frames
  }

  #take(ended: boolean): Uint8Array {
    const runs: Uint8Array[] = []
    let at = 0
    for (;;) {
      if (!this.#synced) {
        const place = findMp3Frames(this.#held, { from: at, ended })
        this.freeFormat ||= this.#frames === 0 && parseMp3Header(this.#held, 0)?.frameBytes === 0
        at = place.at
        if (!place.frame) break
        this.stream ??= place.frame
        if (!sameStream(this.stream, place.frame)) {
          at++
          continue
        }
        this.#synced = true
      }
      const end = this.#endOfRun(at, ended)
      if (end > at) runs.push(this.#held.subarray(at, end))
      at = end
      if (this.#synced) break
    }
    const frames = runs.length === 0 ? new Uint8Array(0) : concatBytes(runs)
    this.#held = this.#held.slice(at)
    return frames
  }

  /** Where the frames that follow one another from `at` on end. Leaves the synced state where something else follows. */
  #endOfRun(start: number, ended: boolean): number {
    let at = start
    while (at + 4 <= this.#held.length) {
      const header = parseMp3Header(this.#held, at)
      if (!header || header.frameBytes === 0 || !sameStream(header, this.stream!)) {
        this.#synced = false
        return at
      }
      if (at + header.frameBytes > this.#held.length) {
        this.truncated ||= ended
        return at
      }
      if (this.#frames++ === 0)
        this.#announced = announcedFrames(this.#held.subarray(at, at + header.frameBytes), header)
      at += header.frameBytes
    }
    return at
  }
}
