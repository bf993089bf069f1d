import { createAccessTokenSecret, hashAccessToken } from '../access-token-secret.ts'
import { builder } from '../builder.ts'
import { type Context, requireListener } from '../context.ts'
import { ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts'
import { globalId, uuidOf } from '../global-id.ts'
import { Listener } from '../listener-ref.ts'

const MOST_TOKENS = 50
const LONGEST_NAME = 80
const SHOWN_CHARACTERS = 12

const AccessToken = builder.prismaObject('AccessToken', {
  description: false,
  fields: (t) => ({
    id: t.id({ select: { id: true }, resolve: ({ id }) => globalId('AccessToken', id) }),
    name: t.exposeString('name'),
    prefix: t.exposeString('prefix'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true }),
  }),
})

builder.prismaObjectField(Listener, 'accessTokens', (t) =>
  t.prismaField({
    type: [AccessToken],
    select: { id: true },
    resolve: (query, { id }, _args, { db, viewer }) => {
      if (viewer?.listenerId !== id) throw new ForbiddenError()
      return db.accessToken.findMany({ ...query, where: { listenerId: id }, orderBy: { createdAt: 'desc' } })
    },
  }),
)

const CreateAccessTokenPayload = builder
  .objectRef<{ accessToken: typeof AccessToken.$inferType; secret: string }>('CreateAccessTokenPayload')
  .implement({
    fields: (t) => ({
      accessToken: t.expose('accessToken', { type: AccessToken }),
      secret: t.exposeString('secret', { description: 'Shown this once.' }),
    }),
  })

const RevokeAccessTokenPayload = builder.objectRef<{ id: string }>('RevokeAccessTokenPayload').implement({
  fields: (t) => ({ id: t.exposeID('id') }),
})

builder.mutationFields((t) => ({
  createAccessToken: t.field({
    type: CreateAccessTokenPayload,
    args: { name: t.arg.string({ required: true }) },
    errors: { types: [InvalidInputError], union: { name: 'CreateAccessTokenResult' }, directResult: true },
    resolve: (_root, { name }, context) => createAccessToken(name, context),
  }),
  revokeAccessToken: t.field({
    type: RevokeAccessTokenPayload,
    args: { id: t.arg.id({ required: true }) },
    errors: { types: [NotFoundError], union: { name: 'RevokeAccessTokenResult' }, directResult: true },
    resolve: (_root, { id }, context) => revokeAccessToken(id, context),
  }),
}))

/** @throws InvalidInputError */
async function createAccessToken(name: string, context: Pick<Context, 'db' | 'viewer'>) {
  const { listenerId } = requireListener(context)
  const trimmed = name.trim()
  if (!trimmed || trimmed.length > LONGEST_NAME)
    throw new InvalidInputError(`Name the token, with at most ${LONGEST_NAME} characters.`, 'name')
  if ((await context.db.accessToken.count({ where: { listenerId } })) >= MOST_TOKENS)
    throw new InvalidInputError(`You have ${MOST_TOKENS} tokens. Revoke one first.`)
  const secret = createAccessTokenSecret()
  const accessToken = await context.db.accessToken.create({
    data: { listenerId, name: trimmed, tokenHash: hashAccessToken(secret), prefix: secret.slice(0, SHOWN_CHARACTERS) },
  })
  return { accessToken, secret }
}

/** @throws NotFoundError, also for somebody else's token */
async function revokeAccessToken(id: string, context: Pick<Context, 'db' | 'viewer'>) {
  const { listenerId } = requireListener(context)
  const { count } = await context.db.accessToken.deleteMany({ where: { id: uuidOf('AccessToken', id), listenerId } })
  if (count === 0) throw new NotFoundError('This access token')
  return { id }
}
