import { CorruptAudio, EmptyAudio } from '../errors.ts'
import { findBox, type Mp4Box, mp4Boxes } from './mp4-boxes.ts'
import { type Mp4Codec, readMp4Codec } from './mp4-codec.ts'
import type { Mp4Index } from './mp4-index.ts'

/** The first AAC or ALAC track of a file. */
export interface Mp4Track extends Mp4Codec {
  /** The sample description box, as it stands in the file. */
  description: Uint8Array
  packets: Mp4Packet[]
  /** The encoder's delay: samples before the sound begins. */
  firstSample: number
  /** Where the sound ends, before the padding of the last packet. */
  endSample: number
  /** The file ends before its packets do, or some of them cannot be right. */
  truncated: boolean
}

export interface Mp4Packet {
  at: number
  bytes: number
}

/**
 * Reads the index of an MPEG-4 file, whole or fragmented. All work is bounded by the index's size, whatever its tables
 * claim.
 * @throws CorruptAudio without an index, EmptyAudio without a sound track, UnsupportedFormat for another codec, TooLong
 */
export function readMp4Track({ movie, fragments, fileBytes, cut }: Mp4Index): Mp4Track {
  if (!movie || movie.cut) throw new CorruptAudio('The MPEG-4 file has no index, so its sound cannot be found.')
  const track = soundTrack(movie)
  const description = findBox(track.content, 'mdia', 'minf', 'stbl', 'stsd')
  const codec = readMp4Codec(description)
  const list: PacketList = { packets: [], ticks: 0 }
  listPackets(list, track, fileBytes)
  listFragments(list, fragments, { track: trackId(track), fileBytes })
  const present = list.packets.filter(({ at, bytes }) => at + bytes <= fileBytes && bytes <= codec.mostPacketBytes)
  const samplesPerTick = codec.sampleRateHz / timescale(track)
  return {
    ...codec,
    description: description?.bytes ?? new Uint8Array(0),
    packets: present,
    firstSample: Math.round(editStartTicks(track) * samplesPerTick),
    endSample: list.ticks > 0 ? Math.round(list.ticks * samplesPerTick) : Number.POSITIVE_INFINITY,
    truncated: present.length < list.packets.length || cut,
  }
}

function soundTrack(movie: Mp4Box): Mp4Box {
  for (const box of mp4Boxes(movie.content)) {
    if (box.type !== 'trak') continue
    const handler = findBox(box.content, 'mdia', 'hdlr')
    if (handler && String.fromCharCode(...handler.content.subarray(8, 12)) === 'soun') return box
  }
  throw new EmptyAudio('The MPEG-4 file holds no sound.')
}

function trackId(track: Mp4Box): number {
  const header = findBox(track.content, 'tkhd')
  const at = header?.content[0] === 1 ? 20 : 12
  return header && header.content.length >= at + 4 ? header.view.getUint32(at) : 0
}

function timescale(track: Mp4Box): number {
  const header = findBox(track.content, 'mdia', 'mdhd')
  const at = header?.content[0] === 1 ? 20 : 12
  const ticks = header && header.content.length >= at + 4 ? header.view.getUint32(at) : 0
  if (ticks === 0) throw new CorruptAudio('The MPEG-4 file has no time scale.')
  return ticks
}

/** Media time of the first edit that shows anything, 0 without an edit list. */
function editStartTicks(track: Mp4Box): number {
  const list = findBox(track.content, 'edts', 'elst')
  if (!list || list.content.length < 8) return 0
  const isLong = list.content[0] === 1
  const entryBytes = isLong ? 20 : 12
  for (let at = 8; at + entryBytes <= list.content.length; at += entryBytes) {
    const start = isLong ? Number(list.view.getBigInt64(at + 8)) : list.view.getInt32(at + 4)
    if (start >= 0) return start
  }
  return 0
}

interface PacketList {
  packets: Mp4Packet[]
  /** How long they last, in the track's time scale. */
  ticks: number
}

/** More than a day of AAC has. An index that claims more is a lie that would only fill the memory. */
const MOST_PACKETS = 1 << 22

function addPacket({ packets }: PacketList, packet: Mp4Packet): void {
  if (packets.length === MOST_PACKETS) throw new CorruptAudio('The MPEG-4 file claims to have millions of packets.')
  packets.push(packet)
}

function listPackets(list: PacketList, track: Mp4Box, fileBytes: number): void {
  const table = findBox(track.content, 'mdia', 'minf', 'stbl')
  const sizes = packetSizes(table && findBox(table.content, 'stsz'), fileBytes)
  const chunks = chunkPlaces(table)
  const runs = entries(table && findBox(table.content, 'stsc'), 12)
  let run = -1
  for (const [i, chunk] of chunks.entries()) {
    while (run + 1 < runs.length && runs[run + 1].view.getUint32(0) <= i + 1) run++
    if (run < 0) break
    let at = chunk
    for (let left = runs[run].view.getUint32(4); left > 0 && list.packets.length < sizes.count; left--) {
      const bytes = sizes.at(list.packets.length)
      addPacket(list, { at, bytes })
      at += bytes
    }
  }
  list.ticks += durationTicks(table, list.packets.length)
}

