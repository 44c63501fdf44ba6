import { connectionPages } from '@opencasb/connector-kit'
import { ContractError } from '@opencasb/core'
import type { FacetContext } from '@opencasb/core/connector'
import { z } from 'zod'
import { fieldError } from '../../http/field-error.ts'
import type { GithubSession } from '../../session.ts'
import { connectionSchema } from '../connection-schema.ts'

/** A connection of a repository that is read to its end. */
export interface RepositoryConnection<T> {
  readonly field: string
  /** Arguments beside `first` and `after`. */
  readonly arguments?: string
  /** What is asked: `nodes { … }` or `edges { … }`. */
  readonly selection: string
  readonly item: z.ZodType<T>
  /** What a person would call it. */
  readonly what: string
}

/** The query for one page. */
export function repositoryConnectionQuery({
  field,
  arguments: more = '',
  selection,
}: RepositoryConnection<unknown>): string {
  return `query repositoryConnection($id: ID!, $after: String) {
  node(id: $id) {
    ... on Repository {
      ${field}(first: 100, after: $after${more && `, ${more}`}) {
        pageInfo { hasNextPage endCursor }
        ${selection}
      }
    }
  }
}`
}

/** Reads a connection of one repository to its end, where a page of repositories did not hold all of it. */
export async function readRepositoryConnection<T>(
  id: string,
  connection: RepositoryConnection<T>,
  { session, signal }: FacetContext<GithubSession>,
  missing: readonly string[],
): Promise<readonly T[]> {
  const { field, item, what } = connection
  const schema = z.object({ node: z.object({ [field]: connectionSchema.nullish().catch(undefined) }).nullish() })
  const query = repositoryConnectionQuery(connection)
  const pages = connectionPages({
    item,
    fetch: async (after) => {
      const { data, errors } = await session.client.graphql({
        query,
        variables: { id, after: after ?? null },
        schema,
        signal,
      })
      const page = data.node?.[field]
      if (!page) throw fieldError(errors[0], what, missing)
      const { hasNextPage, endCursor = null } = page.pageInfo
      return { nodes: page.items, pageInfo: { hasNextPage, endCursor } }
    },
  })
  const all: T[] = []
  for await (const { items, unreadable } of pages) {
    if (unreadable[0]) throw new ContractError(`${what}: ${unreadable[0].message}`)
    all.push(...items)
  }
  return all
}
