import type { AudioFormat } from '../detect-format.ts'
import { UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodeWithFfmpeg } from './ffmpeg.ts'

/** Returns whether there is an ffmpeg that plays such files; where there is none, nothing of the source is used up. */
export async function* decodeByFfmpeg(
  source: AsyncIterable<Uint8Array>,
  format: AudioFormat,
): AsyncGenerator<Pcm, boolean> {
  try {
    yield* decodeWithFfmpeg(source, format)
    return true
  } catch (error) {
    if (!(error instanceof UnsupportedFormat)) throw error
    return false
  }
}

/** @throws UnsupportedFormat with the reason why it has to be ffmpeg, where there is none */
export async function* decodeByFfmpegInstead(
  source: AsyncIterable<Uint8Array>,
  format: AudioFormat,
  reason: UnsupportedFormat,
): AsyncGenerator<Pcm> {
  if (yield* decodeByFfmpeg(source, format)) return
  throw new UnsupportedFormat(`${reason.message} Nor is there an ffmpeg to do it instead.`, { cause: reason })
}
