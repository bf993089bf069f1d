/** A codec that complains this often about one piece of input has lost its way. */
const MOST_COMPLAINTS = 64

/**
 * Runs a codec whose author prints decoding errors, which for us are ordinary: files are damaged. What it prints is
 * dropped, and a codec that does nothing but complain is stopped by an exception. Only for synchronous calls, so that
 * nobody else's lines get lost.
 */
export function quietly<T>(run: () => T): T {
  const print = console.error
  let complaints = 0
  console.error = () => {
    if (++complaints > MOST_COMPLAINTS) throw new RangeError('the decoder makes no progress')
  }
  try {
    return run()
  } finally {
    console.error = print
  }
}
