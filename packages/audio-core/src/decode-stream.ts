import { type ByteSource, PeekableSource } from './byte-source.ts'
import { type AudioFormat, DETECT_BYTES, detectFormat, id3TagBytes } from './detect-format.ts'
import { CorruptAudio, EmptyAudio, UnsupportedFormat } from './errors.ts'
import type { Pcm } from './pcm.ts'

/** Decodes one format. Yields at least one sample or throws; `truncated` is set on the last piece only. */
export type FormatDecoder = (source: PeekableSource, format: AudioFormat) => AsyncGenerator<Pcm>

/**
 * Decoded sound piece by piece, in memory that does not grow with the file's length (m4a excepted). All pieces have
 * one rate and one number of channels; `truncated` on the last piece says that sound is missing after it.
 * @throws EmptyAudio, UnsupportedFormat, CorruptAudio, before the first piece; what turns out corrupt later is truncated
 */
export async function* decodeChunks(source: ByteSource): AsyncGenerator<Pcm> {
  const peekable = new PeekableSource(source)
  try {
    const format = await formatOf(peekable)
    yield* uniform((await decoderOf(format))(peekable, format))
  } finally {
    await peekable.close()
  }
}

/** Leaves the source behind an ID3 tag, which may stand before any format and holds no sound. */
async function formatOf(source: PeekableSource): Promise<AudioFormat> {
  const head = await source.peek(10)
  if (head.length === 0) throw new EmptyAudio('The file is empty.')
  const tagBytes = id3TagBytes(head)
  await source.skip(tagBytes)
  const bytes = await source.peek(DETECT_BYTES)
  const format = detectFormat(bytes) ?? (tagBytes > 0 ? 'mp3' : undefined)
  if (!format) throw new UnsupportedFormat('The file is no audio in a known format.')
  return format
}

/** Codecs are loaded when their format first turns up: together they are some megabytes of WebAssembly. */
async function decoderOf(format: AudioFormat): Promise<FormatDecoder> {
  switch (format) {
    case 'wav':
      return (await import('./decode/wav.ts')).decodeWav
    case 'aiff':
      return (await import('./decode/aiff.ts')).decodeAiff
    case 'mp3':
      return (await import('./decode/mp3.ts')).decodeMp3
    case 'flac':
    case 'ogg-flac':
      return (await import('./decode/flac.ts')).decodeFlac
    case 'ogg-vorbis':
      return (await import('./decode/ogg-vorbis.ts')).decodeOggVorbis
    case 'ogg-opus':
      return (await import('./decode/ogg-opus.ts')).decodeOggOpus
    case 'm4a':
      return (await import('./decode/m4a.ts')).decodeM4a
    default:
      return (await import('./decode/ffmpeg.ts')).decodeWithFfmpeg
  }
}

/**
 * Holds decoders to what they promise, whatever a damaged file makes of them, and keeps what came before the damage:
 * an error after the first piece only ends the sound.
 */
async function* uniform(pieces: AsyncGenerator<Pcm>): AsyncGenerator<Pcm> {
  let first: Pcm | undefined
  try {
    for await (const piece of pieces) {
      checkPiece(piece, first)
      first ??= piece
      yield piece
    }
  } catch (error) {
    if (!first || !(error instanceof CorruptAudio)) throw error
    yield { ...first, channels: first.channels.map(() => new Float32Array(0)), truncated: true }
  }
  if (!first) throw new CorruptAudio('No sound could be decoded.')
}

function checkPiece(piece: Pcm, first: Pcm | undefined): void {
  if (first && (piece.sampleRateHz !== first.sampleRateHz || piece.channels.length !== first.channels.length)) {
    throw new CorruptAudio('The sample rate or the number of channels changes within the file.')
  }
  if (!(piece.sampleRateHz >= 1000 && piece.sampleRateHz <= 768_000)) {
    throw new CorruptAudio(`The file claims an impossible sample rate of ${piece.sampleRateHz} Hz.`)
  }
  for (const channel of piece.channels) silenceNonNumbers(channel)
}

/** Floating point files, and damaged ones, may hold NaN or infinity, which would spread through every later sum. */
function silenceNonNumbers(samples: Float32Array): void {
  // Only NaN and the infinities make anything but zero of this difference.
  for (let i = 0; i < samples.length; i++) if (samples[i] - samples[i] !== 0) samples[i] = 0
}
