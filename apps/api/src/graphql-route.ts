import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import fastifyApollo from '@as-integrations/fastify'
import type { FastifyInstance } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Context } from './context.ts'
import { type ContextDeps, createContext } from './create-context.ts'
import { publicError } from './public-error.ts'
import { checkComplexity, depthLimit, QUERY_LIMITS } from './query-limits.ts'

/** `/graphql` over HTTP. */
export async function registerGraphqlRoute(
  fastify: FastifyInstance,
  { schema, deps }: { schema: GraphQLSchema; deps: ContextDeps },
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    validationRules: [depthLimit],
    logger: deps.log,
    formatError: (formatted, error) => {
      const shown = publicError(error, deps.log)
      return shown.extensions.code === undefined ? formatted : shown.toJSON()
    },
    plugins: [limitComplexity, ApolloServerPluginLandingPageDisabled()],
  })
  await apollo.start()
  await fastify.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['GET', 'POST'],
    context: (request) => createContext(request.raw, deps),
  })
  // Fastify drains first and Apollo stops after it. The integration's own drain plugin works the other way around: there,
  // stopping Apollo closes Fastify.
  fastify.addHook('onClose', () => apollo.stop())
}

const limitComplexity: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, request }) {
        checkComplexity({ schema, document, variables: request.variables, operationName: request.operationName })
      },
    }
  },
}
