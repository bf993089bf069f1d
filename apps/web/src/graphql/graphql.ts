import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './generated/graphql-env.d.ts'

/**
 * Typed GraphQL documents: results and variables are inferred from the API's schema, so asking for a
 * field that the API does not have is a type error.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection
  disableMasking: true
  scalars: { DateTime: string; ID: string }
}>()
