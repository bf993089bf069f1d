import { FMA_FEATURE_NAMES, fmaFeatures } from '@segue/audio-core/fma-features'
import type { BenchResult } from './bench.ts'
import { composedClip } from './clips/composed-clip.ts'
import { runPython } from './peers/run-python.ts'

const RATE_HZ = 22050
const SECONDS = 30
/** The best of so many counts, in processor time on both sides: what else a machine does is no property of a library. */
const RUNS = 15

/** The FMA's 518 numbers about a 30 s clip on one thread, beside librosa with scipy, and how far apart the numbers are. */
export async function run(): Promise<BenchResult> {
  const clip = composedClip({ genre: 'pop', sampleRateHz: RATE_HZ, seconds: SECONDS })
  const oursMs = bestMs(() => fmaFeatures(clip, { sampleRateHz: RATE_HZ }))
  const librosa = runPython<{ ms: number; vector: number[] }>('librosa_features.py', { clip, options: [RATE_HZ, RUNS] })
  const librosaMs = librosa?.ms ?? null
  const row = (name: string, ms: number | null) => [name, ms, ms && (SECONDS * 1000) / ms, ms && ms / oursMs]
  const furthest = librosa && furthestApart(fmaFeatures(clip, { sampleRateHz: RATE_HZ }), librosa.vector)
  return {
    title: `The ${FMA_FEATURE_NAMES.length} features of a ${SECONDS} s clip, processor time of one thread, best of ${RUNS}${
      furthest ? `; furthest apart: ${furthest.name} by ${(furthest.error * 100).toPrecision(2)} %` : ''
    }`,
    columns: ['library', 'ms', 'x real time', 'x ours'],
    rows: [row('segue', oursMs), row('librosa', librosaMs)],
    json: { oursMs, librosaMs, furthestName: furthest?.name ?? null, furthestError: furthest?.error ?? null },
  }
}

function bestMs(work: () => unknown): number {
  const durationsMs = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...durationsMs)
}

function furthestApart(ours: Float32Array, librosa: number[]) {
  const errors = librosa.map((value, i) => ({
    name: FMA_FEATURE_NAMES[i],
    error: Math.abs(ours[i] - value) / Math.max(Math.abs(value), 1e-6),
  }))
  return errors.reduce((worst, each) => (each.error > worst.error ? each : worst))
}
