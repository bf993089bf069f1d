import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { globalId } from '../../apps/api/src/global-id.ts'
import { type AddedTrack, addTracks } from '../setup/add-tracks.ts'
import { startTestServer, type TestListener, type TestServer } from '../setup/start-test-server.ts'

let server: TestServer
let tracks: AddedTrack[]
let owner: TestListener

beforeAll(async () => {
  server = await startTestServer()
  tracks = await addTracks(server.deps, { clusters: 4, perCluster: 14 })
  owner = await server.signUp()
})
afterAll(() => server?.close())

const PLAYLIST = `id title isPublic isMine ownerName trackCount durationMs artworkUrls
  items { pageInfo { hasNextPage endCursor } edges { cursor node { id track { id title artist { name } } } } }`

interface Shown {
  id: string
  title: string
  isPublic: boolean
  trackCount: number
  durationMs: number
  items: {
    pageInfo: { hasNextPage: boolean; endCursor: string }
    edges: { node: { id: string; track: { id: string; title: string } } }[]
  }
}

interface Changed {
  __typename: string
  code?: string
  playlist: Shown
}

const trackId = (place: number) => globalId('Track', tracks[place]!.id)
const idsOf = ({ items }: Shown) => items.edges.map(({ node }) => node.track.id)
const itemOf = ({ items }: Shown, place: number) => items.edges[place]!.node.id

const PAYLOADS: Record<string, string> = {
  createPlaylist: 'CreatePlaylistPayload',
  generatePlaylist: 'GeneratePlaylistPayload',
  updatePlaylist: 'UpdatePlaylistPayload',
  addToPlaylist: 'PlaylistItemsPayload',
  removeFromPlaylist: 'PlaylistItemsPayload',
  moveInPlaylist: 'PlaylistItemsPayload',
}

/** One mutation that answers with a playlist or a user error. */
async function change(field: string, listener = owner): Promise<Changed> {
  const name = field.slice(0, field.indexOf('('))
  const payload = PAYLOADS[name] ? `... on ${PAYLOADS[name]} { playlist { ${PLAYLIST} } }` : ''
  const { data, errors } = await server.graphql(
    `mutation { ${field} { __typename ${payload} ... on UserError { code message } } }`,
    {},
    listener,
  )
  expect(errors).toBeUndefined()
  return Object.values(data as Record<string, Changed>)[0]!
}

async function create(title: string, places: number[], listener = owner): Promise<Shown> {
  const args = `title: ${JSON.stringify(title)}, trackIds: ${JSON.stringify(places.map(trackId))}`
  return (await change(`createPlaylist(${args})`, listener)).playlist
}

async function read(id: string, listener = owner): Promise<Shown | null> {
  const { data } = await server.graphql(`{ playlist(id: "${id}") { ${PLAYLIST} } }`, {}, listener)
  return data.playlist
}

test('a playlist keeps its tracks in the order that its owner gives them', async () => {
  const playlist = await create('  Rainy   Sunday ', [0, 1, 2])
  expect(playlist).toMatchObject({ title: 'Rainy Sunday', isPublic: false, trackCount: 3, durationMs: 600_000 })
  const inItems = (field: string) => change(field).then((changed) => changed.playlist)
  const longer = await inItems(`addToPlaylist(id: "${playlist.id}", trackIds: ["${trackId(3)}", "${trackId(0)}"])`)
  expect(idsOf(longer)).toEqual([0, 1, 2, 3, 0].map(trackId))
  const inserted = await inItems(`addToPlaylist(id: "${playlist.id}", trackIds: ["${trackId(5)}"], at: 1)`)
  expect(idsOf(inserted)).toEqual([0, 5, 1, 2, 3, 0].map(trackId))
  const moved = await inItems(`moveInPlaylist(id: "${playlist.id}", itemId: "${itemOf(inserted, 4)}", to: 0)`)
  expect(idsOf(moved)).toEqual([3, 0, 5, 1, 2, 0].map(trackId))
  const atEnd = await inItems(`moveInPlaylist(id: "${playlist.id}", itemId: "${itemOf(moved, 0)}", to: 99)`)
  expect(idsOf(atEnd)).toEqual([0, 5, 1, 2, 0, 3].map(trackId))
  const shorter = await inItems(`removeFromPlaylist(id: "${playlist.id}", itemIds: ["${itemOf(atEnd, 0)}"])`)
  expect(idsOf(shorter)).toEqual([5, 1, 2, 0, 3].map(trackId))
  expect(idsOf((await read(playlist.id))!)).toEqual([5, 1, 2, 0, 3].map(trackId))
})

