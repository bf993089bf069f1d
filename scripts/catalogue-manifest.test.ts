import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { folderStorage } from '../apps/api/src/storage/folder-storage.ts'
import { createDb, type Db } from '../prisma/client.ts'
import { addCatalogue } from '../test/setup/add-catalogue.ts'
import { createTestDatabase, type TestDatabase } from '../test/setup/test-database.ts'
import { writeCatalogueManifest } from './catalogue-manifest.ts'

let database: TestDatabase
let db: Db
const folder = mkdtempSync(path.join(tmpdir(), 'segue-manifest-'))

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb(database.url)
})

afterAll(async () => {
  await db.$disconnect()
  await database.drop()
  rmSync(folder, { recursive: true })
})

test('an owner’s tagged tracks become a data set; untagged ones, rare genres, the demo and missing files do not', async () => {
  const storage = folderStorage(path.join(folder, 'storage'))
  const many = (taggedGenre: string | undefined, count: number) =>
    Array.from({ length: count }, (_, i) => ({ title: `${taggedGenre} ${i}`, artist: 'Me, "Myself"', taggedGenre }))
  const ids = await addCatalogue({ db }, [
    ...many('jazz', 9),
    ...many('rock', 8),
    ...many('ska', 2),
    ...many(undefined, 3),
  ])
  for (const id of ids.slice(1)) await storage.write(`audio/${id}.mp3`, Readable.from(['sound']))
  const [demo] = await addCatalogue({ db }, many('jazz', 1))
  await db.track.update({ where: { id: demo }, data: { isDemo: true } })

  const { file, tracks, genres, leftOut } = await writeCatalogueManifest(folder, { db, storage })
  expect({ tracks, genres, leftOut }).toEqual({ tracks: 16, genres: ['jazz', 'rock'], leftOut: 6 })
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  expect(head).toBe('file,genre,artist')
  const expected = ids.slice(1, 17).map((id, i) => {
    const audio = path.join(folder, 'storage', 'audio', `${id}.mp3`)
    return `"${audio}","${i < 8 ? 'jazz' : 'rock'}","Me, ""Myself"""`
  })
  expect(rows.sort()).toEqual(expected.sort())
})
