import { createRandom } from '../train/random.ts'

const RESAMPLES = 2000

/**
 * The 95 % interval of a mean, by drawing whole groups anew (bootstrap over artists): tracks of one artist are alike,
 * so that counting each for itself would promise too much.
 */
export function groupedInterval(samples: { group: string; value: number }[], seed = 1): { low: number; high: number } {
  const groups = new Map<string, { sum: number; count: number }>()
  for (const { group, value } of samples) {
    const known = groups.get(group) ?? { sum: 0, count: 0 }
    groups.set(group, { sum: known.sum + value, count: known.count + 1 })
  }
  const all = [...groups.values()]
  const random = createRandom(seed)
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0
    let count = 0
    for (let i = 0; i < all.length; i++) {
      const drawn = all[Math.floor(random() * all.length)]
      sum += drawn.sum
      count += drawn.count
    }
    return sum / Math.max(1, count)
  }).sort((a, b) => a - b)
  return { low: means[Math.floor(RESAMPLES * 0.025)], high: means[Math.floor(RESAMPLES * 0.975)] }
}
