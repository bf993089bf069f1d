import { randomBytes } from 'node:crypto'

/** PostgreSQL takes less than 8,000 bytes a notification; this leaves room for base64 and the frame's own header. */
const SLICE_BYTES = 5_700
const MAX_OPEN = 100

/** A message as notifications that PostgreSQL accepts: itself, or numbered slices of it. */
export function toFrames(message: string): string[] {
  const bytes = Buffer.from(message)
  if (bytes.length <= 7_900) return [message]
  const id = randomBytes(6).toString('hex')
  const count = Math.ceil(bytes.length / SLICE_BYTES)
  return Array.from({ length: count }, (_, index) => {
    const slice = bytes.subarray(index * SLICE_BYTES, (index + 1) * SLICE_BYTES)
    return `#${id}:${index}:${count}:${slice.toString('base64')}`
  })
}

/** Puts slices together again. @returns a function that gives the whole message at its last slice */
export function frameReader(): (frame: string) => string | undefined {
  const open = new Map<string, Buffer[]>()
  return (frame) => {
    if (!frame.startsWith('#')) return frame
    const [id, index, count, text] = frame.slice(1).split(':')
    const slices = open.get(id) ?? []
    slices[Number(index)] = Buffer.from(text, 'base64')
    if (Object.keys(slices).length < Number(count)) {
      open.set(id, slices)
      // slices lost in a broken connection never complete
      if (open.size > MAX_OPEN) open.delete(open.keys().next().value!)
      return undefined
    }
    open.delete(id)
    return Buffer.concat(slices).toString()
  }
}
