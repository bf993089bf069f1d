import { FLACDecoder } from '@wasm-audio-decoders/flac'
import { CorruptAudio } from '../errors.ts'
import { type Pcm, sampleCount } from '../pcm.ts'
import type { FlacFrame } from './flac-framer.ts'
import { quietly } from './quietly.ts'
import { release } from './release.ts'

/** Silence takes 11 bytes for 65,535 samples: so frames are decoded by what comes out of them, not by what goes in. */
const MOST_VALUES_TOGETHER = 1 << 18

/** Turns whole FLAC frames of one stream into sound. */
export class FlacCodec {
  #decoder = new FLACDecoder()

  /** Pieces of at most some hundred thousand values; what cannot be decoded is left out. */
  async *decode(frames: Iterable<FlacFrame>): AsyncGenerator<Pcm> {
    await this.#decoder.ready
    let batch: FlacFrame[] = []
    let values = 0
    for (const frame of frames) {
      const more = frame.header.blockSamples * frame.header.channels
      if (values + more > MOST_VALUES_TOGETHER && batch.length > 0) {
        yield* this.#decodeBatch(batch)
        batch = []
        values = 0
      }
      batch.push(frame)
      values += more
    }
    if (batch.length > 0) yield* this.#decodeBatch(batch)
  }

  async *#decodeBatch(batch: FlacFrame[]): AsyncGenerator<Pcm> {
    const pcm = await codecOutput(() => this.#decoder.decodeFrames(batch.map(({ bytes }) => bytes)))
    if (sampleCount(pcm) > 0) yield pcm
  }

  free(): void {
    release(this.#decoder)
  }
}

/** The codec works synchronously although it returns a promise, so that its complaints can be caught. */
async function codecOutput(run: () => ReturnType<FLACDecoder['decodeFrames']>): Promise<Pcm> {
  try {
    const { channelData, sampleRate } = await quietly(run)
    return { channels: channelData, sampleRateHz: sampleRate, truncated: false }
  } catch (cause) {
    throw new CorruptAudio('The flac file is damaged.', { cause })
  }
}
