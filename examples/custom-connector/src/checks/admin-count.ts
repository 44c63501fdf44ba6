import { type Check, defineAggregateCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { member } from '../resources/member.ts'

/** A question about all items together; its finding is on the workspace. */
export const adminCount: Check = defineAggregateCheck({
  id: 'acme-notes/admin-count',
  version: 1,
  title: 'Workspace has too many administrators, or only one',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Each administrator can change every setting; a single one can leave and lock everybody out.',
  remediation: 'Leave the administrator role to two to four people, under Settings, Members.',
  on: member,
  params: z.object({ fewest: z.number().int().min(0).default(2), most: z.number().int().min(1).default(4) }),
  profiles: { strict: { most: 2 } },
  init: () => ({ admins: 0 }),
  add: (state, { resource }) => ({
    admins: state.admins + (resource.role === 'admin' && resource.status === 'active' ? 1 : 0),
  }),
  done: ({ admins }, { partition, params }) => [
    {
      asset: partition.asset ?? { kind: 'organization', id: partition.key, name: partition.name },
      verdict:
        admins >= params.fewest && admins <= params.most
          ? pass()
          : fail(`${partition.name} has ${admins} administrators`, { evidence: { admins } }),
    },
  ],
})
