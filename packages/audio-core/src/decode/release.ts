/**
 * Frees a codec. One whose sandbox a damaged file has upset may fail even at that; its memory then goes with the
 * garbage, and the error that matters is the one that decoding gave.
 */
export function release(decoder: { free(): void } | undefined): void {
  try {
    decoder?.free()
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error
  }
}
