import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity'

/** No page of ours comes near these; whoever writes a query by hand has room too. */
export const QUERY_LIMITS = { tokens: 4_000, depth: 14, complexity: 20_000, nodes: 5_000 }

/** Assumed length of a list whose length the query does not bound. */
const UNBOUNDED_LIST = 10
const MOST_PER_PAGE = 100

/** A validation rule: fields nested deeper than the limit are refused (introspection has graphql's own rule). */
export function depthLimit(context: ValidationContext): ASTVisitor {
  const depthOf = depthMeter(context)
  return {
    OperationDefinition(operation) {
      const depth = depthOf(operation.selectionSet)
      if (depth > QUERY_LIMITS.depth)
        context.reportError(
          new GraphQLError(`The query is nested ${depth} levels deep. At most ${QUERY_LIMITS.depth} are allowed.`, {
            nodes: [operation],
            extensions: { code: 'QUERY_TOO_DEEP' },
          }),
        )
    },
  }
}

/** Each fragment is measured once, so that fragments of fragments cannot cost exponential time. */
function depthMeter(context: ValidationContext) {
  const fragmentDepths = new Map<FragmentDefinitionNode, number>()
  const depthOf = (selectionSet: SelectionSetNode): number => {
    let deepest = 0
    for (const selection of selectionSet.selections) {
      let depth = 0
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue
        depth = 1 + (selection.selectionSet ? depthOf(selection.selectionSet) : 0)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) depth = depthOf(selection.selectionSet)
      else depth = depthOfFragment(context.getFragment(selection.name.value))
      deepest = Math.max(deepest, depth)
    }
    return deepest
  }
  const depthOfFragment = (fragment: FragmentDefinitionNode | null | undefined): number => {
    if (!fragment) return 0
    const known = fragmentDepths.get(fragment)
    if (known !== undefined) return known
    fragmentDepths.set(fragment, 0) // a cycle is another rule's matter
    const depth = depthOf(fragment.selectionSet)
    fragmentDepths.set(fragment, depth)
    return depth
  }
  return depthOf
}

/**
 * One per field, times the length of each list around it; `extensions: { cost }` of a field adds what its resolver
 * itself costs.
 */
const costOfField: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (type.name.startsWith('__') || field.name.startsWith('__')) return 0
  const own = 1 + (typeof field.extensions.cost === 'number' ? field.extensions.cost : 0)
  return own + childComplexity * lengthOf(type.name, field, args)
}

type Field = Parameters<ComplexityEstimator>[0]['field']

function lengthOf(typeName: string, field: Field, args: Record<string, unknown>): number {
  if (typeof args.first === 'number') return Math.min(Math.max(args.first, 1), MOST_PER_PAGE)
  const type = isNonNullType(field.type) ? field.type.ofType : field.type
  if (!isListType(type) || isLeafType(getNamedType(type))) return 1
  return typeName.endsWith('Connection') ? 1 : UNBOUNDED_LIST // `first` of the connection was counted already
}

/** @throws GraphQLError when the operation may cost more than the limit */
export function checkComplexity(operation: {
  schema: GraphQLSchema
  document: DocumentNode
  variables?: Record<string, unknown> | null
  operationName?: string | null
}): void {
  const complexity = complexityOf(operation)
  if (complexity > QUERY_LIMITS.complexity)
    throw tooComplex(`The query may cost ${complexity} points; at most ${QUERY_LIMITS.complexity} are allowed.`)
}

type Operation = Parameters<typeof checkComplexity>[0]

/** An operation that cannot be measured (its variables do not fit) is refused too: it cannot be run either. */
function complexityOf({ schema, document, variables, operationName }: Operation): number {
  try {
    return getComplexity({
      estimators: [costOfField],
      schema,
      query: document,
      variables: variables ?? {},
      operationName: operationName ?? undefined,
      maxQueryNodes: QUERY_LIMITS.nodes,
    })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    if (error.message.includes('number of nodes'))
      throw tooComplex(`The query has more than ${QUERY_LIMITS.nodes} fields.`)
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    })
  }
}

function tooComplex(message: string) {
  return new GraphQLError(`${message} Ask for fewer items or fields.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } },
  })
}
