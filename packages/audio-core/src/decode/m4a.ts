import { inPieces, type PeekableSource, wholeSource } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodeWithFfmpeg } from './ffmpeg.ts'
import { writeMp4Clip } from './mp4-clip.ts'
import { type Mp4Track, readMp4Track } from './mp4-track.ts'
import { loadWebAudioDecoder, type WebAudioDecoder } from './web-audio.ts'

/** Packets decoded at a time: 12 s of AAC, 48 s of ALAC. */
const CLIP_PACKETS = 512

/**
 * AAC and ALAC in MPEG-4 files of any layout (index first or last, fragmented). The compressed file is held whole, the
 * sound never: packets are decoded some hundred at a time. Where this machine lacks the decoder, or the file holds
 * another codec, ffmpeg is tried.
 */
export async function* decodeM4a(source: PeekableSource): AsyncGenerator<Pcm> {
  const bytes = await wholeSource(source)
  let started = false
  try {
    const track = readMp4Track(bytes)
    for await (const pcm of decodeTrack(bytes, track, await loadWebAudioDecoder())) {
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

/** Each clip begins with the packet before it, since AAC's windows overlap; what that one decodes to is dropped. */
async function* decodeTrack(file: Uint8Array, track: Mp4Track, decoder: WebAudioDecoder): AsyncGenerator<Pcm> {
  const { packets, packetSamples } = track
  let last: Pcm | undefined
  for (let from = 0; from < packets.length; from += CLIP_PACKETS) {
    const to = Math.min(packets.length, from + CLIP_PACKETS)
    const clip = packets.slice(Math.max(0, from - 1), to).map(({ at, bytes }) => file.subarray(at, at + bytes))
    const pcm = await decodeClip(decoder, writeMp4Clip({ ...track, packets: clip }), track.sampleRateHz)
    if (!pcm) continue
    const start = from * packetSamples
    const channels = pcm.channels.map((samples) => {
      const wanted = samples.subarray(-(to - from) * packetSamples)
      return wanted.subarray(Math.max(0, track.firstSample - start), Math.max(0, track.endSample - start))
    })
    if (channels[0].length === 0) continue
    if (last) yield last
    last = { ...pcm, channels }
  }
  if (!last) throw new CorruptAudio('No packet of the MPEG-4 file can be decoded.')
  yield { ...last, truncated: track.truncated }
}

/** Nothing where the decoder finds no sound in the clip at all. */
async function decodeClip(decoder: WebAudioDecoder, clip: Uint8Array, sampleRateHz: number): Promise<Pcm | undefined> {
  try {
    const pcm = await decoder.decode(clip, sampleRateHz)
    return pcm.channels.length > 0 ? pcm : undefined
  } catch (error) {
    if (/unsupported/i.test(String(error))) {
      throw new UnsupportedFormat(`The sound of the MPEG-4 file cannot be decoded: ${String(error)}`, { cause: error })
    }
    return undefined
  }
}
