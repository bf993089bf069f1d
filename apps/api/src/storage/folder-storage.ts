import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NotFoundError, StorageFullError } from '../errors.ts'
import type { Storage } from './storage.ts'
import { checkedKey } from './storage-key.ts'

const DAY_MS = 86_400_000

/**
 * Files below one folder. A file is written beside its place, made durable and then renamed: after a power cut a key
 * has all its bytes or does not exist.
 */
export function folderStorage(folder: string): Storage {
  const incoming = path.join(folder, '.incoming')
  const pathOf = (key: string) => path.join(folder, checkedKey(key))
  let prepared: Promise<void> | undefined

  return {
    async write(key, bytes) {
      const target = pathOf(key)
      const temporary = path.join(incoming, randomUUID())
      try {
        prepared ??= prepareIncoming(incoming)
        await prepared
        await pipeline(bytes, createWriteStream(temporary, { flags: 'wx', flush: true }))
        await mkdir(path.dirname(target), { recursive: true })
        await rename(temporary, target)
        await syncFolder(path.dirname(target))
        return { sizeBytes: (await stat(target)).size }
      } catch (error) {
        prepared = undefined
        await rm(temporary, { force: true })
        throw isFull(error) ? new StorageFullError() : error
      }
    },

    async open(key, range) {
      const file = await open(pathOf(key)).catch(notFound(key))
      if (!(await file.stat()).isFile()) {
        await file.close()
        throw new NotFoundError(`The file ${key}`)
      }
      return file.createReadStream({ start: range?.start, end: range?.end }) as Readable
    },

    async size(key) {
      const entry = await stat(pathOf(key)).catch(notFound(key))
      return entry.size
    },

    async localCopy(key) {
      await stat(pathOf(key)).catch(notFound(key))
      return { path: pathOf(key), release: async () => {} }
    },

    async remove(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

/** What a killed process left half written is removed once nobody can still be writing it. */
async function prepareIncoming(incoming: string) {
  await mkdir(incoming, { recursive: true })
  for (const name of await readdir(incoming)) {
    const file = path.join(incoming, name)
    const entry = await stat(file).catch(() => undefined)
    if (entry && Date.now() - entry.mtimeMs > DAY_MS) await rm(file, { force: true })
  }
}

/** A rename is durable once its folder is. Some file systems cannot sync folders; they have nothing to wait for. */
async function syncFolder(folder: string) {
  const handle = await open(folder)
  try {
    await handle.sync()
  } catch {
    return
  } finally {
    await handle.close()
  }
}

function isFull(error: unknown) {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOSPC' || code === 'EDQUOT'
}

function notFound(key: string) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new NotFoundError(`The file ${key}`)
    throw error
  }
}