test('changes that arrive together are all in the playlist', async () => {
  const { id } = await create('Together', [])
  await Promise.all(
    [0, 1, 2, 3, 4, 5].map((place) => change(`addToPlaylist(id: "${id}", trackIds: ["${trackId(place)}"], at: 0)`)),
  )
  expect(idsOf((await read(id))!).toSorted()).toEqual([0, 1, 2, 3, 4, 5].map(trackId).toSorted())
})

test('a playlist is its owner’s alone until it is made public, and only the owner changes it', async () => {
  const stranger = await server.signUp()
  const { id } = await create('Mine', [0])
  const node = () => server.graphql(`{ node(id: "${id}") { id } }`, {}, stranger).then(({ data }) => data.node)
  expect(await read(id, stranger)).toBeNull()
  expect(await node()).toBeNull()
  const renamed = await change(`updatePlaylist(id: "${id}", title: "Ours", isPublic: true)`)
  expect(renamed.playlist).toMatchObject({ title: 'Ours', isPublic: true })
  expect(await read(id, stranger)).toMatchObject({ title: 'Ours', isMine: false, ownerName: 'Test Listener' })
  expect(await node()).toEqual({ id })
  for (const field of [
    `updatePlaylist(id: "${id}", title: "Theirs")`,
    `addToPlaylist(id: "${id}", trackIds: ["${trackId(1)}"])`,
    `deletePlaylist(id: "${id}")`,
  ])
    expect(await change(field, stranger)).toMatchObject({ code: 'NOT_FOUND' })
  const { data } = await server.graphql('{ playlists { edges { node { id } } } }', {}, stranger)
  expect(data.playlists.edges).toEqual([])
})

test('what cannot be is answered with an error that says what', async () => {
  const { id } = await create('Errors', [0])
  const code = async (field: string) => (await change(field)).code
  const gone = globalId('Track', randomUUID())
  expect(await code('createPlaylist(title: "  ")')).toBe('INVALID_INPUT')
  expect(await code(`createPlaylist(title: "${'x'.repeat(121)}")`)).toBe('INVALID_INPUT')
  expect(await code(`createPlaylist(title: "Gone", trackIds: ["${gone}"])`)).toBe('NOT_FOUND')
  expect(await code(`addToPlaylist(id: "${id}", trackIds: ["${gone}"])`)).toBe('NOT_FOUND')
  expect(await code(`addToPlaylist(id: "${id}", trackIds: ["${trackId(1)}"], at: -1)`)).toBe('INVALID_INPUT')
  expect(await code(`moveInPlaylist(id: "${id}", itemId: "${gone}", to: 0)`)).toBe('NOT_FOUND')
  expect(await code(`deletePlaylist(id: "${globalId('Playlist', randomUUID())}")`)).toBe('NOT_FOUND')
})

test('playlists and their tracks come in pages that fit together', async () => {
  const listener = await server.signUp()
  const made: string[] = []
  for (const title of ['One', 'Two', 'Three']) made.unshift((await create(title, [0, 1, 2, 3, 4], listener)).id)
  const page = async (after?: string) => {
    const { data } = await server.graphql(
      `query ($after: String) { playlists(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } }`,
      { after },
      listener,
    )
    return data.playlists
  }
  const first = await page()
  const second = await page(first.pageInfo.endCursor)
  expect([...first.edges, ...second.edges].map(({ node }: { node: { id: string } }) => node.id)).toEqual(made)
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
  const { data } = await server.graphql(
    `query ($id: ID!, $after: String) { playlist(id: $id) { items(first: 3, after: $after) { pageInfo { endCursor } edges { node { track { id } } } } } }`,
    { id: made[0], after: Buffer.from('2').toString('base64url') },
    listener,
  )
  expect(data.playlist.items.edges.map((edge: { node: { track: { id: string } } }) => edge.node.track.id)).toEqual(
    [3, 4].map(trackId),
  )
})

test('a track that leaves the catalogue leaves the playlist, and the playlist goes on working', async () => {
  const { id } = await create('With a gap', [8, 9, 10])
  const admin = await server.signUp({ role: 'ADMIN' })
  await server.graphql(`mutation { deleteTrack(id: "${trackId(9)}") { __typename } }`, {}, admin)
  const rest = (await read(id))!
  expect(idsOf(rest)).toEqual([8, 10].map(trackId))
  expect(rest.trackCount).toBe(2)
  const moved = await change(`moveInPlaylist(id: "${id}", itemId: "${itemOf(rest, 1)}", to: 0)`)
  expect(idsOf(moved.playlist)).toEqual([10, 8].map(trackId))
  const added = await change(`addToPlaylist(id: "${id}", trackIds: ["${trackId(0)}"])`)
  expect(idsOf(added.playlist)).toEqual([10, 8, 0].map(trackId))
  await server.deps.catalogue.refresh()
})

