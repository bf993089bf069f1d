import { builder } from '../builder.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { playlistTitle } from '../new-playlist.ts'
import { playlistPayload } from '../playlist-payload.ts'
import { changeOwnPlaylist } from './own-playlist.ts'

builder.mutationField('updatePlaylist', (t) =>
  t.field({
    type: playlistPayload('UpdatePlaylistPayload'),
    description: 'What is absent stays as it is.',
    args: { id: t.arg.id({ required: true }), title: t.arg.string(), isPublic: t.arg.boolean() },
    errors: { types: [InvalidInputError, NotFoundError], union: { name: 'UpdatePlaylistResult' }, directResult: true },
    resolve: async (_root, { id, title, isPublic }, context) => {
      const data = {
        title: title === null || title === undefined ? undefined : playlistTitle(title),
        isPublic: isPublic ?? undefined,
      }
      const playlistId = await changeOwnPlaylist(id, context, (own, { playlist }) =>
        playlist.updateMany({ where: { id: own }, data }),
      )
      return { playlistId }
    },
  }),
)