function packetSizes(box: Mp4Box | undefined, fileBytes: number): { count: number; at: (i: number) => number } {
  if (!box || box.content.length < 12) return { count: 0, at: () => 0 }
  const same = box.view.getUint32(4)
  const claimed = box.view.getUint32(8)
  if (same > 0) return { count: Math.min(claimed, Math.ceil(fileBytes / same)), at: () => same }
  return {
    count: Math.min(claimed, Math.floor((box.content.length - 12) / 4)),
    at: (i) => box.view.getUint32(12 + 4 * i),
  }
}

function chunkPlaces(table: Mp4Box | undefined): number[] {
  const short = table && findBox(table.content, 'stco')
  if (short) return entries(short, 4).map(({ view }) => view.getUint32(0))
  return entries(table && findBox(table.content, 'co64'), 8).map(({ view }) => Number(view.getBigUint64(0)))
}

function durationTicks(table: Mp4Box | undefined, packets: number): number {
  let ticks = 0
  let left = packets
  for (const { view } of entries(table && findBox(table.content, 'stts'), 8)) {
    const count = Math.min(left, view.getUint32(0))
    ticks += count * view.getUint32(4)
    left -= count
  }
  return ticks
}

/** The entries of a table that begins with version, flags and a count; never more than it has room for. */
function entries(box: Mp4Box | undefined, entryBytes: number): { view: DataView }[] {
  if (!box || box.content.length < 8) return []
  const count = Math.min(box.view.getUint32(4), Math.floor((box.content.length - 8) / entryBytes))
  const { buffer, byteOffset } = box.content
  return Array.from({ length: count }, (_, i) => ({
    view: new DataView(buffer, byteOffset + 8 + i * entryBytes, entryBytes),
  }))
}

function listFragments(
  list: PacketList,
  fragments: Mp4Box[],
  { track, fileBytes }: { track: number; fileBytes: number },
): void {
  for (const box of fragments) {
    for (const fragment of mp4Boxes(box.content)) {
      if (fragment.type === 'traf') addFragment(list, fragment, { movieAt: box.at, track, fileBytes })
    }
  }
}

const HEADER_FLAG = { base: 0x1, description: 0x2, duration: 0x8, size: 0x10 }
const RUN_FLAG = { offset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, shift: 0x800 }

function addFragment(
  list: PacketList,
  fragment: Mp4Box,
  place: { movieAt: number; track: number; fileBytes: number },
): void {
  const header = findBox(fragment.content, 'tfhd')
  if (!header || header.content.length < 8 || header.view.getUint32(4) !== place.track) return
  const flags = header.view.getUint32(0)
  let field = 8
  const next = (flag: number, bytes: number) => {
    if (!(flags & flag) || field + bytes > header.content.length) return 0
    field += bytes
    return bytes === 8 ? Number(header.view.getBigUint64(field - 8)) : header.view.getUint32(field - 4)
  }
  const base = next(HEADER_FLAG.base, 8) || place.movieAt
  next(HEADER_FLAG.description, 4)
  const defaults = { ticks: next(HEADER_FLAG.duration, 4), bytes: next(HEADER_FLAG.size, 4) }
  let at = base
  for (const run of mp4Boxes(fragment.content)) {
    if (run.type === 'trun' && run.content.length >= 8)
      at = addRun(list, run, { base, at, defaults, fileBytes: place.fileBytes })
  }
}

interface RunPlace {
  base: number
  at: number
  defaults: { ticks: number; bytes: number }
  fileBytes: number
}

/** Returns where the run's data ends. */
function addRun(list: PacketList, run: Mp4Box, { base, at, defaults, fileBytes }: RunPlace): number {
  const flags = run.view.getUint32(0)
  let field = 8
  let place = at
  if (flags & RUN_FLAG.offset && field + 4 <= run.content.length) {
    place = Math.max(0, base + run.view.getInt32(field))
    field += 4
  }
  if (flags & RUN_FLAG.firstFlags) field += 4
  const fields = [RUN_FLAG.duration, RUN_FLAG.size, RUN_FLAG.flags, RUN_FLAG.shift].filter((flag) => flags & flag)
  const room =
    fields.length > 0
      ? Math.floor((run.content.length - field) / (4 * fields.length))
      : Math.ceil(fileBytes / Math.max(1, defaults.bytes))
  for (let left = Math.min(run.view.getUint32(4), room); left > 0; left--) {
    const packet = { ticks: defaults.ticks, bytes: defaults.bytes }
    for (const flag of fields) {
      const value = run.view.getUint32(field)
      if (flag === RUN_FLAG.duration) packet.ticks = value
      if (flag === RUN_FLAG.size) packet.bytes = value
      field += 4
    }
    addPacket(list, { at: place, bytes: packet.bytes })
    list.ticks += packet.ticks
    place += packet.bytes
  }
  return place
}
