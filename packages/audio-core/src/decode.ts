import type { ByteSource } from './byte-source.ts'
import { type DecodeLimits, decodeChunks } from './decode-stream.ts'
import type { Pcm } from './pcm.ts'

/**
 * A whole file at its own rate with all its channels. For long files use `decodeMono` or `decodeChunks`.
 * @throws EmptyAudio, UnsupportedFormat, CorruptAudio, TooLong, TooLarge
 */
export async function decode(source: ByteSource, limits: DecodeLimits = {}): Promise<Pcm> {
  const pieces: Pcm[] = []
  for await (const piece of decodeChunks(source, limits)) pieces.push(piece)
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
