import { OpusDecoder } from 'opus-decoder'
import type { PeekableSource } from '../byte-source.ts'
import { CorruptAudio, UnsupportedFormat } from '../errors.ts'
import type { Pcm } from '../pcm.ts'
import { decodeOggLinks, type OggCodec } from './ogg-links.ts'
import { type OggPage, PacketAssembler } from './ogg-pages.ts'
import { quietly } from './quietly.ts'
import { release } from './release.ts'

/** Opus always plays at this rate, whatever was recorded (RFC 7845). */
const OPUS_HZ = 48000

/** Opus in Ogg: pre-skip, end trimming and output gain as RFC 7845 asks. */
export function decodeOggOpus(source: PeekableSource): AsyncGenerator<Pcm> {
  return decodeOggLinks(source, () => new OpusCodec())
}

class OpusCodec implements OggCodec {
  #assembler = new PacketAssembler()
  #decoder: OpusDecoder | undefined
  #head: OpusHead | undefined
  #decoded = 0

  async *decode(page: OggPage): AsyncGenerator<Pcm> {
    const packets = this.#assembler.push(page)
    if (!this.#decoder || !this.#head) {
      this.#head = parseHead(packets[0])
      this.#decoder = new OpusDecoder(this.#head)
      await this.#decoder.ready
      return
    }
    const pcm = decodePackets(this.#decoder, packets.filter(isSound), this.#head)
    if (page.isLast) trimEnd(pcm, this.#decoded, page, this.#head)
    this.#decoded += pcm.channels[0].length
    yield pcm
  }

  async *flush(): AsyncGenerator<Pcm> {}

  free(): void {
    release(this.#decoder)
  }
}

interface OpusHead {
  channels: number
  preSkip: number
  gain: number
  streamCount: number
  coupledStreamCount: number
  channelMappingTable: number[]
}

function parseHead(packet: Uint8Array | undefined): OpusHead {
  if (!packet || packet.length < 19) throw new CorruptAudio('The Opus header is damaged.')
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  const channels = packet[9]
  const family = packet[18]
  if (family > 1 || channels > 8)
    throw new UnsupportedFormat(`Opus with ${channels} channels in mapping family ${family} is not supported.`)
  if (channels === 0 || (family === 0 && channels > 2)) throw new CorruptAudio('The Opus header is damaged.')
  const base = { channels, preSkip: view.getUint16(10, true), gain: 10 ** (view.getInt16(16, true) / 256 / 20) }
  if (family === 0)
    return { ...base, streamCount: 1, coupledStreamCount: channels - 1, channelMappingTable: [0, 1].slice(0, channels) }
  if (packet.length < 21 + channels) throw new CorruptAudio('The Opus header is damaged.')
  const [streamCount, coupledStreamCount] = packet.subarray(19, 21)
  const channelMappingTable = [...packet.subarray(21, 21 + channels)]
  const streams = streamCount + coupledStreamCount
  const sound = streamCount > 0 && coupledStreamCount <= streamCount && streams <= 255
  if (!sound || channelMappingTable.some((stream) => stream >= streams && stream !== 255)) {
    throw new CorruptAudio('The Opus header is damaged.')
  }
  return { ...base, streamCount, coupledStreamCount, channelMappingTable }
}

/** The comment header stands between the first page and the sound. */
function isSound(packet: Uint8Array): boolean {
  return packet.length > 0 && String.fromCharCode(...packet.subarray(0, 8)) !== 'OpusTags'
}

function decodePackets(decoder: OpusDecoder, packets: Uint8Array[], { channels, gain }: OpusHead): Pcm {
  if (packets.length === 0) return { sampleRateHz: OPUS_HZ, channels: noSamples(channels), truncated: false }
  try {
    const { channelData } = quietly(() => decoder.decodeFrames(packets))
    if (gain !== 1) for (const samples of channelData) for (let i = 0; i < samples.length; i++) samples[i] *= gain
    return { sampleRateHz: OPUS_HZ, channels: channelData, truncated: false }
  } catch (cause) {
    throw new CorruptAudio('The Opus file is damaged.', { cause })
  }
}

/** The last page's granule position says where the sound ends within the last packets. */
function trimEnd(pcm: Pcm, decodedBefore: number, page: OggPage, { preSkip }: OpusHead): void {
  const length = pcm.channels[0].length
  const excess = decodedBefore + length - (page.granule - preSkip)
  if (page.granule < 0 || excess <= 0 || excess > length) return
  pcm.channels = pcm.channels.map((samples) => samples.subarray(0, length - excess))
}

function noSamples(channels: number): Float32Array[] {
  return Array.from({ length: channels }, () => new Float32Array(0))
}
