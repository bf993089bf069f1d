import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { uuidOf } from '../global-id.ts'
import { newPlaylist } from '../new-playlist.ts'
import { playlistPayload } from '../playlist-payload.ts'

builder.mutationField('createPlaylist', (t) =>
  t.field({
    type: playlistPayload('CreatePlaylistPayload'),
    description: 'A new playlist of the listener, private at first.',
    args: {
      title: t.arg.string({ required: true }),
      trackIds: t.arg.idList({ defaultValue: [] }),
    },
    errors: { types: [InvalidInputError, NotFoundError], union: { name: 'CreatePlaylistResult' }, directResult: true },
    resolve: async (_root, { title, trackIds }, context) => {
      const { listenerId: ownerId } = requireListener(context)
      const tracks = (trackIds ?? []).map((id) => uuidOf('Track', id))
      return { playlistId: await newPlaylist({ title, ownerId, trackIds: tracks }, context.db) }
    },
  }),
)