test('a deleted playlist is gone', async () => {
  const { id } = await create('Short life', [0])
  const { data } = await server.graphql(
    `mutation { deletePlaylist(id: "${id}") { ... on DeletePlaylistPayload { id } } }`,
    {},
    owner,
  )
  expect(data.deletePlaylist).toEqual({ id })
  expect(await read(id)).toBeNull()
})

const clusterOf = (id: string) => tracks.find((track) => globalId('Track', track.id) === id)!.cluster
const ofCluster = (cluster: number) => tracks.flatMap((track, place) => (track.cluster === cluster ? [place] : []))

async function record(listener: TestListener, type: string, ids: string[]) {
  const events = ids.map((id) => ({
    clientEventId: randomUUID(),
    type,
    trackId: id,
    context: 'RADIO',
    positionMs: 2_000,
  }))
  const { errors } = await server.graphql(
    'mutation ($events: [FeedbackInput!]!) { recordFeedback(events: $events) { __typename } }',
    { events },
    listener,
  )
  expect(errors).toBeUndefined()
}

test('a playlist is made to measure, from the listener’s taste or from another playlist, and saved', async () => {
  const listener = await server.signUp()
  await record(listener, 'LIKE', ofCluster(1).slice(0, 3).map(trackId))
  const mine = (await change('generatePlaylist(title: "My taste", size: 8, variety: 0)', listener)).playlist
  expect(mine).toMatchObject({ title: 'My taste', trackCount: 8, isPublic: false })
  expect(idsOf(mine).map(clusterOf)).toEqual(Array(8).fill(1))
  const seed = await create('Seed', ofCluster(3).slice(0, 3), listener)
  const like = (
    await change(`generatePlaylist(title: "Like it", size: 8, variety: 0, playlistId: "${seed.id}")`, listener)
  ).playlist
  expect(idsOf(like).map(clusterOf)).toEqual(Array(8).fill(3))
  expect((await read(like.id, listener))!.trackCount).toBe(8)
  expect((await change('generatePlaylist(title: "None", size: 0)', listener)).code).toBe('INVALID_INPUT')
  expect((await change(`generatePlaylist(title: "Not mine", playlistId: "${seed.id}")`)).code).toBe('NOT_FOUND')
})

test('a radio from a playlist plays both of its sounds on and on, and drops the one that is skipped', async () => {
  const listener = await server.signUp()
  const { id } = await create('Two sounds', [...ofCluster(0).slice(0, 2), ...ofCluster(2).slice(0, 2)], listener)
  const next = async (playedTrackIds: string[]): Promise<string[]> => {
    const { data, errors } = await server.graphql(
      'query ($id: ID!, $played: [ID!]) { radio(playlistId: $id, playedTrackIds: $played, first: 6) { track { id } reason { text } } }',
      { id, played: playedTrackIds },
      listener,
    )
    expect(errors).toBeUndefined()
    expect(data.radio[0].reason.text).toBe('Goes with “Two sounds”')
    return data.radio.map((item: { track: { id: string } }) => item.track.id)
  }
  const first = await next([])
  const second = await next(first)
  expect(new Set([...first, ...second]).size).toBe(12)
  expect(new Set([...first, ...second].map(clusterOf))).toEqual(new Set([0, 2]))
  const skipped = [...first, ...second].filter((track) => clusterOf(track) === 0)
  await record(listener, 'SKIP', skipped)
  const after = await next([...first, ...second])
  expect(after.filter((track) => clusterOf(track) === 0).length).toBeLessThanOrEqual(1)
})

test('a path leads from one sound to another, and not over what was turned down', async () => {
  const listener = await server.signUp()
  const [from, to] = [ofCluster(0)[0]!, ofCluster(2)[0]!].map(trackId)
  const path = async (): Promise<string[]> => {
    const { data, errors } = await server.graphql(
      'query ($from: ID!, $to: ID!) { pathBetween(fromTrackId: $from, toTrackId: $to, length: 6) { id title artist { name } } }',
      { from, to },
      listener,
    )
    expect(errors).toBeUndefined()
    return data.pathBetween.map(({ id }: { id: string }) => id)
  }
  const before = await path()
  expect(before).toHaveLength(6)
  expect([before[0], before[5]]).toEqual([from, to])
  await record(listener, 'DISLIKE', [before[2]!])
  const after = await path()
  expect(after).toHaveLength(6)
  expect(after).not.toContain(before[2])
})
