import type { Check } from '@opencasb/core/connector'
import { defineAggregateCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { isEmpty, permissionBits, permissionsIn } from '../../resources/access/permission-bits.ts'
import { userAccess } from '../../resources/access/user-access.ts'
import { heldOf } from './held-permissions.ts'

interface Bound {
  readonly id: string
  readonly permission: string
  readonly maximum: number
  readonly severity: 'high' | 'medium'
  readonly risk: string
  readonly controls: readonly string[]
}

const bounds: readonly Bound[] = [
  {
    id: 'modify-all-data',
    permission: 'ModifyAllData',
    maximum: 10,
    severity: 'high',
    risk: 'Sharing rules, owners and roles mean nothing to its holders: each can change or delete every record.',
    controls: ['ACS-004'],
  },
  {
    id: 'view-all-data',
    permission: 'ViewAllData',
    maximum: 10,
    severity: 'medium',
    risk: 'Each holder, and each application that a holder lets in, reads every record of the organisation.',
    controls: ['ACS-004'],
  },
  {
    id: 'manage-users',
    permission: 'ManageUsers',
    maximum: 10,
    severity: 'high',
    risk: 'Each holder can make an administrator, or become one by resetting the password of one.',
    controls: ['ACS-004'],
  },
  {
    id: 'author-apex',
    permission: 'AuthorApex',
    maximum: 10,
    severity: 'medium',
    risk: 'Code runs with the rights of the system: whoever can write it can read and change everything.',
    controls: ['DEP-001'],
  },
  {
    id: 'customize-application',
    permission: 'CustomizeApplication',
    maximum: 10,
    severity: 'medium',
    risk: 'Its holders change settings, security settings among them, in production and without a review.',
    controls: ['DEP-001'],
  },
  {
    id: 'modify-metadata',
    permission: 'ModifyMetadata',
    maximum: 10,
    severity: 'medium',
    risk: 'Deployments go through its holders: each can bring in profiles, settings and automation of its own.',
    controls: ['DEP-001'],
  },
  {
    id: 'manage-permissions',
    permission: 'ManageProfilesPermissionsets',
    maximum: 10,
    severity: 'high',
    risk: 'Each holder can write any permission into a profile or permission set that it has itself.',
    controls: ['ACS-011'],
  },
  {
    id: 'assign-permission-sets',
    permission: 'AssignPermissionSets',
    maximum: 10,
    severity: 'medium',
    risk: 'Each holder can give itself any permission set that there is, those of administrators too.',
    controls: ['ACS-011'],
  },
]

/** Few users hold what few need. */
export const holdersBounded: readonly Check[] = bounds.map(boundedCheck)

function boundedCheck({ id, permission, maximum, severity, risk, controls }: Bound): Check {
  const bit = permissionBits(permission)
  const label = permissionsIn(bit)[0]?.label ?? permission
  return defineAggregateCheck({
    id: `salesforce/${id}-holders-bounded`,
    version: 1,
    title: `Too many users with "${label}"`,
    severity,
    category: 'account-risk',
    risk,
    remediation: `In Setup, find the profiles and permission sets that have "${label}" under "System Permissions", and move it to one permission set that is assigned to those who need it.`,
    frameworks: { sbs: controls },
    see: 'https://help.salesforce.com/s/articleView?id=platform.perm_sets_overview.htm&type=5',
    on: userAccess,
    params: z.object({
      maximum: z.number().int().min(0).default(maximum),
      countSessionBased: z.boolean().default(false),
    }),
    init: (): { users: string[]; count: number } => ({ users: [], count: 0 }),
    add: (state, { resource, params }) => {
      if (isEmpty(heldOf(resource, bit, params))) return state
      state.count += 1
      state.users = [...state.users, resource.username].sort().slice(0, 20)
      return state
    },
    done: ({ users, count }, { partition, params }) => {
      const asset = partition.asset ?? { kind: 'organization', id: partition.key, name: partition.name }
      if (count <= params.maximum) return [{ asset, verdict: pass() }]
      const evidence = { count, users, maximum: params.maximum }
      const message = `${count} users have "${label}"; ${params.maximum} are enough`
      return [{ asset, verdict: fail(message, { evidence }) }]
    },
  })
}
