import { open } from 'node:fs/promises'
import type { RandomBytes } from '@segue/audio-core/byte-source'

export interface FileBytes extends RandomBytes {
  close(): Promise<void>
}

/** A file to be read in any order, piece by piece. `onRead` is told how many bytes were read so far. */
export async function openFileBytes(path: string, onRead: (readBytes: number) => void): Promise<FileBytes> {
  const handle = await open(path)
  const { size } = await handle.stat()
  let readBytes = 0
  return {
    byteLength: size,
    async read(from, to) {
      const wanted = Math.max(0, Math.min(to, size) - from)
      // a slab of its own, so that small reads do not keep a large one alive
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, from)
      readBytes += bytesRead
      onRead(readBytes)
      return buffer.subarray(0, bytesRead)
    },
    close: () => handle.close(),
  }
}
