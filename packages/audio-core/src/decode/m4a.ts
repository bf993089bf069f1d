import { inPieces, type PeekableSource, type RandomBytes, wholeSource } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodeWithFfmpeg } from './ffmpeg.ts'
import { markLast } from './mark-last.ts'
import { writeMp4Clip } from './mp4-clip.ts'
import { readMp4Index } from './mp4-index.ts'
import { type Mp4Packet, type Mp4Track, readMp4Track } from './mp4-track.ts'
import { loadWebAudioDecoder, type WebAudioDecoder } from './web-audio.ts'

/** Decoded at a time: 12 s of AAC. */
const CLIP_PACKETS = 512
const CLIP_SAMPLES = 1 << 19
/** A stream is held whole, since its index may come last. */
const MOST_HELD_BYTES = 1 << 29

/**
 * AAC and ALAC in MPEG-4 files of any layout (index first or last, fragmented). Packets are read and decoded some
 * hundred at a time; only a file that comes as a stream is held whole. Where this machine lacks the decoder, or the file
 * holds another codec, HE-AAC for one, ffmpeg is tried. Sound that may be HE-AAC without saying so is left to ffmpeg
 * where there is one, and is played at its core's rate where there is none.
 */
export async function* decodeM4a(source: PeekableSource): AsyncGenerator<Pcm> {
  const file = source.random() ?? heldBytes(await wholeSource(source, MOST_HELD_BYTES))
  let started = false
  try {
    const track = readMp4Track(await readMp4Index(file))
    if (track.mayBeHalf && (yield* decodeByFfmpeg(file))) return
    const decoder = await loadWebAudioDecoder()
    const damage = { found: track.truncated }
    try {
      const pieces = decodeTrack(file, track, { decoder, damage })
      for await (const pcm of markLast(pieces, () => damage.found)) {
        started = true
        yield pcm
      }
    } finally {
      decoder.close()
    }
  } catch (reason) {
    if (started || !(reason instanceof UnsupportedFormat)) throw reason
    yield* decodeByFfmpegInstead(file, reason)
  }
}

function heldBytes(bytes: Uint8Array): RandomBytes {
  return { byteLength: bytes.length, read: async (from, to) => bytes.subarray(from, to) }
}

/** Returns whether there is an ffmpeg that plays such files. */
async function* decodeByFfmpeg(file: RandomBytes): AsyncGenerator<Pcm, boolean> {
  try {
    yield* decodeWithFfmpeg(inPieces(file), 'm4a')
    return true
  } catch (error) {
    if (!(error instanceof UnsupportedFormat)) throw error
    return false
  }
}

async function* decodeByFfmpegInstead(file: RandomBytes, reason: UnsupportedFormat): AsyncGenerator<Pcm> {
  if (yield* decodeByFfmpeg(file)) return
  throw new UnsupportedFormat(`${reason.message} Nor is there an ffmpeg to do it instead.`, { cause: reason })
}

interface Decoding {
  decoder: WebAudioDecoder
  /** set where a clip cannot be decoded */
  damage: { found: boolean }
}

/** Each clip begins with the packet before it, since AAC's windows overlap; what that one decodes to is dropped. */
async function* decodeTrack(file: RandomBytes, track: Mp4Track, { decoder, damage }: Decoding): AsyncGenerator<Pcm> {
  const { packets, packetSamples } = track
  const clipPackets = Math.max(1, Math.min(CLIP_PACKETS, Math.floor(CLIP_SAMPLES / packetSamples)))
  for (let from = 0; from < packets.length; from += clipPackets) {
    const to = Math.min(packets.length, from + clipPackets)
    const clip = await readPackets(file, packets.slice(Math.max(0, from - 1), to))
    const pcm = await decodeClip(decoder, writeMp4Clip({ ...track, packets: clip }), track.sampleRateHz)
    damage.found ||= !pcm
    if (!pcm) continue
    const start = from * packetSamples
    const channels = pcm.channels.map((samples) => {
      const wanted = samples.subarray(-(to - from) * packetSamples)
      return wanted.subarray(Math.max(0, track.firstSample - start), Math.max(0, track.endSample - start))
    })
    yield { ...pcm, channels }
  }
}

/** Packets mostly lie one after another: such a run is read at once. */
async function readPackets(file: RandomBytes, packets: Mp4Packet[]): Promise<Uint8Array[]> {
  const read: Uint8Array[] = []
  for (let first = 0; first < packets.length; ) {
    let end = packets[first].at
    let next = first
    while (next < packets.length && packets[next].at === end) end += packets[next++].bytes
    const run = await file.read(packets[first].at, end)
    for (let at = 0; first < next; first++) {
      const to = at + packets[first].bytes
      read.push(run.subarray(at, to))
      at = to
    }
  }
  return read
}

/** Nothing where the decoder finds no sound in the clip at all, or breaks. */
async function decodeClip(decoder: WebAudioDecoder, clip: Uint8Array, sampleRateHz: number): Promise<Pcm | undefined> {
  try {
    const pcm = await decoder.decode(clip, sampleRateHz)
    return pcm.channels.length > 0 ? pcm : undefined
  } catch (error) {
    if (error instanceof CorruptAudio) throw error
    if (/unsupported/i.test(String(error))) {
      throw new UnsupportedFormat(`The sound of the MPEG-4 file cannot be decoded: ${String(error)}`, { cause: error })
    }
    return undefined
  }
}
