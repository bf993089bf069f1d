import { builder } from '../builder.ts'
import { CredentialsError } from '../errors.ts'
import { Listener } from '../listener-ref.ts'

const SignInPayload = builder
  .objectRef<{ listener: typeof Listener.$inferType; sessionEpoch: number }>('SignInPayload')
  .implement({
    fields: (t) => ({
      listener: t.expose('listener', { type: Listener }),
      sessionEpoch: t.exposeInt('sessionEpoch'),
    }),
  })

export const SignInResult = builder.errorUnion('SignInResult', {
  types: [SignInPayload, CredentialsError],
  resolveType: () => 'SignInPayload', // errors were told apart before
})
