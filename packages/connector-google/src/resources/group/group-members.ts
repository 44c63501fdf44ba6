import { UnexpectedAnswerError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { type Group, group } from './group.ts'

/** Where the members of a group come from. */
export interface GroupMembers {
  /** How many there are. */
  readonly count: number
  /** Owners of the group. */
  readonly owners: number
  /** Members by the domain of their address, in lower case. */
  readonly domains: Readonly<Record<string, number>>
  /** Everybody in the account is a member. */
  readonly everybody: boolean
}

const member = z.object({
  id: z.string().nullish(),
  email: z.string().nullish(),
  role: z.string().nullish(),
  type: z.string().nullish(),
})

/**
 * Members of a group, direct ones, 200 a page.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/members/list
 */
export const groupMembers: Facet<Group, GroupMembers, GoogleSession> = defineFacet<Group, GroupMembers, GoogleSession>({
  name: 'google.group.members',
  of: group,
  needs: googleNeeds('admin.directory.group.readonly'),
  cost: { bucket: 'directory', itemsPerRequest: 1 },
  fetch: async ({ id }, { session, signal }) => {
    const domains: Record<string, number> = {}
    let count = 0
    let owners = 0
    let everybody = false
    const path = `/admin/directory/v1/groups/${encodeURIComponent(id)}/members`
    const request = {
      item: member,
      itemsField: 'members',
      query: { maxResults: 200, fields: 'kind,nextPageToken,members(id,email,role,type)' },
      signal,
    }
    for await (const { items, unreadable } of session.client.list('directory', path, request)) {
      // A member that cannot be read could be anybody.
      if (unreadable.length > 0) throw new UnexpectedAnswerError('a member of the group cannot be read')
      for (const { email, role, type } of items) {
        count += 1
        if (role === 'OWNER') owners += 1
        if (type === 'CUSTOMER') everybody = true
        if (!email) continue
        const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
        domains[domain] = (domains[domain] ?? 0) + 1
      }
    }
    return { count, owners, domains: sorted(domains), everybody }
  },
})

/** In an order that does not depend on the listing. */
function sorted(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
