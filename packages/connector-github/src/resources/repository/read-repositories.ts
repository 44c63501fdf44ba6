import type { OpenCasbError } from '@opencasb/core'
import type { Facet, FacetOutcome, Page, StreamContext } from '@opencasb/core/connector'
import type { GraphqlError } from '../../http/graphql-error.ts'
import { UnknownFieldError } from '../../http/unknown-field-error.ts'
import type { GithubSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { type ConnectionAnswerWithErrors, organizationConnection } from '../organization-connection.ts'
import type { PartAnswer, RepositoryPart } from './repository-part.ts'
import { repositoriesLookups, repositoriesPerPage, repositoriesQuery } from './repository-query.ts'
import { type Repository, repositorySchema } from './repository-schema.ts'

/** Facets that can come along with their repositories, and the part of the query that answers them. */
export interface InlineFacets {
  readonly facets: readonly Facet[]
  readonly part: RepositoryPart<unknown>
  /**
   * Facet name → repository id → outcome, from what the part answered for each repository. What is missing the engine
   * asks for on its own.
   */
  values(
    parts: ReadonlyMap<string, FacetOutcome>,
    wants: (facet: Facet) => boolean,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, FacetOutcome>>>
}

/** Repositories as they arrived in one answer. */
interface Arrived {
  readonly items: readonly Repository[]
  readonly unreadable: NonNullable<Page<Repository>['unreadable']>
  /** Part field → repository id → what it answered. */
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, FacetOutcome>>
}

/** Answers that are handed on as one page, so that what must be asked for on top is asked for fewer times. */
const answersPerPage = 2

/** Reads the repositories of an organisation with all facets that are wanted and can come along. */
export async function* readRepositories(
  context: StreamContext<GithubSession>,
  inline: readonly InlineFacets[],
): AsyncGenerator<Page<Repository>> {
  const { session, signal } = context
  const wants = (facet: Facet): boolean => context.wants(facet)
  const wanted = (): InlineFacets[] => inline.filter(({ facets }) => facets.some(wants))
  /** Parts that this GitHub does not have. */
  const unavailable = new Map<RepositoryPart<unknown>, OpenCasbError>()
  /** Parts left out of the page that is being read, because refusing them takes whole repositories away. */
  const leftOut = new Set<RepositoryPart<unknown>>()
  let asked: readonly RepositoryPart<unknown>[] = []

  const answers = organizationConnection(context, {
    field: 'repositories',
    request: () => {
      const parts = wanted().map(({ part }) => part)
      asked = parts.filter((part) => !unavailable.has(part) && !leftOut.has(part))
      return {
        query: repositoriesQuery(asked),
        first: repositoriesPerPage(asked),
        lookups: (first) => repositoriesLookups(asked, first),
      }
    },
    recover: (error) => {
      const part = asked.find(({ selection }) => UnknownFieldError.is(error) && names(selection, error.fields))
      if (part) unavailable.set(part, error as OpenCasbError)
      return part !== undefined
    },
    askAgain: ({ nodes, errors }) => {
      const costly = asked.filter(({ field }) => takesRepositoriesAway(field, nodes, errors))
      for (const part of costly) leftOut.add(part)
      return costly.length > 0
    },
    item: repositorySchema,
    keyOf: keyOf('id'),
    missing: ['metadata:read'],
  })

  let arrived: Arrived[] = []
  for await (const { items, unreadable, answer, next, total } of answers) {
    arrived.push({ items, unreadable, parts: readParts(answer, asked, unavailable, session.authKind) })
    leftOut.clear()
    if (next !== undefined && arrived.length < answersPerPage) continue
    const values = wanted().map(({ part, values }) => {
      const outcomes = new Map(arrived.flatMap((one) => [...(one.parts.get(part.field) ?? [])]))
      return values(outcomes, wants, signal)
    })
    yield {
      items: arrived.flatMap((one) => one.items),
      unreadable: arrived.flatMap((one) => one.unreadable),
      facets: new Map((await Promise.all(values)).flatMap((byFacet) => [...byFacet])),
      ...(next !== undefined && { cursor: next }),
      ...(total !== undefined && { total }),
    }
    arrived = []
  }
}

/** Part field → repository id → what it answered. */
function readParts(
  { nodes, errors }: ConnectionAnswerWithErrors,
  asked: readonly RepositoryPart<unknown>[],
  unavailable: ReadonlyMap<RepositoryPart<unknown>, OpenCasbError>,
  authKind: string,
): ReadonlyMap<string, ReadonlyMap<string, FacetOutcome>> {
  const answers = nodes.flatMap((node, index) => {
    const id = keyOf('id')(node)
    return id === undefined ? [] : [{ id, answer: partAnswer(node as PartAnswer['node'], index, errors, authKind) }]
  })
  const outcomesOf = (outcomeOf: (answer: PartAnswer) => FacetOutcome | undefined): ReadonlyMap<string, FacetOutcome> =>
    new Map(
      answers.flatMap(({ id, answer }) => {
        const outcome = outcomeOf(answer)
        return outcome ? [[id, outcome] as const] : []
      }),
    )
  return new Map([
    ...asked.map((part) => [part.field, outcomesOf((answer) => part.read(answer))] as const),
    ...[...unavailable].map(([{ field }, error]) => [field, outcomesOf(() => ({ error }))] as const),
  ])
}

const nodesPath = ['organization', 'repositories', 'nodes']

function partAnswer(
  node: PartAnswer['node'],
  index: number,
  errors: readonly GraphqlError[],
  authKind: string,
): PartAnswer {
  const own = errors.filter(
    ({ path }) => path?.[nodesPath.length] === index && nodesPath.every((step, at) => path[at] === step),
  )
  return {
    node,
    authKind,
    errors: own.map((error) => ({ ...error, path: error.path?.slice(nodesPath.length + 1) })),
  }
}

/**
 * Says whether refusing a field left nothing of some repositories: GraphQL takes the whole object away where a field
 * that must not be null is refused.
 */
function takesRepositoriesAway(field: string, nodes: readonly unknown[], errors: readonly GraphqlError[]): boolean {
  return errors.some(({ path }) => {
    const index = path?.[nodesPath.length]
    return typeof index === 'number' && nodes[index] === null && path?.[nodesPath.length + 1] === field
  })
}

/** Says whether a selection asks for one of these fields or types. */
function names(selection: string, fields: readonly string[]): boolean {
  return fields.some((field) => selection.split(/\W+/).includes(field))
}
