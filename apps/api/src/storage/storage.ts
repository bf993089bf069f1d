import type { Readable } from 'node:stream'

/** Bytes range, both ends inclusive, as in HTTP. */
export interface ByteRange {
  start: number
  end: number
}

/** Where audio and artwork lie: a folder, or a bucket. Keys are relative paths such as `audio/ab/abcdef….mp3`. */
export interface Storage {
  /** Streams to the key; nothing is visible under it before the last byte is safe. @throws StorageFullError */
  write(key: string, bytes: Readable): Promise<{ sizeBytes: number }>
  /** @throws NotFoundError */
  open(key: string, range?: ByteRange): Promise<Readable>
  /** @throws NotFoundError */
  size(key: string): Promise<number>
  /** A path on this machine for libraries that want one; fetched to a temporary file where the storage is remote. */
  localCopy(key: string): Promise<{ path: string; release(): Promise<void> }>
  remove(key: string): Promise<void>
}
