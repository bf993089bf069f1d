import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAccessTokenSecret, hashAccessToken } from '../../apps/api/src/access-token-secret.ts'
import { readConfig } from '../../apps/api/src/config.ts'
import { createDeps, type Deps } from '../../apps/api/src/deps.ts'
import { createServer } from '../../apps/api/src/server.ts'
import { startEmbeddedPostgres } from '../../prisma/embedded-postgres.ts'
import { migrate } from '../../prisma/migrate.ts'
import type { SimulatedTrack } from './simulated-catalogue.ts'

export interface Served {
  url: string
  deps: Deps
  /** by key */
  trackIds: ReadonlyMap<string, string>
}

/** The real server with these tracks in its catalogue, over a database that is thrown away. */
export async function serveCatalogue<T>(
  tracks: readonly SimulatedTrack[],
  work: (served: Served) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'segue-simulation-'))
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), port: 0, throwAway: true })
  await migrate(postgres.url)
  const secret = randomBytes(32).toString('hex')
  const { deps, close } = await createDeps(
    readConfig({
      NODE_ENV: 'production',
      DATABASE_URL: postgres.url,
      SEGUE_DATA: folder,
      NEXTAUTH_SECRET: secret,
      SEGUE_WEB_SECRET: secret,
      SEGUE_STREAM_SECRET: secret,
      SEGUE_RATE_LIMIT_PER_MINUTE: '1000000',
    }),
  )
  const server = await createServer(deps)
  try {
    const trackIds = await insertCatalogue(tracks, deps)
    return await work({ url: await server.listen({ host: '127.0.0.1', port: 0 }), deps, trackIds })
  } finally {
    await server.close()
    await close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function insertCatalogue(
  tracks: readonly SimulatedTrack[],
  { db, catalogue }: Deps,
): Promise<Map<string, string>> {
  const trackIds = new Map(tracks.map(({ key }) => [key, randomUUID()]))
  const artistIds = new Map(tracks.map(({ artist }) => [artist, randomUUID()]))
  await db.artist.createMany({
    data: Array.from(artistIds, ([name, id]) => ({ id, name, nameKey: name.toLowerCase() })),
  })
  await db.track.createMany({
    data: tracks.map(({ key, title, artist, genre, durationMs }) => ({
      id: trackIds.get(key)!,
      title,
      artistId: artistIds.get(artist)!,
      taggedGenre: genre,
      durationMs,
      contentHash: key,
      audioKey: `audio/${key}.mp3`,
      mimeType: 'audio/mpeg',
      sizeBytes: 1_000_000n,
      fileName: `${title}.mp3`,
    })),
  })
  await db.trackAnalysis.createMany({
    data: tracks.map(({ key, genre, bpm, embedding }) => ({
      trackId: trackIds.get(key)!,
      modelVersion: 'simulated',
      embedding: new Uint8Array(embedding.slice().buffer),
      genre,
      genreScores: [],
      waveform: new Uint8Array(16),
      tempoBpm: bpm,
    })),
  })
  await catalogue.refresh()
  return trackIds
}

/** A new account with an access token. */
export async function addListener({ db }: Pick<Deps, 'db'>): Promise<{ listenerId: string; token: string }> {
  const token = createAccessTokenSecret()
  const { id: listenerId } = await db.listener.create({
    data: {
      email: `${randomUUID()}@simulation.test`,
      name: 'Simulated',
      accessTokens: { create: { name: 'simulation', prefix: 'segue_', tokenHash: hashAccessToken(token) } },
    },
  })
  return { listenerId, token }
}
