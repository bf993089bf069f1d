import { builder } from '../builder.ts'
import { CredentialsError } from '../errors.ts'
import { Listener } from '../listener-ref.ts'

const SignInPayload = builder.objectRef<{ listenerId: string; sessionEpoch: number }>('SignInPayload').implement({
  fields: (t) => ({
    listener: t.prismaField({
      type: Listener,
      resolve: (query, { listenerId }, _args, { db }) =>
        db.listener.findUniqueOrThrow({ ...query, where: { id: listenerId } }),
    }),
    sessionEpoch: t.exposeInt('sessionEpoch'),
  }),
})

export const SignInResult = builder.errorUnion('SignInResult', {
  types: [SignInPayload, CredentialsError],
  resolveType: () => 'SignInPayload', // errors were told apart before
})
