import { createReadStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Deps } from '../deps.ts'
import { ExpectedError } from '../errors.ts'
import { AUDIO_TYPES } from './audio-type.ts'
import { cleanText } from './clean-text.ts'
import { insertTrack } from './insert-track.ts'
import { probeAudio } from './probe-audio.ts'
import { readTags } from './read-tags.ts'
import { type ReceivedFile, receiveFile } from './receive-file.ts'
import { FileTooLargeError } from './upload-errors.ts'

export type UploadDeps = Pick<Deps, 'config' | 'db' | 'storage' | 'notices' | 'jobs' | 'prober'>

export interface UploadSource {
  /** as the sender calls it; tells the title when the tags do not */
  fileName: string
  uploadedById?: string
  /** what the sender says that is to come; a lie is found out */
  declaredBytes?: number
  /** the composed demo track that this is */
  demoKey?: string
}

export type UploadedTrack = { fileName: string } & (
  | { state: 'STORED' | 'DUPLICATE'; trackId: string }
  | { state: 'FAILED'; error: { code: string; message: string }; status: number }
)

/**
 * One file from anywhere into the catalogue, where the worker finds it: nothing is kept of a file that is refused.
 * Faults of the file are a result, so that the other files of an upload go on.
 * @throws only what nobody can help
 */
export async function uploadTrack(bytes: Readable, source: UploadSource, deps: UploadDeps): Promise<UploadedTrack> {
  const fileName = displayName(source.fileName)
  try {
    const { config } = deps
    const maxBytes = config.maxUploadBytes
    if ((source.declaredBytes ?? 0) > maxBytes) throw new FileTooLargeError(maxBytes)
    const file = await receiveFile(bytes, { folder: path.join(config.dataFolder, 'incoming'), maxBytes })
    try {
      return { fileName, ...(await takeIn(file, { ...source, fileName }, deps)) }
    } finally {
      await file.discard()
    }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return { fileName, state: 'FAILED', error: { code: error.code, message: error.message }, status: error.status }
  }
}

type TakenIn = { state: 'STORED' | 'DUPLICATE'; trackId: string }

async function takeIn(file: ReceivedFile, source: UploadSource, deps: UploadDeps): Promise<TakenIn> {
  const known = await findByContent(file.contentHash, deps)
  if (known) return tryAgain(known, deps)
  const format = await probeAudio(file.path, deps)
  const tags = await readTags({ path: file.path, fileName: source.fileName })
  const { extension, mimeType } = AUDIO_TYPES[format]
  const audioKey = `audio/${file.contentHash.slice(0, 2)}/${file.contentHash}.${extension}`
  await deps.storage.write(audioKey, createReadStream(file.path))
  const artworkKey = await storeArtwork(tags.artwork, deps)
  const { contentHash, sizeBytes } = file
  const inserted = await insertTrack({ contentHash, sizeBytes, tags, audioKey, artworkKey, mimeType, source }, deps)
  await announce(inserted.trackId, deps)
  return inserted
}

function findByContent(contentHash: string, { db }: UploadDeps) {
  return db.track.findUnique({ where: { contentHash }, select: { id: true, analysisFailure: true } })
}

/** To send a file once more is to ask for another attempt, where the first one failed. */
async function tryAgain(
  { id, analysisFailure }: { id: string; analysisFailure: object | null },
  deps: UploadDeps,
): Promise<TakenIn> {
  if (analysisFailure) {
    await deps.db.analysisFailure.deleteMany({ where: { trackId: id } })
    await announce(id, deps)
  }
  return { state: 'DUPLICATE', trackId: id }
}

async function storeArtwork(artwork: Awaited<ReturnType<typeof readTags>>['artwork'], { storage }: UploadDeps) {
  if (!artwork) return undefined
  const key = `artwork/${artwork.contentHash.slice(0, 2)}/${artwork.contentHash}.${artwork.extension}`
  // the tracks of an album carry the same picture
  await storage.size(key).catch(() => storage.write(key, Readable.from([artwork.bytes])))
  return key
}

async function announce(trackId: string, { notices, jobs }: UploadDeps) {
  await notices.publish('catalogue-changed', { trackIds: [trackId] })
  await jobs.wake('analyse', { reason: 'upload' })
}

function displayName(fileName: string) {
  return cleanText(fileName.split(/[/\\]/).at(-1), 255) ?? 'unnamed file'
}
