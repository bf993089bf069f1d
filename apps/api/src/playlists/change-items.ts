import { randomUUID } from 'node:crypto'
import { builder } from '../builder.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'
import { demandTracks, MOST_ITEMS } from '../new-playlist.ts'
import { playlistPayload } from '../playlist-payload.ts'
import { changeOwnPlaylist, itemIdsOf, type PlaylistContext, renumber } from './own-playlist.ts'

const PlaylistItemsPayload = playlistPayload('PlaylistItemsPayload')
const types = [InvalidInputError, NotFoundError]

builder.mutationFields((t) => ({
  addToPlaylist: t.field({
    type: PlaylistItemsPayload,
    description: 'At the end, or so that the first of them has the place `at` (from 0).',
    args: {
      id: t.arg.id({ required: true }),
      trackIds: t.arg.idList({ required: true }),
      at: t.arg.int(),
    },
    errors: { types, union: { name: 'AddToPlaylistResult' }, directResult: true },
    resolve: (_root, { id, trackIds, at }, context) => addToPlaylist(id, { trackIds, at }, context),
  }),
  removeFromPlaylist: t.field({
    type: PlaylistItemsPayload,
    description: 'Those that are not in it any more count as removed.',
    args: { id: t.arg.id({ required: true }), itemIds: t.arg.idList({ required: true }) },
    errors: { types, union: { name: 'RemoveFromPlaylistResult' }, directResult: true },
    resolve: (_root, { id, itemIds }, context) => removeFromPlaylist(id, itemIds, context),
  }),
  moveInPlaylist: t.field({
    type: PlaylistItemsPayload,
    description: 'So that the item has the place `to` (from 0); beyond the end it is the last.',
    args: {
      id: t.arg.id({ required: true }),
      itemId: t.arg.id({ required: true }),
      to: t.arg.int({ required: true }),
    },
    errors: { types, union: { name: 'MoveInPlaylistResult' }, directResult: true },
    resolve: (_root, { id, itemId, to }, context) => moveInPlaylist(id, { itemId, to }, context),
  }),
}))

async function addToPlaylist(
  id: string,
  { trackIds, at }: { trackIds: string[]; at?: number | null },
  context: PlaylistContext,
) {
  const tracks = trackIds.map((trackId) => uuidOf('Track', trackId))
  const playlistId = await changeOwnPlaylist(id, context, async (own, transaction) => {
    const before = await itemIdsOf(own, transaction)
    if (before.length + tracks.length > MOST_ITEMS)
      throw new InvalidInputError(`A playlist holds at most ${MOST_ITEMS} tracks.`, 'trackIds')
    const last = await transaction.playlistItem.aggregate({ where: { playlistId: own }, _max: { position: true } })
    const free = (last._max.position ?? -1) + 1
    const added = tracks.map((trackId, i) => ({ id: randomUUID(), playlistId: own, trackId, position: free + i }))
    await demandTracks(() => transaction.playlistItem.createMany({ data: added }))
    const order = before.toSpliced(placeIn(before, at ?? before.length), 0, ...added.map((item) => item.id))
    await renumber(order, transaction)
  })
  return { playlistId }
}

async function removeFromPlaylist(id: string, itemIds: string[], context: PlaylistContext) {
  const items = itemIds.map((itemId) => uuidOf('PlaylistItem', itemId))
  const playlistId = await changeOwnPlaylist(id, context, async (own, transaction) => {
    await transaction.playlistItem.deleteMany({ where: { playlistId: own, id: { in: items } } })
  })
  return { playlistId }
}

async function moveInPlaylist(id: string, { itemId, to }: { itemId: string; to: number }, context: PlaylistContext) {
  const item = uuidOf('PlaylistItem', itemId)
  const playlistId = await changeOwnPlaylist(id, context, async (own, transaction) => {
    const before = await itemIdsOf(own, transaction)
    if (!before.includes(item)) throw new NotFoundError('This place of the playlist')
    const others = before.filter((other) => other !== item)
    await renumber(others.toSpliced(placeIn(others, to), 0, item), transaction)
  })
  return { playlistId }
}

function placeIn(items: readonly string[], place: number): number {
  if (place < 0) throw new InvalidInputError('Places count from 0.')
  return Math.min(place, items.length)
}
