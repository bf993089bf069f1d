/** [tracks] how known each is, log-scaled to 0 … 1, from its number of listeners. */
export function fameOf(listeners: ArrayLike<number>): Float32Array {
  let most = 0
  for (let i = 0; i < listeners.length; i++) most = Math.max(most, listeners[i])
  const scale = most > 0 ? 1 / Math.log1p(most) : 0
  return Float32Array.from(listeners, (count) => Math.log1p(Math.max(0, count)) * scale)
}
