import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql'
import type { QueryCost } from './graphql-context.ts'

/** A field that is selected. */
export interface SelectedField {
  /** `Organization.teams` */
  readonly field: string
  readonly line: number
  readonly column: number
}

/** Something that GitHub refuses before it runs a query. */
export interface QueryProblem {
  readonly type: string
  readonly message: string
  readonly line: number
  readonly column: number
}

/** What a query would do. */
export interface QueryAnalysis {
  readonly cost: QueryCost
  readonly fields: readonly SelectedField[]
  readonly problems: readonly QueryProblem[]
}

/** More nodes than this are not looked up by one query. */
const maxNodes = 500_000
const maxPage = 100

type Variables = Readonly<Record<string, unknown>>

function readValue(node: ValueNode | undefined, variables: Variables): unknown {
  switch (node?.kind) {
    case 'Variable':
      return variables[node.name.value]
    case 'IntValue':
      return Number(node.value)
    case 'BooleanValue':
      return node.value
    default:
      return undefined
  }
}

function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const all: Record<string, unknown> = {}
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value
    all[name] = variables[name] === undefined ? readValue(defaultValue, {}) : variables[name]
  }
  return all
}

/**
 * Adds up what a query takes by GitHub's formula: the requests needed for each connection, divided by a hundred, at
 * least one point; and the nodes that it could return, 500,000 at most.
 * @see https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function analyseQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
): QueryAnalysis {
  const variables = withDefaults(operation, given)
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition)
  }
  const fields: SelectedField[] = []
  const problems: QueryProblem[] = []
  let requests = 0
  let nodes = 0

  const included = (node: {
    readonly directives?:
      | readonly {
          readonly name: { readonly value: string }
          readonly arguments?: readonly { readonly value: ValueNode }[] | undefined
        }[]
      | undefined
  }): boolean =>
    (node.directives ?? []).every(({ name, arguments: list }) => {
      const value = readValue(list?.[0]?.value, variables)
      if (name.value === 'include') return value !== false
      return name.value !== 'skip' || value !== true
    })

  const walk = (set: SelectionSetNode, type: GraphQLNamedType | undefined, parents: number): void => {
    for (const selection of set.selections) {
      if (!included(selection)) continue
      if (selection.kind === 'InlineFragment') {
        const narrowed = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type
        walk(selection.selectionSet, narrowed, parents)
        continue
      }
      if (selection.kind === 'FragmentSpread') {
        const fragment = fragments.get(selection.name.value)
        if (fragment) walk(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), parents)
        continue
      }
      const name = selection.name.value
      const definition = type && 'getFields' in type ? type.getFields()[name] : undefined
      const position = positionOf(selection.loc?.start ?? 0, selection.loc?.source.body ?? '')
      if (type && definition) fields.push({ field: `${type.name}.${name}`, ...position })
      if (!selection.selectionSet) continue
      const returned = definition && namedType(definition.type, schema)
      let inner = parents
      if (name === 'nodes' && type?.name === 'Query') inner = parents * listLength(selection.arguments ?? [], variables)
      if (returned?.name.endsWith('Connection')) {
        const page = pageArguments(selection.arguments ?? [], variables)
        const reads = selection.selectionSet.selections.some(
          (one) => one.kind !== 'Field' || one.name.value === 'nodes' || one.name.value === 'edges',
        )
        if (page === undefined && reads) {
          const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`
          problems.push({ type: 'MISSING_PAGINATION_BOUNDARIES', message, ...position })
        }
        if (page !== undefined && (page.size < 1 || page.size > maxPage)) {
          const message = `Requesting ${page.size} records on the \`${name}\` connection exceeds the \`${page.argument}\` limit of ${maxPage} records.`
          problems.push({ type: 'EXCESSIVE_PAGINATION', message, ...position })
        }
        requests += parents
        inner = parents * (page?.size ?? 1)
        if (reads) nodes += inner
      }
      walk(selection.selectionSet, returned, inner)
    }
  }
  walk(operation.selectionSet, schema.getQueryType() ?? undefined, 1)

  if (nodes > maxNodes) {
    const written = nodes.toLocaleString('en-US')
    const message = `This query requests up to ${written} possible nodes which exceeds the maximum limit of 500,000.`
    problems.push({ type: 'MAX_NODE_LIMIT_EXCEEDED', message, line: 1, column: 1 })
  }
  return { cost: { points: Math.max(1, Math.round(requests / 100)), nodes }, fields, problems }
}

/** How many things are asked for by id. */
function listLength(list: readonly { readonly value: ValueNode }[], variables: Variables): number {
  const value = list[0]?.value
  if (value?.kind === 'ListValue') return value.values.length
  const ids = readValue(value, variables)
  return Array.isArray(ids) ? ids.length : 1
}

function pageArguments(
  list: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[],
  variables: Variables,
): { readonly argument: string; readonly size: number } | undefined {
  for (const { name, value } of list) {
    if (name.value !== 'first' && name.value !== 'last') continue
    const size = readValue(value, variables)
    if (typeof size === 'number') return { argument: name.value, size }
  }
  return undefined
}

function namedType(type: object, schema: GraphQLSchema): GraphQLNamedType | undefined {
  return schema.getType(String(type).replace(/[[\]!]/g, ''))
}

function positionOf(offset: number, source: string): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) {
    line++
    start = at + 1
  }
  return { line, column: offset - start + 1 }
}
