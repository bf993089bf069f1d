import path from 'node:path'
import type { Config } from '../config.ts'
import { folderStorage } from './folder-storage.ts'
import { s3Storage } from './s3-storage.ts'
import type { Storage } from './storage.ts'

/** A bucket where one is configured, else a folder in the data folder. Nothing is opened before the first use. */
export function createStorage(config: Pick<Config, 'dataFolder' | 's3'>): Storage {
  return config.s3 ? s3Storage(config.s3) : folderStorage(path.join(config.dataFolder, 'storage'))
}
