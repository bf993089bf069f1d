import type { ByteSource } from './byte-source.ts'
import { decodeChunks } from './decode-stream.ts'
import { TooLong } from './errors.ts'
import { durationMs, type Pcm } from './pcm.ts'

export interface DecodeOptions {
  /** Sound beyond this is an error: TooLong. */
  maxDurationMs?: number
}

/**
 * A whole file at its own rate with all its channels. For long files use `decodeMono` or `decodeChunks`.
 * @throws EmptyAudio, UnsupportedFormat, CorruptAudio, TooLong
 */
export async function decode(
  source: ByteSource,
  { maxDurationMs = Number.POSITIVE_INFINITY }: DecodeOptions = {},
): Promise<Pcm> {
  const pieces: Pcm[] = []
  let decodedMs = 0
  for await (const piece of decodeChunks(source)) {
    pieces.push(piece)
    decodedMs += durationMs(piece)
    if (decodedMs > maxDurationMs) throw new TooLong(`The sound is longer than ${Math.round(maxDurationMs / 1000)} s.`)
  }
  return {
    sampleRateHz: pieces[0].sampleRateHz,
    channels: pieces[0].channels.map((_, channel) => joinSamples(pieces.map((piece) => piece.channels[channel]))),
    truncated: pieces.some((piece) => piece.truncated),
  }
}

function joinSamples(pieces: Float32Array[]): Float32Array {
  if (pieces.length === 1) return pieces[0]
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
