import { BACKEND_NAMES, type BackendName } from './rung.ts'

/**
 * The rung that SEGUE_TF_BACKEND names, if it names one.
 * @throws Error for a name that is no rung
 */
export function forcedBackend(): BackendName | undefined {
  const name = process.env.SEGUE_TF_BACKEND
  if (!name) return undefined
  if ((BACKEND_NAMES as readonly string[]).includes(name)) return name as BackendName
  throw new Error(`SEGUE_TF_BACKEND is "${name}"; it must be one of ${BACKEND_NAMES.join(', ')}.`)
}
