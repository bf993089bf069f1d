import { concatBytes } from '../byte-source.ts'
import { box, text, u32, zeros } from './mp4-writing.ts'

export interface Mp4Clip {
  /** The sample description box (`stsd`) that tells the codec its set-up. */
  description: Uint8Array
  sampleRateHz: number
  /** Audio samples a packet decodes to. */
  packetSamples: number
  packets: Uint8Array[]
}

/** A small mp4 file with one audio track, its index before its data, of packets taken from a larger one (ISO 14496-12). */
export function writeMp4Clip(clip: Mp4Clip): Uint8Array {
  const fileType = box('ftyp', text('M4A '), u32(0), text('M4A isom'))
  const dataAt = fileType.length + movie(clip, 0).length + 8
  return concatBytes([fileType, movie(clip, dataAt), box('mdat', ...clip.packets)])
}

function movie(clip: Mp4Clip, dataAt: number): Uint8Array {
  const { sampleRateHz, packets, packetSamples, description } = clip
  const duration = u32(packets.length * packetSamples)
  const header = box(
    'mvhd',
    zeros(12),
    u32(sampleRateHz),
    duration,
    u32(0x10000),
    u32(0x01000000),
    zeros(8),
    IDENTITY,
    zeros(24),
    u32(2),
  )
  const trackHeader = box(
    'tkhd',
    u32(7),
    zeros(8),
    u32(1),
    zeros(4),
    duration,
    zeros(12),
    u32(0x01000000),
    IDENTITY,
    zeros(8),
  )
  const mediaHeader = box('mdhd', zeros(12), u32(sampleRateHz), duration, u32(0x55c40000))
  const handler = box('hdlr', zeros(8), text('soun'), zeros(13))
  const reference = box('dinf', box('dref', zeros(4), u32(1), box('url ', u32(1))))
  const table = box(
    'stbl',
    description,
    box('stts', zeros(4), u32(1), u32(packets.length), u32(packetSamples)),
    box('stsc', zeros(4), u32(1), u32(1), u32(packets.length), u32(1)),
    box('stsz', zeros(8), u32(packets.length), ...packets.map((packet) => u32(packet.length))),
    box('stco', zeros(4), u32(1), u32(dataAt)),
  )
  const media = box('mdia', mediaHeader, handler, box('minf', box('smhd', zeros(8)), reference, table))
  return box('moov', header, box('trak', trackHeader, media))
}

const IDENTITY = concatBytes([0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32))
