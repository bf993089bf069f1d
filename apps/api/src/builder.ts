import SchemaBuilder from '@pothos/core'
import ErrorsPlugin from '@pothos/plugin-errors'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import type PrismaTypes from '@segue/prisma/generated/pothos-types'
import { getDatamodel } from '@segue/prisma/generated/pothos-types'
import { type Context, requireListener } from './context.ts'
import { parseNodeId } from './global-id.ts'

/** Every noun's file adds its types and fields to this builder; `schema.ts` imports them all and builds. */
export const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes
  Context: Context
  Scalars: { DateTime: { Input: Date; Output: Date }; ID: { Input: string; Output: string } }
  DefaultFieldNullability: false
}>({
  plugins: [ErrorsPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  errors: { directResult: true },
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    decodeGlobalID: parseNodeId,
    nodeQueryOptions: {
      resolve: (_root, { id }, context, _info, resolveNode) => {
        requireListener(context)
        return resolveNode(id)
      },
    },
    nodesQueryOptions: false,
  },
  prisma: { client: (context) => context.db, dmmf: getDatamodel(), onUnusedQuery: null },
})

builder.queryType({})
builder.mutationType({})
builder.subscriptionType({})
