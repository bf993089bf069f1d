/** A function's value at a point; fills the gradient. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

const MEMORY = 10
const DECREASE = 1e-4

/**
 * The point where a smooth convex function is least, by L-BFGS (Liu & Nocedal 1989) with a backtracking line search.
 * Ends when no slope is above the tolerance, or after so many steps.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { steps = 200, tolerance = 1e-5 }: { steps?: number; tolerance?: number } = {},
): Float64Array {
  let point = Float64Array.from(start)
  let gradient = new Float64Array(point.length)
  let value = objective(point, gradient)
  const pairs: Pair[] = []
  for (let step = 0; step < steps && largest(gradient) > tolerance; step++) {
    const direction = descent(gradient, pairs)
    const next = search(objective, { point, value, gradient, direction })
    if (!next) break
    remember(pairs, {
      moved: next.point.map((x, i) => x - point[i]),
      turned: next.gradient.map((g, i) => g - gradient[i]),
    })
    ;({ point, value, gradient } = next)
  }
  return point
}

/** A step and how much the gradient changed along it. */
type Pair = { moved: Float64Array; turned: Float64Array }

function remember(pairs: Pair[], pair: Pair): void {
  if (dot(pair.moved, pair.turned) <= 1e-12) return
  pairs.push(pair)
  if (pairs.length > MEMORY) pairs.shift()
}

/** The two-loop recursion: minus the gradient times an estimate of the inverse curvature. */
function descent(gradient: Float64Array, pairs: Pair[]): Float64Array {
  const direction = gradient.map((slope) => -slope)
  const shares: number[] = []
  for (const { moved, turned } of [...pairs].reverse()) {
    const share = dot(moved, direction) / dot(moved, turned)
    shares.push(share)
    addTo(direction, turned, -share)
  }
  const last = pairs.at(-1)
  if (last) {
    const scale = dot(last.moved, last.turned) / dot(last.turned, last.turned)
    for (let i = 0; i < direction.length; i++) direction[i] *= scale
  }
  for (const { moved, turned } of pairs) {
    const share = shares.pop() as number
    addTo(direction, moved, share - dot(turned, direction) / dot(moved, turned))
  }
  return direction
}

type At = { point: Float64Array; value: number; gradient: Float64Array }

/** Halves the step until the value falls enough; null where it never does. */
function search(objective: Objective, { point, value, gradient, direction }: At & { direction: Float64Array }) {
  const slope = dot(gradient, direction)
  for (let length = 1; length > 1e-10; length /= 2) {
    const next = point.map((x, i) => x + length * direction[i])
    const nextGradient = new Float64Array(point.length)
    const nextValue = objective(next, nextGradient)
    if (nextValue <= value + DECREASE * length * slope) return { point: next, value: nextValue, gradient: nextGradient }
  }
  return null
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

function addTo(target: Float64Array, values: Float64Array, share: number): void {
  for (let i = 0; i < target.length; i++) target[i] += share * values[i]
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
