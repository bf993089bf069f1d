/** A file's bytes, whole or as they arrive. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>

const PIECE_BYTES = 1 << 16

/** The source in pieces of at most 64 KiB, so that what is made of a piece stays small too. */
export async function* inPieces(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) {
    yield* split(source)
    return
  }
  for await (const chunk of source) yield* split(chunk)
}

function* split(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
}

/** All bytes of a source in one array; `maxBytes` guards formats that cannot be decoded in pieces. */
export async function wholeSource(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
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

/** A source whose beginning can be looked at, and dropped, before it is read. */
export class PeekableSource implements AsyncIterable<Uint8Array> {
  #pieces: AsyncIterator<Uint8Array>
  #ahead: Uint8Array = new Uint8Array(0)
  #ended = false

  constructor(source: ByteSource) {
    this.#pieces = inPieces(source)
  }

  /** At least `bytes` bytes, or all there are; they stay in the source. */
  async peek(bytes: number): Promise<Uint8Array> {
    const pieces = [this.#ahead]
    let length = this.#ahead.length
    while (length < bytes && !this.#ended) {
      const next = await this.#pieces.next()
      if (next.done) this.#ended = true
      else {
        pieces.push(next.value)
        length += next.value.length
      }
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
        const next = await this.#pieces.next()
        if (next.done) this.#ended = true
        else yield next.value
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
