import { parseArgs } from 'node:util'
import { architectureByName } from '../src/architectures/architectures.ts'
import type { DatasetOptions } from './datasets/read-dataset.ts'
import { FMA_SUBSETS } from './datasets/read-fma.ts'
import { SCHEDULES } from './learning-rate.ts'
import { CLASS_WEIGHTS, type TrainingJob } from './training-job.ts'
import type { TrainingSettings } from './training-settings.ts'

export type TrainArguments = TrainingSettings & {
  data: string[]
  /** Data sets that only teach, and little; see loadCorpus. */
  auxiliary: string[]
  dataset: DatasetOptions
  /** Changed recordings beside each track. */
  variants: number
  threads: number | null
  /** Cross-validate in so many artist-grouped folds, all or only the named ones; null: one split. */
  folds: { count: number; only: number[] } | null
  /** Train on everything, after whatever cross-validation was asked for. */
  final: boolean
  /** Where the networks of the folds are kept, for `npm run evaluate -- analyser --held-out`; null: nowhere. */
  keepFolds: string | null
  /** Let linear heads over the whole track vote beside the network. */
  withHeads: boolean
  /** Where the network and its report go; the last part is the version. */
  out: string
  cache: string
  memoryBytes: number
}

export const USAGE = `npm run train -- --data DIR[,DIR…] [--arch attentive] [--out models/weights/NAME-N]
  what is held out  [--folds 5 [--only 0,1] [--keep-folds FOLDER]] [--final]
  how it learns     [--epochs 24] [--segments 3] [--batch 16] [--rate 0.002] [--schedule ${SCHEDULES.join('|')}]
                    [--patience N] [--weight-decay 0.02] [--smoothing 0.05] [--class-weights ${CLASS_WEIGHTS.join('|')}]
  what it hears     [--augment none|sound|all] [--variants N] [--mixup 0.2]
                    [--auxiliary DIR[,DIR…]]
  who votes         [--heads]
  transfer          [--from CHECKPOINT [--freeze N]]
  data sets         [--subset ${FMA_SUBSETS.join('|')}] [--keep-faults]
  machine           [--threads N] [--memory MB] [--seed 1] [--cache .cache]
Without --folds and --final, a sixth of the artists is held out and the network is trained on the others. --folds holds
out every artist once and writes the report; --final trains on everything and writes the network. --auxiliary names data
that only teach, such as \`npm run compose\` makes: a network visits their tracks once an epoch, to heads they count a tenth.`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const OPTIONS = {
  arch: { ...text, default: 'attentive' },
  data: text,
  auxiliary: text,
  epochs: { ...text, default: '24' },
  segments: { ...text, default: '3' },
  batch: { ...text, default: '16' },
  rate: text,
  schedule: { ...text, default: 'cosine' },
  'weight-decay': text,
  smoothing: { ...text, default: '0.05' },
  'class-weights': { ...text, default: 'root' },
  augment: { ...text, default: 'all' },
  variants: { ...text, default: '0' },
  mixup: { ...text, default: '0.2' },
  patience: text,
  from: text,
  freeze: { ...text, default: '0' },
  subset: { ...text, default: 'small' },
  'keep-faults': flag,
  seed: { ...text, default: '1' },
  threads: text,
  memory: { ...text, default: '2048' },
  folds: text,
  only: text,
  'keep-folds': text,
  final: flag,
  heads: flag,
  out: text,
  cache: { ...text, default: '.cache' },
} as const

/** @throws Error that names what is wrong */
export function parseTrainArguments(argv: string[]): TrainArguments {
  const { values } = parseArgs({ args: argv, options: OPTIONS })
  if (!values.data) throw new Error(`--data is missing.\n${USAGE}`)
  const folds = values.folds === undefined ? null : positive('folds', values.folds)
  const { training } = architectureByName(values.arch)
  const { learningRate = 0, weightDecay = 0 } = training.solver === 'adam' ? training : {}
  return {
    architecture: values.arch,
    data: values.data.split(','),
    auxiliary: values.auxiliary?.split(',') ?? [],
    dataset: {
      subset: oneOf('subset', FMA_SUBSETS, values.subset),
      faults: values['keep-faults'] ? 'keep' : 'leave-out',
    },
    epochs: positive('epochs', values.epochs),
    samplesPerTrack: positive('segments', values.segments),
    batchSize: positive('batch', values.batch),
    learningRate: values.rate === undefined ? learningRate : positive('rate', values.rate),
    schedule: oneOf('schedule', SCHEDULES, values.schedule),
    weightDecay:
      values['weight-decay'] === undefined ? weightDecay : zeroOrMore('weight-decay', values['weight-decay']),
    labelSmoothing: zeroOrMore('smoothing', values.smoothing),
    classWeights: oneOf('class-weights', CLASS_WEIGHTS, values['class-weights']),
    augmentation: augmentationNamed(oneOf('augment', ['none', 'sound', 'all'], values.augment)),
    variants: zeroOrMore('variants', values.variants),
    mixup: zeroOrMore('mixup', values.mixup),
    patience: values.patience === undefined ? null : positive('patience', values.patience),
    startFrom: values.from ?? null,
    frozenEpochs: zeroOrMore('freeze', values.freeze),
    seed: zeroOrMore('seed', values.seed),
    threads: values.threads === undefined ? null : positive('threads', values.threads),
    memoryBytes: positive('memory', values.memory) * 2 ** 20,
    folds: folds ? { count: folds, only: foldNumbers(folds, values.only) } : null,
    keepFolds: values['keep-folds'] ?? null,
    final: values.final,
    withHeads: values.heads,
    out: values.out ?? `models/weights/${values.arch}-1`,
    cache: values.cache,
  }
}

function foldNumbers(count: number, only: string | undefined): number[] {
  return only?.split(',').map(Number) ?? Array.from({ length: count }, (_, fold) => fold)
}

function augmentationNamed(name: 'none' | 'sound' | 'all'): TrainingJob['augmentation'] {
  return name === 'all' ? 'sound and masks' : name
}

function positive(name: string, value: string): number {
  if (!(Number(value) > 0)) throw new Error(`--${name} must be a positive number, not “${value}”.\n${USAGE}`)
  return Number(value)
}

function zeroOrMore(name: string, value: string): number {
  if (!(Number(value) >= 0)) throw new Error(`--${name} must not be negative or “${value}”.\n${USAGE}`)
  return Number(value)
}

function oneOf<T extends string>(name: string, choices: readonly T[], value: string): T {
  const choice = choices.find((candidate) => candidate === value)
  if (!choice) throw new Error(`--${name} must be one of ${choices.join(', ')}, not “${value}”.\n${USAGE}`)
  return choice
}
