/** What a benchmark's `run` returns. */
export interface BenchResult {
  title: string
  columns: string[]
  /** One entry a column; null where a peer is not installed. */
  rows: (string | number | null)[][]
  /** The figures for machines: `npm run bench -- NAME --json`. */
  json: Record<string, unknown>
}

/** The middle of several durations of the same work; the first runs, which warm caches and compiler, are not counted. */
export async function medianMs(
  work: () => unknown,
  { runs = 9, warmUp = 3 }: { runs?: number; warmUp?: number } = {},
): Promise<number> {
  const durationsMs: number[] = []
  for (let i = 0; i < warmUp + runs; i++) {
    const start = performance.now()
    await work()
    if (i >= warmUp) durationsMs.push(performance.now() - start)
  }
  return median(durationsMs)
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
