import { chosen, everything } from '@opencasb/simulator-kit'
import { type Grant, hasPermission } from '../../access/grant.ts'
import { allScopes } from '../../access/permission.ts'
import type { Repository } from '../../world/repository.ts'
import { Connection, type ConnectionShape } from '../connection.ts'
import type { PageArguments } from '../graphql-context.ts'
import type { NodeScope } from './node-scope.ts'
import { RepositoryNode } from './repository-node.ts'

/** Which repositories are asked for, and in what order. */
export interface RepositoryFilter {
  readonly isArchived?: boolean | null
  readonly isFork?: boolean | null
  readonly isLocked?: boolean | null
  readonly hasIssuesEnabled?: boolean | null
  readonly privacy?: 'PUBLIC' | 'PRIVATE' | null
  readonly visibility?: 'PUBLIC' | 'PRIVATE' | 'INTERNAL' | null
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null
}

/** Whether private repositories of an organisation are seen. */
export function seesPrivate(grant: Grant, organization: string): boolean {
  if (!grant.organizations.has(organization)) return false
  return grant.kind === 'pat-classic' ? allScopes(grant).has('repo') : hasPermission(grant.permissions, 'metadata:read')
}

function fitsFilter(filter: RepositoryFilter, privately: boolean): (repository: Repository) => boolean {
  const same = (wanted: boolean | null | undefined, is: boolean): boolean =>
    typeof wanted !== 'boolean' || wanted === is
  return (one) =>
    (privately || one.visibility === 'public') &&
    same(filter.isArchived, one.archived) &&
    same(filter.isFork, one.fork) &&
    same(filter.isLocked, false) &&
    same(filter.hasIssuesEnabled, one.hasIssues) &&
    (!filter.privacy || (filter.privacy === 'PUBLIC') === (one.visibility === 'public')) &&
    (!filter.visibility || filter.visibility.toLowerCase() === one.visibility)
}

const sortKeys: Readonly<Record<string, (repository: Repository) => number>> = {
  UPDATED_AT: (one) => one.updatedAt,
  PUSHED_AT: (one) => one.pushedAt,
  STARGAZERS: (one) => one.stars,
}

/** Where an index stands in ascending numbers, or would stand. */
function lowerBound(numbers: Uint32Array, wanted: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** A page of the repositories of an organisation, oldest first unless told otherwise. */
export function repositoryConnection(
  scope: NodeScope,
  page: PageArguments & RepositoryFilter,
  privately: boolean,
): object {
  const { repositories } = scope.place.organization
  const node = (repository: Repository): object => new RepositoryNode(repository, scope)
  const key = ({ index }: Repository): number => index
  const { field = 'CREATED_AT', direction = 'ASC' } = page.orderBy ?? {}
  const { isArchived, isFork, isLocked, hasIssuesEnabled, privacy, visibility } = page
  const filters = [isArchived, isFork, isLocked, hasIssuesEnabled, privacy, visibility]
  const unfiltered = privately && filters.every((one) => one === undefined || one === null)
  const descending = direction === 'DESC'
  if (field === 'CREATED_AT' && unfiltered && !descending) {
    const shape: ConnectionShape<Repository> = {
      node,
      key,
      placeAfter: (index) => repositories.rankOf(index + 1),
      placeOf: (index) => repositories.rankOf(index),
    }
    return withDiskUsage(new Connection(everything(repositories), page, shape))
  }
  const name = `graphql ${filters.join(' ')} ${privately}`
  const picked = repositories.select(name, fitsFilter(page, privately))
  const indices = ordered(scope, picked, field)
  const placeOf = (index: number): number => {
    const place = field === 'CREATED_AT' ? lowerBound(indices, index) : Math.max(0, indices.indexOf(index))
    return descending ? indices.length - 1 - place : place
  }
  const shape: ConnectionShape<Repository> = {
    node,
    key,
    placeOf,
    placeAfter: (index) => {
      // The item of the cursor may be gone: then the next one in its place follows.
      const place = placeOf(index)
      const at = indices[descending ? indices.length - 1 - place : place]
      return at === index ? place + 1 : descending ? place + 1 : place
    },
  }
  return withDiskUsage(new Connection(chosen(repositories, indices, descending), page, shape))
}

function ordered({ place }: NodeScope, picked: Uint32Array, field: string): Uint32Array {
  const { repositories } = place.organization
  if (field === 'CREATED_AT') return picked
  if (field === 'NAME') {
    const names = new Map([...picked].map((index) => [index, repositories.get(index)?.name ?? '']))
    const byName = (a: number, b: number): number => ((names.get(a) ?? '') < (names.get(b) ?? '') ? -1 : 1)
    return Uint32Array.from([...picked].sort(byName))
  }
  const sorted = repositories.sorted(`graphql ${field}`, sortKeys[field] ?? ((one) => one.createdAt))
  if (picked.length === sorted.length) return sorted
  const wanted = new Set(picked)
  return sorted.filter((index) => wanted.has(index))
}

function withDiskUsage(connection: Connection<Repository>): object {
  return Object.assign(connection, { totalDiskUsage: 0 })
}
