import type { Facet, ResourceType } from '@opencasb/core/connector'
import { defineDerivedResource, defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { organizationalUnits } from '../organizational-unit/organizational-unit.ts'
import { administratorAccounts } from '../user/administrator-accounts.ts'
import { type SsoAssignment, ssoAssignments } from './sso-assignment.ts'

/** How an administrator may have to sign in. */
export interface AdministratorSignIn {
  readonly id: string
  readonly email: string
  readonly isSuperAdmin: boolean
  readonly active: boolean
  /** The assignment of the innermost organisational unit that has one. */
  readonly ofUnit: SsoAssignment | undefined
  /** Assignments of groups, the one that counts first; the administrator may be in none of them. */
  readonly ofGroups: readonly SsoAssignment[]
}

type Tables = {
  readonly accounts: typeof administratorAccounts
  readonly assignments: typeof ssoAssignments
  readonly units: typeof organizationalUnits
}

/** Administrators with the assignments that may count for them. */
export const administratorSignIn: ResourceType<AdministratorSignIn, GoogleSession> = defineDerivedResource<
  AdministratorSignIn,
  Tables,
  GoogleSession
>({
  name: 'google.administrator-sign-in',
  lookup: { accounts: administratorAccounts, assignments: ssoAssignments, units: organizationalUnits },
  *items({ accounts, assignments, units }) {
    const byPath = new Map([...units.values()].map((unit) => [unit.path, unit]))
    const ofGroups = [...assignments.values()]
      .filter(({ group }) => group !== undefined)
      .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    for (const [id, { email, isSuperAdmin, active, orgUnitPath }] of accounts.entries()) {
      let unit = byPath.get(orgUnitPath)
      let ofUnit = unit && assignments.get(unit.id)
      while (!ofUnit && unit?.parentId !== undefined) {
        unit = units.get(unit.parentId)
        ofUnit = unit && assignments.get(unit.id)
      }
      yield { id, email, isSuperAdmin, active, ofUnit, ofGroups }
    }
  },
  key: ({ id }) => id,
  asset: ({ id, email, active }) => ({
    kind: 'account',
    id,
    name: email,
    url: `https://admin.google.com/ac/users/${id}`,
    status: active ? 'active' : 'suspended',
  }),
})

const membership = z.object({ isMember: z.boolean() })

/**
 * The assignment that counts for an administrator through a group; `undefined` where none does. Asked only where there
 * are assignments of groups, in the order of their ranks.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/members/hasMember
 */
export const signInByGroup: Facet<AdministratorSignIn, SsoAssignment | undefined, GoogleSession> = defineFacet<
  AdministratorSignIn,
  SsoAssignment | undefined,
  GoogleSession
>({
  name: 'google.administrator-sign-in.by-group',
  of: administratorSignIn,
  needs: googleNeeds('admin.directory.group.readonly'),
  cost: { bucket: 'directory', itemsPerRequest: 1 },
  fetch: async ({ id, ofGroups }, { session, signal }) => {
    const http = session.client.http('directory')
    for (const assignment of ofGroups) {
      const group = encodeURIComponent(assignment.group ?? '')
      const path = `/admin/directory/v1/groups/${group}/hasMember/${encodeURIComponent(id)}`
      const { data } = await http.get(path, { schema: membership, signal })
      if (data.isMember) return assignment
    }
    return undefined
  },
})
