import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { BACKEND_NAMES } from '@segue/models/backend/rung'
import type { BenchResult } from './bench.ts'

type Measured = {
  backend: string
  network: string
  parameters: number
  inferenceMs: number
  trainingMs: number | null
}

const SCRIPT = join(import.meta.dirname, '..', 'models', 'evaluate', 'measure-backend.ts')

/**
 * Inference (batches of 10) and training (loss and gradient, batches of 8), milliseconds a segment of 3 s, for each
 * network on each backend that the machine offers: `npm run bench -- models [--only=attentive,cnn]`.
 */
export async function run(): Promise<BenchResult> {
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
  return measureNetworks(only?.split(',') ?? [])
}

/** The named networks, or all where none is named; a backend that this machine lacks has a row that says why. */
export function measureNetworks(names: string[]): BenchResult {
  const backends = BACKEND_NAMES.map((backend) => ({ backend, ...measure(backend, names) }))
  const measured = backends.flatMap(({ measured }) => measured)
  return {
    title: 'Networks: milliseconds a segment (a vector for those that hear statistics), batches of 10 and 8',
    columns: ['network', 'parameters', 'backend', 'inference ms', 'training ms'],
    rows: [
      ...measured.map(({ network, parameters, backend, inferenceMs, trainingMs }) => {
        return [network, parameters, backend, inferenceMs, trainingMs]
      }),
      ...backends.flatMap(({ backend, refused }) => (refused ? [[`(${refused})`, null, backend, null, null]] : [])),
    ],
    json: {
      measured,
      refused: backends.filter(({ refused }) => refused).map(({ backend, refused }) => ({ backend, refused })),
    },
  }
}

/** In a process of its own: each can hold only one backend. */
function measure(backend: string, names: string[]): { measured: Measured[]; refused: string | null } {
  const child = spawnSync(process.execPath, ['--import', 'tsx', SCRIPT, ...names], {
    env: { ...process.env, SEGUE_TF_BACKEND: backend },
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  })
  const lines = child.stdout.split('\n').filter((line) => line.startsWith('{'))
  const results = lines.map((line) => JSON.parse(line) as Measured & { refused?: string })
  // Only one backend was asked for: of what the ladder says, the reason is enough.
  const refused = results
    .find((result) => result.refused)
    ?.refused?.split(`${backend}: `)
    .at(-1)
  return {
    measured: results.filter((result) => result.network),
    refused: refused ?? (child.status === 0 ? null : `the process ended with ${child.status ?? child.signal}`),
  }
}
