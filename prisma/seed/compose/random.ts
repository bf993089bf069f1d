/** A reproducible source of chance. The same seed gives the same decisions on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  /** Whole number in [0, count). */
  int(count: number): number
  range(low: number, high: number): number
  pick<T>(items: readonly T[]): T
  chance(probability: number): boolean
  /** Roughly normal, mean 0, deviation 1 (sum of uniforms; never beyond ±3). */
  gauss(): number
  /** An independent stream that depends only on the seed and the name, not on what was drawn before. */
  fork(name: string): Random
}

/** 32-bit FNV-1a of a text, used to turn names into seeds. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Mulberry32 behind a small set of draws. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (count: number) => Math.floor(next() * count)
  return {
    next,
    int,
    range: (low, high) => low + (high - low) * next(),
    pick: (items) => items[int(items.length)],
    chance: (probability) => next() < probability,
    gauss: () => (next() + next() + next() - 1.5) * 2,
    fork: (name) => createRandom(hashText(`${seed}/${name}`)),
  }
}
