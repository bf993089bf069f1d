import { parseMp3Header } from './decode/mp3-frame.ts'
import { findMp3Frames } from './decode/mp3-sync.ts'

export type AudioFormat =
  | 'wav'
  | 'aiff'
  | 'mp3'
  | 'flac'
  | 'ogg-flac'
  | 'ogg-vorbis'
  | 'ogg-opus'
  | 'ogg-speex'
  | 'm4a'
  | 'aac'
  | 'matroska'
  | 'wma'
  | 'caf'
  | 'au'
  | 'amr'
  | 'ape'
  | 'wavpack'
  | 'tta'
  | 'musepack'
  | 'dsf'

/** This many bytes from the beginning (after an ID3 tag) are enough to tell any format. */
export const DETECT_BYTES = 1 << 16

/**
 * What the bytes are, by their content alone; undefined for what is no known audio. Formats without a signature of
 * their own (mp3, ADTS) need a frame header at the very beginning or a chain of frames further on.
 */
export function detectFormat(head: Uint8Array): AudioFormat | undefined {
  const bytes = head.subarray(id3TagBytes(head))
  if (bytes.length === 0 && head.length > 0) return 'mp3'
  return bySignature(bytes) ?? byFrames(bytes) ?? (bytes.length < head.length ? 'mp3' : undefined)
}

/** Length of the ID3v2 tag at the beginning, 0 if there is none. */
export function id3TagBytes(head: Uint8Array): number {
  if (!hasText(head, 0, 'ID3') || head.length < 10) return 0
  const size = (head[6] & 0x7f) * 0x200000 + (head[7] & 0x7f) * 0x4000 + (head[8] & 0x7f) * 0x80 + (head[9] & 0x7f)
  const footer = head[5] & 0x10 ? 10 : 0
  return 10 + size + footer
}

function bySignature(bytes: Uint8Array): AudioFormat | undefined {
  if ((hasText(bytes, 0, 'RIFF') || hasText(bytes, 0, 'RF64')) && hasText(bytes, 8, 'WAVE')) return 'wav'
  if (hasText(bytes, 0, 'FORM') && (hasText(bytes, 8, 'AIFF') || hasText(bytes, 8, 'AIFC'))) return 'aiff'
  if (hasText(bytes, 0, 'fLaC')) return 'flac'
  if (hasText(bytes, 0, 'OggS')) return oggCodec(bytes)
  if (hasText(bytes, 4, 'ftyp')) return 'm4a'
  for (const [format, signature] of SIGNATURES) if (hasText(bytes, 0, signature)) return format
  return undefined
}

const SIGNATURES: [AudioFormat, string][] = [
  ['matroska', '\x1a\x45\xdf\xa3'],
  ['wma', '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['caf', 'caff'],
  ['au', '.snd'],
  ['amr', '#!AMR'],
  ['ape', 'MAC '],
  ['wavpack', 'wvpk'],
  ['tta', 'TTA1'],
  ['musepack', 'MPCK'],
  ['musepack', 'MP+'],
  ['dsf', 'DSD '],
]

/** The codec is named by the first packet, which follows the first page's segment table. */
function oggCodec(bytes: Uint8Array): AudioFormat | undefined {
  const packet = 27 + (bytes[26] ?? 0)
  if (hasText(bytes, packet, '\x01vorbis')) return 'ogg-vorbis'
  if (hasText(bytes, packet, 'OpusHead')) return 'ogg-opus'
  if (hasText(bytes, packet, '\x7fFLAC')) return 'ogg-flac'
  if (hasText(bytes, packet, 'Speex   ')) return 'ogg-speex'
  return undefined
}

function byFrames(bytes: Uint8Array): AudioFormat | undefined {
  if (bytes[0] === 0xff && (bytes[1] & 0xf6) === 0xf0) return 'aac'
  if (parseMp3Header(bytes, 0)) return 'mp3'
  return findMp3Frames(bytes, { from: 0, ended: true }).frame ? 'mp3' : undefined
}

function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}
