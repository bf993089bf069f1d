import { type ByteSource, PeekableSource } from './byte-source.ts'
import { demandPossibleRate } from './decode/possible-rate.ts'
import { type AudioFormat, DETECT_BYTES, detectFormat, id3TagBytes } from './detect-format.ts'
import { CorruptAudio, EmptyAudio, TooLong, UnsupportedFormat } from './errors.ts'
import { durationMs, type Pcm } from './pcm.ts'

export interface DecodeLimits {
  /** More sound is an error: TooLong. A day by default. */
  maxDurationMs?: number
  /** More bytes are an error: TooLarge. 4 GiB by default. */
  maxBytes?: number
}

const DAY_MS = 86_400_000
const MOST_BYTES = 2 ** 32

/** Decodes one format. Yields at least one sample or throws; `truncated` is set on the last piece only. */
export type FormatDecoder = (source: PeekableSource, format: AudioFormat) => AsyncGenerator<Pcm>

/**
 * Decoded sound piece by piece, in memory that does not grow with the file's length (an m4a that comes as a stream
 * excepted, whose bytes are held). All pieces have one rate and one number of channels, and at most some hundred
 * thousand samples; `truncated` on the last piece says that sound is missing after it. However much a small file blows
 * up, and however long a source goes on, the limits end it.
 * @throws EmptyAudio, UnsupportedFormat, CorruptAudio, before the first piece; what turns out corrupt later is truncated
 * @throws TooLong, TooLarge at any time
 */
export async function* decodeChunks(source: ByteSource, limits: DecodeLimits = {}): AsyncGenerator<Pcm> {
  const { maxDurationMs = DAY_MS, maxBytes = MOST_BYTES } = limits
  const peekable = new PeekableSource(source, { maxBytes })
  let decodedMs = 0
  try {
    const format = await formatOf(peekable)
    for await (const piece of uniform((await decoderOf(format))(peekable, format))) {
      decodedMs += durationMs(piece)
      if (decodedMs > maxDurationMs) throw new TooLong(maxDurationMs)
      yield piece
    }
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
      return (await import('./decode/flac.ts')).decodeFlac
    case 'ogg-flac':
      return (await import('./decode/ogg-flac.ts')).decodeOggFlac
    case 'ogg-vorbis':
      return (await import('./decode/ogg-vorbis.ts')).decodeOggVorbis
    case 'ogg-opus':
      return (await import('./decode/ogg-opus.ts')).decodeOggOpus
    case 'm4a':
      return (await import('./decode/m4a.ts')).decodeM4a
    case 'aac':
      return (await import('./decode/adts.ts')).decodeAdts
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
  demandPossibleRate(piece.sampleRateHz)
  for (const channel of piece.channels) silenceNonNumbers(channel)
}

/** Floating point files, and damaged ones, may hold NaN or infinity, which would spread through every later sum. */
function silenceNonNumbers(samples: Float32Array): void {
  // Zero times anything is zero, except for NaN and the infinities, of which one is enough to spoil the sum.
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < samples.length; i += 2) {
    even += samples[i] * 0
    odd += samples[i + 1] * 0
  }
  if (even + odd + (samples.at(-1) ?? 0) * 0 === 0) return
  for (let i = 0; i < samples.length; i++) if (samples[i] - samples[i] !== 0) samples[i] = 0
}
