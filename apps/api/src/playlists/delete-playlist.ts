import { builder } from '../builder.ts'
import { NotFoundError } from '../errors.ts'
import { globalId } from '../global-id.ts'
import { changeOwnPlaylist } from './own-playlist.ts'

const DeletePlaylistPayload = builder.objectRef<{ id: string }>('DeletePlaylistPayload').implement({
  fields: (t) => ({ id: t.exposeID('id') }),
})

builder.mutationField('deletePlaylist', (t) =>
  t.field({
    type: DeletePlaylistPayload,
    args: { id: t.arg.id({ required: true }) },
    errors: { types: [NotFoundError], union: { name: 'DeletePlaylistResult' }, directResult: true },
    resolve: async (_root, { id }, context) => {
      const playlistId = await changeOwnPlaylist(id, context, (own, { playlist }) =>
        playlist.deleteMany({ where: { id: own } }),
      )
      return { id: globalId('Playlist', playlistId) }
    },
  }),
)
