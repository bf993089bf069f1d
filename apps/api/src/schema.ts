import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import './date-time.ts'
import './user-errors.ts'
import './feed/feed-changed.ts'
import './feed/feed-connection.ts'
import './feed/taste-profile.ts'
import './feedback/record-feedback-mutation.ts'
import './listeners/access-tokens.ts'
import './listeners/listener-settings.ts'
import './listeners/me.ts'
import './listeners/sign-in.ts'
import './listeners/sign-in-with-provider.ts'
import './listeners/sign-up.ts'
import './listeners/update-settings.ts'

/** The whole schema: every file that adds to the builder is imported above. */
export function buildSchema(): GraphQLSchema {
  return builder.toSchema()
}
