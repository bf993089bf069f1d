import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** So that numpy, scipy and numba count on one thread, as the product does. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1', NUMBA_NUM_THREADS: '1' }

/**
 * What a script in this folder prints about a clip, which it is given as a file of 32-bit floats, as JSON. It runs in
 * python3 or in the interpreter that PYTHON names; null where that lacks the peer.
 */
export function runPython<T>(script: string, { clip, options = [] }: { clip: Float32Array; options?: number[] }) {
  const folder = mkdtempSync(join(tmpdir(), 'segue-bench-'))
  try {
    const input = join(folder, 'clip.f32')
    writeFileSync(input, new Uint8Array(clip.buffer, clip.byteOffset, clip.byteLength))
    const python = spawnSync(
      process.env.PYTHON ?? 'python3',
      [join(import.meta.dirname, script), input, ...options.map(String)],
      { env: { ...process.env, ...ONE_THREAD }, encoding: 'utf8' },
    )
    return python.status === 0 ? (JSON.parse(python.stdout) as T) : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
