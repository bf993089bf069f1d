import * as tf from '@tensorflow/tfjs'
import { nativeRung } from './native-rung.ts'
import { BACKEND_NAMES, type BackendName, type Rung } from './rung.ts'
import { selfTest } from './self-test.ts'
import { wasmRung } from './wasm-rung.ts'

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

const LADDER: Rung[] = [nativeRung('tfjs-node-gpu'), nativeRung('tfjs-node'), wasmRung]

const selections = new Map<BackendName | 'any', Promise<SelectedBackend>>()

/**
 * Starts the fastest backend that this machine offers and that computes correctly, once per process (or worker
 * thread); later calls get the same answer. `force` allows only that rung.
 * @throws BackendUnavailableError when none passes.
 */
export function selectBackend({ force }: { force?: BackendName } = {}): Promise<SelectedBackend> {
  const key = force ?? 'any'
  const selection = selections.get(key) ?? climb(LADDER.filter(({ name }) => !force || name === force))
  selections.set(key, selection)
  return selection
}

/** Whether `name` is a rung of the ladder, for configuration checks. */
export function isBackendName(name: string): name is BackendName {
  return (BACKEND_NAMES as readonly string[]).includes(name)
}

async function climb(rungs: Rung[]): Promise<SelectedBackend> {
  // Production mode only keeps tfjs from printing advice to the console.
  tf.env().set('PROD', true)
  const refused: RefusedBackend[] = []
  for (const rung of rungs) {
    try {
      await rung.start()
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
