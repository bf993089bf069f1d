export const BACKEND_NAMES = ['tfjs-node-gpu', 'tfjs-node', 'wasm'] as const
export type BackendName = (typeof BACKEND_NAMES)[number]

/** One step of the ladder: makes its backend tfjs's current one, or throws an error that says why it cannot. */
export type Rung = { name: BackendName; start(): Promise<void> }
