/** An ID3v2.3 tag with text frames and, if given, a front cover, to put before an mp3. */
export function id3Tag(frames: Record<string, string>, cover?: { mimeType: string; bytes: Buffer }): Buffer {
  const texts = Object.entries(frames).map(([id, text]) =>
    frame(id, Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')])),
  )
  const pictures = cover
    ? [frame('APIC', Buffer.concat([Buffer.from(`\0${cover.mimeType}\0\x03\0`, 'latin1'), cover.bytes]))]
    : []
  const body = Buffer.concat([...texts, ...pictures])
  const size = Buffer.from([21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f))
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), size, body])
}

function frame(id: string, content: Buffer) {
  const header = Buffer.alloc(10)
  header.write(id, 'latin1')
  header.writeUInt32BE(content.length, 4)
  return Buffer.concat([header, content])
}
