import { SAMPLE_RATE_HZ } from './sample-rate.ts'

/** Adds a ping-pong tape echo: left, right, left …, duller with every turn. */
export function addEcho(
  send: Float32Array,
  { left, right }: { left: Float32Array; right: Float32Array },
  { seconds, feedback }: { seconds: number; feedback: number },
): void {
  const lag = Math.max(1, Math.round(seconds * SAMPLE_RATE_HZ))
  const first = new Float32Array(lag)
  const second = new Float32Array(lag)
  let dullFirst = 0
  let dullSecond = 0
  let at = 0
  for (let i = 0; i < send.length; i++) {
    const fromLeft = first[at]
    const fromRight = second[at]
    dullFirst += 0.42 * (fromRight - dullFirst)
    dullSecond += 0.42 * (fromLeft - dullSecond)
    first[at] = send[i] + 1e-18 + feedback * dullFirst
    second[at] = feedback * dullSecond
    if (++at === lag) at = 0
    left[i] += fromLeft
    right[i] += fromRight
  }
}
