import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMelSpectrogram } from '@segue/audio-core/mel'
import { type BenchResult, medianMs } from './bench.ts'
import { musicLikeClip } from './clips/music-like-clip.ts'
import { runPython } from './peers/run-python.ts'

const PLAN = { sampleRateHz: 22050, fftSize: 2048, hopLength: 512, bands: 128 }
const SECONDS = 30

/** The mel-spectrogram (power, 128 bands) of a 30 s clip on one thread, beside the libraries that one would take otherwise. */
export async function run(): Promise<BenchResult> {
  const clip = musicLikeClip({ sampleRateHz: PLAN.sampleRateHz, seconds: SECONDS })
  const oursMs = await timeOurs(clip)
  const meydaMs = await timeMeyda(clip)
  const essentiaMs = await timeEssentia(clip)
  const librosaMs = timeLibrosa(clip)
  const row = (name: string, ms: number | null) => [name, ms, ms && (SECONDS * 1000) / ms, ms && ms / oursMs]
  return {
    title: `Mel-spectrogram of a ${SECONDS} s clip: n_fft 2048, hop 512, 128 bands, one thread, median`,
    columns: ['library', 'ms', 'x real time', 'x ours'],
    rows: [row('segue', oursMs), row('librosa', librosaMs), row('essentia.js', essentiaMs), row('meyda', meydaMs)],
    json: { oursMs, librosaMs, essentiaMs, meydaMs },
  }
}

function timeOurs(clip: Float32Array): Promise<number> {
  const melSpectrogram = createMelSpectrogram(PLAN)
  return medianMs(() => melSpectrogram(clip), { runs: 15, warmUp: 5 })
}

/** Meyda has no mel-spectrogram of its own; its `melBands` extractor, frame by frame, is the nearest. */
async function timeMeyda(clip: Float32Array): Promise<number | null> {
  const meyda = await importOrNull<MeydaModule>('meyda')
  if (!meyda) return null
  const Meyda = meyda.default
  Meyda.bufferSize = PLAN.fftSize
  Meyda.sampleRate = PLAN.sampleRateHz
  Meyda.melBands = PLAN.bands
  return medianMs(
    () => {
      for (let at = 0; at + PLAN.fftSize <= clip.length; at += PLAN.hopLength) {
        Meyda.extract('melBands', clip.subarray(at, at + PLAN.fftSize))
      }
    },
    { runs: 5, warmUp: 2 },
  )
}

interface MeydaModule {
  default: {
    bufferSize: number
    sampleRate: number
    melBands: number
    extract(feature: string, signal: Float32Array): unknown
  }
}

/** It is AGPL, so never a dependency: ESSENTIA names the folder of a copy that was installed elsewhere. */
async function timeEssentia(clip: Float32Array): Promise<number | null> {
  const folder = process.env.ESSENTIA
  const module = folder ? await importOrNull<EssentiaModule>(pathToFileURL(join(folder, 'index.js')).href) : null
  if (!module) return null
  const essentia = new module.default.Essentia(module.default.EssentiaWASM)
  const { sampleRateHz, fftSize, hopLength, bands } = PLAN
  return medianMs(
    () => {
      for (let at = 0; at + fftSize <= clip.length; at += hopLength) {
        const vector = essentia.arrayToVector(clip.subarray(at, at + fftSize))
        const { frame } = essentia.Windowing(vector, true, fftSize, 'hann')
        const { spectrum } = essentia.Spectrum(frame, fftSize)
        const mel = essentia.MelBands(
          spectrum,
          sampleRateHz / 2,
          fftSize / 2 + 1,
          false,
          0,
          'unit_sum',
          bands,
          sampleRateHz,
          'power',
        )
        for (const used of [vector, frame, spectrum, mel.bands]) used.delete()
      }
    },
    { runs: 3, warmUp: 1 },
  )
}

interface EssentiaVector {
  delete(): void
}

interface EssentiaModule {
  default: {
    EssentiaWASM: unknown
    Essentia: new (
      wasm: unknown,
    ) => {
      arrayToVector(samples: Float32Array): EssentiaVector
      Windowing(frame: EssentiaVector, normalized: boolean, size: number, type: string): { frame: EssentiaVector }
      Spectrum(frame: EssentiaVector, size: number): { spectrum: EssentiaVector }
      MelBands(spectrum: EssentiaVector, ...options: unknown[]): { bands: EssentiaVector }
    }
  }
}

function timeLibrosa(clip: Float32Array): number | null {
  const { sampleRateHz, fftSize, hopLength, bands } = PLAN
  const options = [sampleRateHz, fftSize, hopLength, bands]
  return runPython<{ ms: number }>('librosa_mel.py', { clip, options })?.ms ?? null
}

async function importOrNull<T>(name: string): Promise<T | null> {
  try {
    return (await import(name)) as T
  } catch {
    return null
  }
}
