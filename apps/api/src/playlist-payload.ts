import { builder } from './builder.ts'
import { Playlist } from './playlist-ref.ts'

/** What mutations that make or change a playlist answer: the playlist as it is now. */
export function playlistPayload(name: `${string}Payload`) {
  return builder.objectRef<{ playlistId: string }>(name).implement({
    fields: (t) => ({
      playlist: t.prismaField({
        type: Playlist,
        resolve: (query, { playlistId }, _args, { db }) =>
          db.playlist.findUniqueOrThrow({ ...query, where: { id: playlistId } }),
      }),
    }),
  })
}
