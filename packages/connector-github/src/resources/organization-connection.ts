import { type ConnectionAnswer, type ConnectionPage, connectionPages } from '@opencasb/connector-kit'
import { UnexpectedAnswerError } from '@opencasb/core'
import type { StreamContext } from '@opencasb/core/connector'
import { z } from 'zod'
import { fieldError } from '../http/field-error.ts'
import type { GraphqlError } from '../http/graphql-error.ts'
import type { GithubSession } from '../session.ts'
import { connectionSchema } from './connection-schema.ts'
import { organizationOf } from './organization-partitions.ts'

/** A page of a connection with the errors of its fields. */
export interface ConnectionAnswerWithErrors extends ConnectionAnswer {
  readonly errors: readonly GraphqlError[]
}

/** One request for a page. */
export interface PageRequest {
  /** Takes `$login`, `$first` and `$after`. */
  readonly query: string
  /** Items per page. */
  readonly first: number
  /** Connection look-ups of a page with so many items, by GitHub's formula. */
  readonly lookups: (first: number) => number
}

/** How a GraphQL connection of an organisation is read. */
export interface OrganizationConnection<T> {
  /** The connection's field; also the name that page sizes are remembered under. */
  readonly field: string
  /** Asked before each request, so that a query can change on the way. */
  readonly request: () => PageRequest
  /** Says whether it changed the query so that asking again makes sense. @default never */
  readonly recover?: (error: unknown) => boolean
  /** Says whether it changed the query because of what an answer lacks. @default never */
  readonly askAgain?: (answer: ConnectionAnswerWithErrors) => boolean
  readonly item: z.ZodType<T>
  readonly keyOf: (value: unknown) => string | undefined
  /** Permissions that would do where GitHub refuses the connection. */
  readonly missing: readonly string[]
}

/** Reads a connection of the partition's organisation page by page, in smaller pages where GitHub is too slow. */
export function organizationConnection<T>(
  { session, partition, from, signal }: StreamContext<GithubSession>,
  { field, request, recover = () => false, askAgain = () => false, item, keyOf, missing }: OrganizationConnection<T>,
): AsyncGenerator<ConnectionPage<T, ConnectionAnswerWithErrors>, void, undefined> {
  const { client } = session
  const { login } = organizationOf(session, partition)
  const schema = z.object({
    organization: z.object({ [field]: connectionSchema.nullish().catch(undefined) }).nullish(),
  })

  const readPage = async (after: string | undefined): Promise<ConnectionAnswerWithErrors> => {
    const { query, first, lookups } = request()
    return client.pageSizes.read(field, first, async (size) => {
      const variables = { login, first: size, after: after ?? null }
      const { data, errors } = await client.graphql({ query, variables, schema, lookups: lookups(size), signal })
      const connection = data.organization?.[field]
      if (!connection) throw fieldError(errors[0], `${field} of ${login}`, missing)
      const { items, pageInfo, totalCount } = connection
      const { hasNextPage, endCursor = null } = pageInfo
      return {
        nodes: items,
        pageInfo: { hasNextPage, endCursor },
        ...(totalCount !== undefined && { totalCount }),
        errors,
      }
    })
  }

  const readWhole = async (after: string | undefined): Promise<ConnectionAnswerWithErrors> => {
    for (;;) {
      try {
        const answer = await readPage(after)
        if (!askAgain(answer)) return answer
      } catch (error) {
        if (!recover(error)) throw error
      }
    }
  }

  let read = 0
  return connectionPages({
    item,
    keyOf,
    ...(from !== undefined && { from }),
    fetch: async (after) => {
      const answer = await readWhole(after)
      read += answer.nodes.length
      // Items may come while we read, but not twice as many as there were.
      if (answer.totalCount !== undefined && read > 2 * answer.totalCount + 200) {
        throw new UnexpectedAnswerError(`The listing of ${field} of ${login} does not end`, { retryable: false })
      }
      return answer
    },
  })
}
