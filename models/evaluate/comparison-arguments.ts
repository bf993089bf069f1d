import { ARCHITECTURE_NAMES, architectureByName } from '../src/architectures/architectures.ts'

/** The same for every network of a comparison. */
export type Budget = {
  /** Random segments of each track an epoch. */
  segments: number
  /** At most. */
  epochs: number
  /** Epochs without a lower validation loss until a training stops. */
  patience: number
  batch: number
}

export type ComparisonArguments = {
  data: string[]
  architectures: string[]
  /** Artist-grouped folds, and how many of them each network is tested on. */
  folds: number
  runFolds: number
  budget: Budget
  seed: number
  threads: number | null
  cache: string
  /** Only print what is known. */
  printOnly: boolean
  json: boolean
}

const text = { type: 'string' } as const

export const COMPARISON_OPTIONS = {
  only: text,
  folds: { ...text, default: '5' },
  'run-folds': text,
  segments: text,
  epochs: { ...text, default: '30' },
  patience: { ...text, default: '6' },
  batch: { ...text, default: '16' },
  seed: { ...text, default: '1' },
  threads: text,
  cache: { ...text, default: '.cache' },
  print: { type: 'boolean', default: false },
} as const

type Values = Partial<Record<'only' | 'run-folds' | 'threads' | 'segments', string>> &
  Record<'folds' | 'epochs' | 'patience' | 'batch' | 'seed' | 'cache', string> & {
    print: boolean
    json: boolean
  }

/** @throws Error that names what is wrong */
export function comparisonArguments(data: string[], values: Values): ComparisonArguments {
  const folds = positive('folds', values.folds)
  const architectures = values.only?.split(',') ?? ARCHITECTURE_NAMES
  for (const name of architectures) architectureByName(name)
  return {
    data,
    architectures,
    folds,
    runFolds: Math.min(folds, positive('run-folds', values['run-folds'] ?? values.folds)),
    budget: {
      segments: positive('segments', values.segments ?? '2'),
      epochs: positive('epochs', values.epochs),
      patience: positive('patience', values.patience),
      batch: positive('batch', values.batch),
    },
    seed: Number(values.seed),
    threads: values.threads === undefined ? null : positive('threads', values.threads),
    cache: values.cache,
    printOnly: values.print,
    json: values.json,
  }
}

export function positive(name: string, value: string): number {
  if (!(Number(value) > 0)) throw new Error(`--${name} must be a positive number, not “${value}”.`)
  return Number(value)
}
