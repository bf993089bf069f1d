/** What a tag says about a track; text is stored as UTF-8. */
export type Id3Fields = {
  title: string
  artist: string
  album: string
  genre: string
  year: number
  trackNumber: number
  bpm: number
  /** Musical key as in the standard: note, `b` or `#`, `m` for minor; at most three characters. */
  initialKey: string
  durationMs: number
  comment: string
  picture: { mimeType: string; bytes: Uint8Array }
}

/** An ID3v2.4.0 tag to be put before the first audio frame. https://id3.org/id3v2.4.0-structure */
export function id3Tag(fields: Id3Fields): Uint8Array {
  const frames = Buffer.concat([
    textFrame('TIT2', fields.title),
    textFrame('TPE1', fields.artist),
    textFrame('TPE2', fields.artist),
    textFrame('TALB', fields.album),
    textFrame('TCON', fields.genre),
    textFrame('TDRC', String(fields.year)),
    textFrame('TRCK', String(fields.trackNumber)),
    textFrame('TBPM', String(fields.bpm)),
    textFrame('TKEY', fields.initialKey),
    textFrame('TLEN', String(fields.durationMs)),
    frame('COMM', Buffer.concat([Buffer.from([UTF8]), Buffer.from('eng\0'), Buffer.from(fields.comment)])),
    pictureFrame(fields.picture),
  ])
  return Buffer.concat([Buffer.from('ID3'), Buffer.from([4, 0, 0]), syncSafe(frames.length), frames])
}

const UTF8 = 3
const FRONT_COVER = 3

const textFrame = (id: string, text: string) => frame(id, Buffer.concat([Buffer.from([UTF8]), Buffer.from(text)]))

function pictureFrame({ mimeType, bytes }: Id3Fields['picture']): Buffer {
  return frame(
    'APIC',
    Buffer.concat([Buffer.from([UTF8]), Buffer.from(`${mimeType}\0`), Buffer.from([FRONT_COVER, 0]), bytes]),
  )
}

const frame = (id: string, body: Buffer) =>
  Buffer.concat([Buffer.from(id), syncSafe(body.length), Buffer.alloc(2), body])

/** 28 bits in four bytes whose top bits are clear, so that no player takes them for an audio frame. */
const syncSafe = (size: number) =>
  Buffer.from([(size >>> 21) & 127, (size >>> 14) & 127, (size >>> 7) & 127, size & 127])
