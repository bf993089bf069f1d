export const BACKEND_NAMES = ['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'wasm'] as const
export type BackendName = (typeof BACKEND_NAMES)[number]

/** One step of the ladder. */
export type Rung = {
  name: BackendName
  /** the name under which TensorFlow.js knows it */
  tfjsName: string
  /**
   * Makes its backend tfjs's current one. `insisted`: somebody asked for this very rung, so that one which works, but
   * slowly, will do.
   * @throws Error that says why it cannot
   */
  start(options: { insisted: boolean }): Promise<void>
}
