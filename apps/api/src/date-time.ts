import { GraphQLError } from 'graphql'
import { builder } from './builder.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

builder.scalarType('DateTime', {
  description: 'An instant, ISO 8601 in UTC.',
  serialize: (instant) => instant.toISOString(),
  parseValue(value) {
    const instant = new Date(typeof value === 'string' && INSTANT.test(value) ? value : Number.NaN)
    if (Number.isNaN(instant.getTime()))
      throw new GraphQLError('An instant must be written as in ISO 8601, such as 2026-11-21T08:30:00Z.')
    return instant
  },
})
