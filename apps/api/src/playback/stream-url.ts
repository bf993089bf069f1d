import { builder } from '../builder.ts'
import { requireListener } from '../context.ts'
import { Track } from '../track-ref.ts'
import { createStreamToken } from './stream-token.ts'

builder.prismaObjectField(Track, 'streamUrl', (t) =>
  t.string({
    description: 'A path on this server with a token that expires; ask again when playback starts later.',
    resolve: ({ id }, _args, context) => {
      const { listenerId } = requireListener(context)
      const { streamTokenMs, streamSecret } = context.config
      const expiresAtMs = Date.now() + streamTokenMs
      return `/stream/${id}?token=${createStreamToken({ trackId: id, listenerId, expiresAtMs }, streamSecret)}`
    },
  }),
)
