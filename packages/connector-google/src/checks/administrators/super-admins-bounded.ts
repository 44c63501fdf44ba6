import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineAggregateCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { user } from '../../resources/user/user.ts'
import { canSignIn } from '../../resources/user/user-schema.ts'

/** There are enough super administrators, and not too many. The benchmarks disagree about how many are too many. */
export const superAdminsBounded: Check = defineAggregateCheck({
  id: 'google/super-admins-bounded',
  version: 1,
  title: 'Too many or too few super administrators',
  severity: 'high',
  category: 'account-risk',
  risk: 'Each super administrator can do everything, so each is one more account worth stealing; a single one who leaves locks everybody out.',
  remediation:
    'In the Admin console, open "Account", "Admin roles", "Super Admin", and give administrators who need less a narrower role; where there is one only, make a second one.',
  frameworks: { 'cis-gws': ['1.1.1', '1.1.2'], 'scuba-gws': ['GWS.COMMONCONTROLS.6.2'] },
  see: 'https://support.google.com/a/answer/9011373',
  profiles: { cis: { minimum: 2, maximum: 4 }, scuba: { minimum: 2, maximum: 8 } },
  on: user,
  params: z.object({
    minimum: z.number().int().min(1).default(2),
    maximum: z.number().int().min(1).default(4),
  }),
  init: (): { emails: string[]; count: number } => ({ emails: [], count: 0 }),
  add: (state, { resource }) => {
    if (!resource.isSuperAdmin || !canSignIn(resource)) return state
    state.count += 1
    // Enough for the evidence, in an order that does not depend on the listing; the number is what is judged.
    state.emails = [...state.emails, resource.email].sort().slice(0, 20)
    return state
  },
  done: ({ emails, count }, { partition, params }) => {
    const { minimum, maximum } = params
    const asset = partition.asset ?? { kind: 'organization', id: partition.key, name: partition.name }
    const evidence = { count, superAdmins: emails, minimum, maximum }
    if (count > maximum) {
      const message = `${partition.name} has ${count} super administrators; ${maximum} are enough`
      return [{ asset, verdict: fail(message, { evidence }) }]
    }
    if (count < minimum) {
      const message = `${partition.name} has ${counted(count, 'super administrator')}; it needs ${minimum}`
      return [{ asset, verdict: fail(message, { evidence }) }]
    }
    return [{ asset, verdict: pass() }]
  },
})
