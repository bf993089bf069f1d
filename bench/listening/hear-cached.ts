import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Analyser, loadAnalyser } from '@segue/models/load-analyser'
import { hearFile } from '../../apps/api/src/analysis/hear-file.ts'
import type { HeardTrack } from '../../apps/api/src/analysis/heard-track.ts'

const FOLDER = path.join(import.meta.dirname, '../../.cache/heard')
const LONGEST_MS = 3_600_000

let loading: Promise<Analyser> | undefined

/**
 * What the product's own analysis hears in a file, remembered under .cache, because listening takes seconds. The file
 * is only made when it was not heard before.
 * @param name says all that the bytes depend on
 */
export async function hearCached(name: string, makeBytes: () => Promise<Uint8Array>): Promise<HeardTrack> {
  loading ??= loadAnalyser()
  const analyser = await loading
  const key = createHash('sha256').update(`${analyser.version} ${name}`).digest('hex').slice(0, 32)
  const stored = path.join(FOLDER, `${key}.json`)
  if (existsSync(stored)) return JSON.parse(await readFile(stored, 'utf8'), reviveBytes)
  const audio = path.join(tmpdir(), `segue-heard-${process.pid}-${key}`)
  await writeFile(audio, await makeBytes())
  const heard = await hearFile(audio, { analyser, maxTrackMs: LONGEST_MS, onStep: () => undefined })
  await rm(audio)
  await mkdir(FOLDER, { recursive: true })
  await writeFile(`${stored}.${process.pid}`, JSON.stringify(heard, storeBytes))
  await rename(`${stored}.${process.pid}`, stored)
  return heard
}

function storeBytes(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  if (value instanceof Float32Array) return { floats: Buffer.from(value.slice().buffer).toString('base64') }
  return value
}

function reviveBytes(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('bytes' in value && typeof value.bytes === 'string') return new Uint8Array(Buffer.from(value.bytes, 'base64'))
  if ('floats' in value && typeof value.floats === 'string')
    return new Float32Array(new Uint8Array(Buffer.from(value.floats, 'base64')).buffer)
  return value
}
