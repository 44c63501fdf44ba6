import type { FacetContext, Page } from '@opencasb/core/connector'
import type { ListRequest } from '../client.ts'
import type { GithubSession } from '../session.ts'
import { organizationOf } from './organization-partitions.ts'

/** A REST listing of an organisation. `{org}` in the path stands for its login. */
export type OrganizationListing<T> = Pick<ListRequest<T>, 'item' | 'keyOf' | 'itemsOf' | 'totalOf' | 'query'>

/** Where a listing is read, and after which page. */
export type ListingContext = Pick<FacetContext<GithubSession>, 'session' | 'partition' | 'signal'> & {
  readonly from?: string
}

/** Reads a REST listing of the partition's organisation page by page. */
export async function* organizationList<T>(
  { session, partition, from, signal }: ListingContext,
  path: string,
  listing: OrganizationListing<T>,
): AsyncGenerator<Page<T>> {
  const url = path.replace('{org}', organizationOf(session, partition).login)
  for await (const page of session.client.list(url, { ...listing, from, signal })) {
    const { items, unreadable, next, total } = page
    yield { items, unreadable, ...(next !== undefined && { cursor: next }), ...(total !== undefined && { total }) }
  }
}
