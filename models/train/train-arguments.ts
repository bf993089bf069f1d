import { parseArgs } from 'node:util'

export type TrainArguments = {
  architecture: string
  data: string[]
  epochs: number
  segmentsPerTrack: number
  batchSize: number
  learningRate: number
  mixup: number
  patience: number | null
  seed: number
  threads: number
  /** Cross-validate in so many artist-grouped folds, all or only the named ones; null: none. */
  folds: { count: number; only: number[] } | null
  /** Train on everything and write the network; true unless folds were asked for. */
  final: boolean
  /** Where the network goes; its last part is the version. */
  out: string
  cache: string
}

export const USAGE = `npm run train -- --data DIR[,DIR…] [--arch attentive] [--epochs 24] [--segments 3] [--batch 16]
  [--rate 0.002] [--mixup 0.2] [--patience N] [--seed 1] [--threads 1] [--folds 5 [--only 0,1]] [--final]
  [--out models/weights/NAME-N] [--cache .cache]
Without --folds, or with --final, a network is trained on all data and written to --out.`

/** @throws Error that names what is wrong */
export function parseTrainArguments(argv: string[]): TrainArguments {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: argv,
    options: {
      arch: { ...text, default: 'attentive' },
      data: text,
      epochs: { ...text, default: '24' },
      segments: { ...text, default: '3' },
      batch: { ...text, default: '16' },
      rate: { ...text, default: '0.002' },
      mixup: { ...text, default: '0.2' },
      patience: text,
      seed: { ...text, default: '1' },
      threads: { ...text, default: '1' },
      folds: text,
      only: text,
      final: { type: 'boolean', default: false },
      out: text,
      cache: { ...text, default: '.cache' },
    },
  })
  if (!values.data) throw new Error(`--data is missing.\n${USAGE}`)
  const count = values.folds === undefined ? null : positive('folds', values.folds)
  const only = values.only?.split(',').map(Number) ?? (count ? Array.from({ length: count }, (_, fold) => fold) : [])
  return {
    architecture: values.arch,
    data: values.data.split(','),
    epochs: positive('epochs', values.epochs),
    segmentsPerTrack: positive('segments', values.segments),
    batchSize: positive('batch', values.batch),
    learningRate: positive('rate', values.rate),
    mixup: Number(values.mixup),
    patience: values.patience === undefined ? null : positive('patience', values.patience),
    seed: Number(values.seed),
    threads: positive('threads', values.threads),
    folds: count ? { count, only } : null,
    final: values.final || count === null,
    out: values.out ?? `models/weights/${values.arch}-1`,
    cache: values.cache,
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`--${name} must be a positive number, not “${text}”.\n${USAGE}`)
  return value
}
