import { TooLarge } from './errors.ts'

/** A file's bytes: whole, as they arrive, or to be read wherever one wants. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array> | RandomBytes

/** Bytes that need not be read in order, such as an open file's. */
export interface RandomBytes {
  readonly byteLength: number
  /** The bytes from `from` until `to`, or as far as there are any. */
  read(from: number, to: number): Promise<Uint8Array>
}

const PIECE_BYTES = 1 << 16
/** Asked of a random source at a time. */
const READ_BYTES = 1 << 18

/** The source in pieces of at most 64 KiB, so that what is made of a piece stays small too. */
export async function* inPieces(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) {
    yield* split(source)
  } else if (isRandom(source)) {
    yield* readInOrder(source)
  } else {
    for await (const chunk of source) yield* split(chunk)
  }
}

async function* readInOrder(source: RandomBytes): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.byteLength; ) {
    const bytes = await source.read(at, at + READ_BYTES)
    if (bytes.length === 0) return
    at += bytes.length
    yield* split(bytes)
  }
}

function isRandom(source: ByteSource): source is RandomBytes {
  return 'read' in source && typeof source.read === 'function' && !(Symbol.asyncIterator in source)
}

function randomOf(source: ByteSource): RandomBytes | undefined {
  if (isRandom(source)) return source
  if (!(source instanceof Uint8Array)) return undefined
  return { byteLength: source.length, read: async (from, to) => source.subarray(from, to) }
}

function* split(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}

/**
 * All bytes of a source in one array, for formats that cannot be decoded in order.
 * @throws TooLarge beyond `maxBytes`
 */
export async function wholeSource(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of source) {
    length += piece.length
    if (length > maxBytes) throw new TooLarge(maxBytes)
    pieces.push(piece)
  }
  return concatBytes(pieces)
}

export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A source whose beginning can be looked at, and dropped, before it is read. Gives up beyond `maxBytes`. */
export class PeekableSource implements AsyncIterable<Uint8Array> {
  #pieces: AsyncIterator<Uint8Array>
  #ahead: Uint8Array = new Uint8Array(0)
  #ended = false
  #taken = 0
  readonly #maxBytes: number
  readonly #random: RandomBytes | undefined

  constructor(source: ByteSource, { maxBytes = Number.POSITIVE_INFINITY }: { maxBytes?: number } = {}) {
    this.#maxBytes = maxBytes
    this.#random = randomOf(source)
    this.#pieces = inPieces(source)
  }

  /** What is left of the source, to be read in any order, where the source itself can be. */
  random(): RandomBytes | undefined {
    const source = this.#random
    if (!source) return undefined
    if (source.byteLength > this.#maxBytes) throw new TooLarge(this.#maxBytes)
    const start = this.#taken - this.#ahead.length
    return {
      byteLength: Math.max(0, source.byteLength - start),
      read: (from, to) => source.read(start + from, start + to),
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    const next = await this.#pieces.next()
    if (next.done) {
      this.#ended = true
      return undefined
    }
    this.#taken += next.value.length
    if (this.#taken > this.#maxBytes) throw new TooLarge(this.#maxBytes)
    return next.value
  }

  /** At least `bytes` bytes, or all there are; they stay in the source. */
  async peek(bytes: number): Promise<Uint8Array> {
    const pieces = [this.#ahead]
    let length = this.#ahead.length
    while (length < bytes && !this.#ended) {
      const next = await this.#next()
      if (!next) break
      pieces.push(next)
      length += next.length
    }
    if (pieces.length > 1) this.#ahead = concatBytes(pieces)
    return this.#ahead
  }

  /** Drops so many bytes from the front, or all if there are fewer. */
  async skip(bytes: number): Promise<void> {
    let left = bytes
    while (left > 0) {
      const ahead = await this.peek(1)
      if (ahead.length === 0) return
      this.#ahead = ahead.subarray(left)
      left -= ahead.length
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      if (this.#ahead.length > 0) {
        const ahead = this.#ahead
        this.#ahead = new Uint8Array(0)
        yield* split(ahead)
      }
      while (!this.#ended) {
        const next = await this.#next()
        if (next) yield next
      }
    } finally {
      await this.close()
    }
  }

  /** Lets go of what the source holds, such as an open file. */
  async close(): Promise<void> {
    this.#ended = true
    await this.#pieces.return?.()
  }
}
