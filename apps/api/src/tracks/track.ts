import { Album } from '../album-ref.ts'
import { AnalysisState } from '../analysis-state.ts'
import { Artist } from '../artist-ref.ts'
import { artworkUrl } from '../artwork-url.ts'
import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { findUuid, NO_UUID } from '../global-id.ts'
import { Track } from '../track-ref.ts'
import { isInState } from './analysis-of-track.ts'
import { TrackConnection, trackPage } from './track-connection.ts'

builder.prismaObjectFields(Track, (t) => ({
  artist: t.relation('artist', { type: Artist }),
  album: t.relation('album', { type: Album, nullable: true }),
  artworkUrl: t.string({
    nullable: true,
    description: 'A path on this server. A track without a picture gets a drawn one.',
    select: {
      title: true,
      artworkKey: true,
      artist: { select: { name: true } },
      album: { select: { title: true, artworkKey: true } },
    },
    resolve: ({ title, artworkKey, artist, album }) =>
      artworkUrl(artworkKey ?? album?.artworkKey, artist.name, album?.title ?? title),
  }),
}))

builder.queryFields((t) => ({
  track: t.prismaField({
    type: Track,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (query, _root, { id }, context) => {
      requireListener(context)
      return context.db.track.findUnique({ ...query, where: { id: findUuid('Track', id) ?? NO_UUID } })
    },
  }),
  tracks: t.field({
    type: TrackConnection,
    description: 'The whole catalogue, newest first.',
    args: {
      first: t.arg.int({ defaultValue: 50 }),
      after: t.arg.string(),
      state: t.arg({ type: AnalysisState }),
    },
    resolve: (_root, { first, after, state }, context, info) => {
      requireListener(context)
      return trackPage({ where: state ? isInState(state) : {}, first, after }, { context, info })
    },
  }),
}))
