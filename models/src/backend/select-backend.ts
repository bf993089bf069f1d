import * as tf from '@tensorflow/tfjs'
import { forcedBackend } from './forced-backend.ts'
import { LADDER } from './ladder.ts'
import type { BackendName, Rung } from './rung.ts'
import { selfTest } from './self-test.ts'

export type RefusedBackend = { name: BackendName; reason: string }
export type SelectedBackend = {
  name: BackendName
  /** The faster rungs that were tried first, and why each was not used. */
  refused: RefusedBackend[]
}

/** No rung, or not the one asked for, passed its self-test. */
export class BackendUnavailableError extends Error {
  readonly code = 'BACKEND_UNAVAILABLE'
  constructor(readonly refused: RefusedBackend[]) {
    super(`No machine-learning backend works: ${refused.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}`)
  }
}

const selections = new Map<BackendName | 'any', Promise<SelectedBackend>>()

/**
 * Starts the fastest backend that this machine offers and that computes correctly, once per process (or worker
 * thread); later calls get the same answer. `force`, or else SEGUE_TF_BACKEND, allows only that rung.
 * @throws BackendUnavailableError when none passes.
 */
export function selectBackend({ force = forcedBackend() }: { force?: BackendName } = {}): Promise<SelectedBackend> {
  const key = force ?? 'any'
  const rungs = force ? LADDER.filter(({ name }) => name === force) : LADDER
  const selection = selections.get(key) ?? climb(rungs, { insisted: force !== undefined })
  selections.set(key, selection)
  return selection
}

async function climb(rungs: readonly Rung[], options: { insisted: boolean }): Promise<SelectedBackend> {
  // Production mode only keeps tfjs from printing advice to the console.
  tf.env().set('PROD', true)
  const refused: RefusedBackend[] = []
  for (const rung of rungs) {
    try {
      await rung.start(options)
      await selfTest()
      return { name: rung.name, refused }
    } catch (error) {
      refused.push({ name: rung.name, reason: firstLine(error) })
    }
  }
  throw new BackendUnavailableError(refused)
}

function firstLine(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'MODULE_NOT_FOUND') return 'the package is not installed'
  return (message ?? String(error)).split('\n')[0]
}
