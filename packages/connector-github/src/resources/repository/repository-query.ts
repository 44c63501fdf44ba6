import type { RepositoryPart } from './repository-part.ts'
import { repositoryFields } from './repository-schema.ts'

/** The query for a page of an organisation's repositories, oldest first, so that new ones do not move the others. */
export function repositoriesQuery(parts: readonly RepositoryPart<unknown>[]): string {
  return `query repositories($login: String!, $first: Int!, $after: String) {
  organization(login: $login) {
    repositories(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        ${[repositoryFields, ...parts.map(({ selection }) => selection)].join('\n')}
      }
    }
  }
}`
}

/** The query for parts of one repository. */
export function repositoryQuery(parts: readonly RepositoryPart<unknown>[]): string {
  return `query repository($id: ID!) {
  node(id: $id) {
    ... on Repository {
      ${['id viewerPermission', ...parts.map(({ selection }) => selection)].join('\n')}
    }
  }
}`
}

/** Connection look-ups of a page, by GitHub's formula: the list, and each connection once per repository. */
export function repositoriesLookups(parts: readonly RepositoryPart<unknown>[], first: number): number {
  return 1 + first * parts.reduce((sum, { connections }) => sum + connections, 0)
}

/**
 * Repositories per page: as many as GitHub charges one point for, or two where one point would mean small pages. Points
 * are look-ups divided by a hundred and rounded, so that a few repositories less than a hundred cost a point less.
 */
export function repositoriesPerPage(parts: readonly RepositoryPart<unknown>[]): number {
  const perRepository = parts.reduce((sum, { connections }) => sum + connections, 0)
  if (perRepository === 0) return 100
  const [one, two] = [148, 248].map((lookups) => Math.min(100, Math.floor(lookups / perRepository)))
  return one !== undefined && one >= 60 ? one : Math.max(10, two ?? 10)
}
