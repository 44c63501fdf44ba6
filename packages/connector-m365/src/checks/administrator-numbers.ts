import type { Check } from '@opencasb/core/connector'
import { defineAggregateCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { globalAdministrator } from '../resources/role/privileged-roles.ts'
import { roleAssignment } from '../resources/role/role-assignment.ts'
import { roleHolders } from '../resources/role/role-holders.ts'
import { privilegedRoleOf } from './privileged-role-of.ts'

const see = 'https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/best-practices'

/** Ids of users, once each: plain JSON, as it is saved with the checkpoint. */
type Holders = Record<string, true>

const globalAdministratorsBounded: Check = defineAggregateCheck({
  id: 'm365/global-administrators-bounded',
  version: 1,
  title: 'Number of global administrators is not as it should be',
  severity: 'high',
  category: 'account-risk',
  risk: 'Each global administrator can take over the whole tenant, so each one more is one more to be phished; with a single one the tenant is locked when that account is.',
  remediation:
    'Under "Roles & admins", "Global Administrator" in the Microsoft Entra admin center, keep two emergency accounts and as few people as do need everything; give the others the roles for their work.',
  frameworks: { 'cis-m365': ['1.1.3'], 'scuba-m365': ['MS.AAD.7.1'] },
  profiles: { cis: { min: 2, max: 4 }, scuba: { min: 2, max: 8 } },
  see,
  on: roleAssignment,
  with: { holders: roleHolders },
  params: z.object({
    min: z.number().int().nonnegative().default(2).describe('Fewest global administrators'),
    max: z.number().int().positive().default(4).describe('Most global administrators'),
  }),
  init: (): Holders => ({}),
  add(state, { resource, holders }) {
    if (resource.roleDefinitionId.toLowerCase() !== globalAdministrator) return state
    for (const { id, accountEnabled } of holders) if (accountEnabled) state[id] = true
    return state
  },
  done(state, { partition, params }) {
    if (!partition.asset) return []
    const count = Object.keys(state).length
    const { min, max } = params
    if (count >= min && count <= max) return [{ asset: partition.asset, verdict: pass() }]
    const wanted = count < min ? `there should be at least ${min}` : `there should be at most ${max}`
    const message = `There ${count === 1 ? 'is 1 global administrator' : `are ${count} global administrators`}: ${wanted}`
    return [{ asset: partition.asset, verdict: fail(message, { evidence: { count, min, max } }) }]
  },
})

interface Ratio {
  readonly globals: Holders
  readonly others: Holders
}

const fineGrainedRoles: Check = defineAggregateCheck({
  id: 'm365/fine-grained-roles-preferred',
  version: 1,
  title: 'More global administrators than holders of narrower roles',
  severity: 'medium',
  category: 'account-risk',
  risk: 'People who need one screen were given all of them: any of their accounts is enough to take over the tenant.',
  remediation:
    'Look at what each global administrator does, and give the narrower role for it under "Roles & admins" in the Microsoft Entra admin center.',
  frameworks: { 'scuba-m365': ['MS.AAD.7.2'] },
  see,
  on: roleAssignment,
  with: { holders: roleHolders },
  init: (): Ratio => ({ globals: {}, others: {} }),
  add(state, { resource, holders }) {
    if (!privilegedRoleOf(resource)) return state
    const isGlobal = resource.roleDefinitionId.toLowerCase() === globalAdministrator
    for (const { id, accountEnabled } of holders) if (accountEnabled) state[isGlobal ? 'globals' : 'others'][id] = true
    return state
  },
  done({ globals, others }, { partition }) {
    if (!partition.asset) return []
    const globalCount = Object.keys(globals).length
    const otherCount = Object.keys(others).filter((id) => !globals[id]).length
    if (globalCount === 0) return [{ asset: partition.asset, verdict: notApplicable('Nobody is global administrator') }]
    if (globalCount < otherCount) return [{ asset: partition.asset, verdict: pass() }]
    const message = `${globalCount} global administrators stand beside ${otherCount} holders of narrower privileged roles`
    return [
      {
        asset: partition.asset,
        verdict: fail(message, { evidence: { globalAdministrators: globalCount, others: otherCount } }),
      },
    ]
  },
})

/** Checks of how many administrators there are. */
export const administratorNumberChecks: readonly Check[] = [globalAdministratorsBounded, fineGrainedRoles]
