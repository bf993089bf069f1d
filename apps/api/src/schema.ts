import type { GraphQLSchema } from 'graphql'
import { builder } from './builder.ts'
import './date-time.ts'
import './user-errors.ts'

/** The whole schema: every file that adds to the builder is imported above. */
export function buildSchema(): GraphQLSchema {
  return builder.toSchema()
}
