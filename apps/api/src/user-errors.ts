import { builder } from './builder.ts'
import { ConflictError, CredentialsError, type ExpectedError, InvalidInputError, NotFoundError } from './errors.ts'

/** What the caller can act on. Mutations list those that may happen in their result's union: `errors: { types: […] }`. */
export const UserError = builder.interfaceRef<ExpectedError>('UserError').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
  }),
})

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  interfaces: [UserError],
  fields: (t) => ({ field: t.exposeString('field', { nullable: true }) }),
})
builder.objectType(NotFoundError, { name: 'NotFoundError', interfaces: [UserError] })
builder.objectType(ConflictError, { name: 'ConflictError', interfaces: [UserError] })
builder.objectType(CredentialsError, { name: 'CredentialsError', interfaces: [UserError] })
