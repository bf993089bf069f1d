import { BufferSource, EncodedPacketSink, Input, type InputAudioTrack, Logging, LogLevel, MP4, QTFF } from 'mediabunny'
import { inPieces, type PeekableSource, wholeSource } from '../byte-source.ts'
import { CorruptAudio, EmptyAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodeWithFfmpeg } from './ffmpeg.ts'
import { findSampleDescription, writeMp4Clip } from './mp4-clip.ts'
import { loadWebAudioDecoder, type WebAudioDecoder } from './web-audio.ts'

/** Packets decoded at a time: 12 s of AAC, 48 s of ALAC. */
const CLIP_PACKETS = 512

/**
 * AAC and ALAC in MPEG-4 files of any layout (index first or last, fragmented). The compressed file is held whole, the
 * sound never: packets are decoded some hundred at a time. Each clip begins with the packet before it, since AAC's
 * windows overlap, and what that packet decodes to is dropped. Where this machine lacks the decoder, or the file holds
 * another codec, ffmpeg is tried.
 */
export async function* decodeM4a(source: PeekableSource): AsyncGenerator<Pcm> {
  const bytes = await wholeSource(source)
  let started = false
  try {
    for await (const pcm of decodePackets(bytes)) {
      started = true
      yield pcm
    }
  } catch (reason) {
    if (started || !(reason instanceof UnsupportedFormat)) throw reason
    yield* decodeByFfmpegInstead(bytes, reason)
  }
}

async function* decodeByFfmpegInstead(bytes: Uint8Array, reason: UnsupportedFormat): AsyncGenerator<Pcm> {
  try {
    yield* decodeWithFfmpeg(inPieces(bytes), 'm4a')
  } catch (error) {
    if (!(error instanceof UnsupportedFormat)) throw error
    throw new UnsupportedFormat(`${reason.message} Nor is there an ffmpeg to do it instead.`, { cause: reason })
  }
}

async function* decodePackets(bytes: Uint8Array): AsyncGenerator<Pcm> {
  Logging.level = LogLevel.Silent
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF] })
  try {
    const track = await audioTrack(input)
    const description = findSampleDescription(bytes)
    if (!description) throw new UnsupportedFormat('The MPEG-4 file holds sound that is neither AAC nor ALAC.')
    yield* decodeTrack(track, { description, decoder: await loadWebAudioDecoder() })
  } finally {
    input.dispose()
  }
}

async function audioTrack(input: Input): Promise<InputAudioTrack> {
  const track = await orCorrupt(input.getPrimaryAudioTrack())
  if (!track) throw new EmptyAudio('The MPEG-4 file holds no sound.')
  return track
}

interface TrackDecoding {
  description: Uint8Array
  decoder: WebAudioDecoder
}

async function* decodeTrack(track: InputAudioTrack, { description, decoder }: TrackDecoding): AsyncGenerator<Pcm> {
  const sampleRateHz = await orCorrupt(track.getSampleRate())
  if (!(sampleRateHz >= 3000 && sampleRateHz <= 768000))
    throw new CorruptAudio('The MPEG-4 file has an impossible sample rate.')
  let before: Packet | undefined
  let channels = 0
  for await (const packets of packetBatches(track, sampleRateHz)) {
    if (packets.batch.length > 0) {
      const clip = before ? [before, ...packets.batch] : packets.batch
      const packetSamples = clip[0].samples
      const pcm = await decodeClip(decoder, {
        description,
        sampleRateHz,
        packetSamples,
        packets: clip.map((packet) => packet.data),
      })
      if (pcm) {
        const firstSample = clip[0].firstSample
        const from = Math.max(before ? packetSamples : 0, -firstSample)
        const to = packets.batch.at(-1)!.endSample - firstSample
        channels = pcm.channels.length
        yield { ...pcm, channels: pcm.channels.map((samples) => samples.subarray(from, Math.max(from, to))) }
      }
      before = packets.batch.at(-1)
    }
    if (packets.damaged && channels > 0) {
      yield { sampleRateHz, channels: Array.from({ length: channels }, () => new Float32Array(0)), truncated: true }
    }
  }
  if (channels === 0) throw new CorruptAudio('No packet of the MPEG-4 file can be decoded.')
}

/** Nothing where the decoder finds no sound in the clip at all. */
async function decodeClip(
  decoder: WebAudioDecoder,
  clip: Parameters<typeof writeMp4Clip>[0],
): Promise<Pcm | undefined> {
  try {
    const pcm = await decoder.decode(writeMp4Clip(clip), clip.sampleRateHz)
    return pcm.channels.length > 0 && pcm.sampleRateHz === clip.sampleRateHz ? pcm : undefined
  } catch (error) {
    if (/unsupported/i.test(String(error)))
      throw new UnsupportedFormat(`The sound of the MPEG-4 file cannot be decoded: ${String(error)}`)
    return undefined
  }
}

interface Packet {
  data: Uint8Array
  /** Position in samples on the track's time line; negative for the encoder's delay. */
  firstSample: number
  endSample: number
  /** Samples it decodes to. */
  samples: number
}

/** `damaged`: the file ends before its packets do. */
async function* packetBatches(
  track: InputAudioTrack,
  sampleRateHz: number,
): AsyncGenerator<{ batch: Packet[]; damaged: boolean }> {
  let batch: Packet[] = []
  try {
    for await (const { data, timestamp, duration } of new EncodedPacketSink(track).packets()) {
      const firstSample = Math.round(timestamp * sampleRateHz)
      const length = Math.round(duration * sampleRateHz)
      batch.push({ data, firstSample, endSample: firstSample + length, samples: Math.max(1, length) })
      if (batch.length < CLIP_PACKETS) continue
      yield { batch, damaged: false }
      batch = []
    }
  } catch {
    yield { batch, damaged: true }
    return
  }
  yield { batch, damaged: false }
}

async function orCorrupt<T>(value: Promise<T>): Promise<T> {
  try {
    return await value
  } catch (cause) {
    throw new CorruptAudio('The MPEG-4 file is damaged.', { cause })
  }
}
