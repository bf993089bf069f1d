import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A name for what is computed from a file: it changes with the file and with how it is computed. */
export async function cacheKey(file: string, plan: object): Promise<string> {
  const { size, mtimeMs } = await stat(file)
  return createHash('sha256')
    .update(JSON.stringify([file, size, mtimeMs, plan]))
    .digest('hex')
    .slice(0, 32)
}

/** The bytes of a file, or what `compute` gives, which is then written there, whole or not at all. */
export async function cachedBytes(file: string, compute: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const cached = await readFile(file).catch(() => null)
  if (cached) return cached
  const bytes = await compute()
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.part`, bytes)
  await rename(`${file}.part`, file)
  return bytes
}
