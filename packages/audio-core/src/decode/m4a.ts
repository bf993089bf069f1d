import { inPieces, type PeekableSource, type RandomBytes, wholeSource } from '../byte-source.ts'
import { UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { CLIP_PACKETS, decodeClip } from './decode-clip.ts'
import { decodeByFfmpeg, decodeByFfmpegInstead } from './ffmpeg-instead.ts'
import { markLast } from './mark-last.ts'
import { readMp4Index } from './mp4-index.ts'
import { type Mp4Packet, type Mp4Track, readMp4Track } from './mp4-track.ts'
import { loadWebAudioDecoder, type WebAudioDecoder } from './web-audio.ts'

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
    if (track.mayBeHalf && (yield* decodeByFfmpeg(inPieces(file), 'm4a'))) return
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
    yield* decodeByFfmpegInstead(inPieces(file), 'm4a', reason)
  }
}

function heldBytes(bytes: Uint8Array): RandomBytes {
  return { byteLength: bytes.length, read: async (from, to) => bytes.subarray(from, to) }
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
    const pcm = await decodeClip(decoder, { ...track, packets: clip })
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
