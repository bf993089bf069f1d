import { builder } from '../builder.ts'
import { Listener } from '../listener-ref.ts'

export const SignInPayload = builder
  .objectRef<{ listener: typeof Listener.$inferType; sessionEpoch: number }>('SignInPayload')
  .implement({
    fields: (t) => ({
      listener: t.expose('listener', { type: Listener }),
      sessionEpoch: t.exposeInt('sessionEpoch'),
    }),
  })
