import { nativeRung } from './native-rung.ts'
import type { Rung } from './rung.ts'
import { wasmRung } from './wasm-rung.ts'
import { webgpuRung } from './webgpu-rung.ts'

/** The fastest first. */
export const LADDER: readonly Rung[] = [nativeRung('tfjs-node-gpu'), nativeRung('tfjs-node'), webgpuRung, wasmRung]
