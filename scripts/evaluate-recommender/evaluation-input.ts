import { readFileSync } from 'node:fs'
import type { ParseArgsConfig } from 'node:util'
import { MODEL_NAMES, type ModelName } from '../../packages/recommender/src/evaluate/compare-models.ts'
import { contentVectors } from '../../packages/recommender/src/evaluate/content-vectors.ts'
import {
  kindOfValues,
  type ListeningData,
  numberListening,
  subset,
} from '../../packages/recommender/src/evaluate/listening-data.ts'
import { parseArtists } from '../../packages/recommender/src/evaluate/parse-artists.ts'
import { parseContent } from '../../packages/recommender/src/evaluate/parse-content.ts'
import { parseListening } from '../../packages/recommender/src/evaluate/parse-listening.ts'
import {
  type Split,
  splitEachListener,
  splitItems,
  splitListeners,
} from '../../packages/recommender/src/evaluate/splits.ts'

import { ownListening } from './own-listening.ts'

export const USAGE = `npm run evaluate -- recommender --train FILE --test FILE [--content FILE]
npm run evaluate -- recommender --data FILE [--content FILE] --protocol temporal|random|leave-users-out|cold-items|adaptation
npm run evaluate -- recommender --from-catalogue [--protocol …]

  FILE          user <tab> item <tab> value [<tab> timestamp], one entry a line
  --content     item <tab> dim… (dense), or item <tab> tag <tab> weight (sparse)
  --artists     item <tab> artist, to tell how often a list repeats one
  --split       temporal or random: another word for --protocol
  --share       how much is held out, default 0.2
  --seed        of the split, default 1
  --only        some of ${MODEL_NAMES.join(',')}
  --json        one line of JSON at the end`

export const OPTIONS = {
  train: { type: 'string' },
  test: { type: 'string' },
  data: { type: 'string' },
  content: { type: 'string' },
  artists: { type: 'string' },
  split: { type: 'string' },
  protocol: { type: 'string' },
  share: { type: 'string', default: '0.2' },
  seed: { type: 'string', default: '1' },
  only: { type: 'string' },
  json: { type: 'boolean', default: false },
  'from-catalogue': { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options']

const PROTOCOLS = ['given', 'temporal', 'random', 'leave-users-out', 'cold-items', 'adaptation'] as const
export type Protocol = (typeof PROTOCOLS)[number]

export class UsageError extends Error {
  readonly code = 'USAGE'
}

export interface EvaluationInput {
  protocol: Protocol
  split: Split
  itemNames: string[]
  embeddings: (Float32Array | undefined)[] | undefined
  artists: (string | undefined)[] | undefined
  order: 'temporal' | 'random'
  only: ModelName[] | undefined
}

export interface Arguments {
  train?: string
  test?: string
  data?: string
  content?: string
  artists?: string
  split?: string
  protocol?: string
  share: string
  seed: string
  only?: string
  'from-catalogue': boolean
}

/** Throws UsageError, EvaluationFileError, or what reading a file throws. */
export async function evaluationInput(values: Arguments): Promise<EvaluationInput> {
  const protocol = protocolOf(values)
  const { data, itemNames, embeddings, artists } = values['from-catalogue']
    ? await ownListening()
    : listeningFiles(values)
  const order = data[0].atMs && protocol !== 'random' ? 'temporal' : 'random'
  return {
    ...{ protocol, order, itemNames, embeddings, artists },
    split: splitFor(protocol, { data, order, values }),
    only: modelsOf(values.only),
  }
}

function protocolOf({ train, test, data, split, protocol, 'from-catalogue': own }: Arguments): Protocol {
  if (!own && !data && !(train && test))
    throw new UsageError('Give --train and --test, or --data, or --from-catalogue.')
  const asked = protocol ?? split ?? (test ? 'given' : 'temporal')
  const found = PROTOCOLS.find((name) => name === asked)
  if (!found) throw new UsageError(`There is no protocol "${asked}": ${PROTOCOLS.join(', ')}.`)
  if (found === 'given' && !test) throw new UsageError('The given split needs --train and --test.')
  return found
}

function modelsOf(only: string | undefined): ModelName[] | undefined {
  return only?.split(',').map((asked) => {
    const name = MODEL_NAMES.find((known) => known === asked)
    if (!name) throw new UsageError(`There is no model "${asked}": ${MODEL_NAMES.join(', ')}.`)
    return name
  })
}

function listeningFiles({ train, test, data, content, artists }: Arguments) {
  const files = [train, test, data].filter((file) => file !== undefined)
  const listening = files.map((file) => parseListening(readFileSync(file, 'utf8'), file))
  const numbered = numberListening(listening, kindOfValues(listening[0].values))
  const { itemNames } = numbered
  const embeddings = content
    ? contentVectors(itemNames, parseContent(readFileSync(content, 'utf8'), content))
    : undefined
  const artistOf = artists ? parseArtists(readFileSync(artists, 'utf8'), artists) : undefined
  return {
    data: numbered.data,
    itemNames,
    embeddings,
    artists: artistOf && itemNames.map((item) => artistOf.get(item)),
  }
}

function splitFor(
  protocol: Protocol,
  { data, order, values }: { data: ListeningData[]; order: 'temporal' | 'random'; values: Arguments },
): Split {
  const settings = { seed: values.seed, share: shareOf(values.share), order }
  const [first, test] = data
  switch (protocol) {
    case 'given':
      return { train: first, histories: first, heldOut: withoutKnown(test, first) }
    case 'temporal':
    case 'random':
      return splitEachListener(first, { ...settings, order: protocol })
    case 'leave-users-out':
    case 'adaptation':
      return splitListeners(first, settings)
    case 'cold-items':
      return splitItems(first, settings)
    default:
      return unreachable(protocol)
  }
}

function shareOf(text: string): number {
  const share = Number(text)
  if (!(share > 0 && share < 1)) throw new UsageError(`--share ${text} is not between 0 and 1.`)
  return share
}

/** What was met in training is never recommended, so it cannot be foretold either. */
function withoutKnown(test: ListeningData, train: ListeningData): ListeningData {
  const known = new Set(Array.from(train.listener, (listener, e) => `${listener} ${train.item[e]}`))
  return subset(test, (e) => !known.has(`${test.listener[e]} ${test.item[e]}`))
}

function unreachable(protocol: never): never {
  throw new Error(`unknown protocol ${protocol}`)
}
