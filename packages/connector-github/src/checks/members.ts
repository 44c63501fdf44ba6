import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineAggregateCheck, defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { isManagedLogin } from '../resources/is-managed-login.ts'
import { member, memberTwoFactor } from '../resources/member/member.ts'
import {
  outsideCollaborator,
  outsideCollaboratorTwoFactor,
} from '../resources/outside-collaborator/outside-collaborator.ts'

const managed = 'The account is managed by an enterprise: its identity provider asks for the second factor'

/** Every member has a second factor. */
export const memberTwoFactorEnabled: Check = defineCheck({
  id: 'github/member-two-factor',
  version: 1,
  title: 'Member without two-factor authentication',
  severity: 'high',
  category: 'account-risk',
  risk: "The member's guessed or stolen password is enough to get at everything that the member may see or change.",
  remediation:
    'Ask the member to set it up under "Settings", "Password and authentication". Then require it for the organisation under "Authentication security", so that nobody gets in without.',
  frameworks: { 'cis-github': ['1.3.4'] },
  see: 'https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-two-factor-authentication-for-your-organization/viewing-whether-users-in-your-organization-have-2fa-enabled',
  on: member,
  with: { twoFactor: memberTwoFactor },
  evaluate: ({ resource, twoFactor }) => {
    if (isManagedLogin(resource.login)) return notApplicable(managed)
    if (twoFactor) return pass()
    const owner = resource.role === 'ADMIN'
    return fail(`${resource.login} is ${owner ? 'an owner' : 'a member'} without two-factor authentication`, {
      evidence: { role: resource.role, twoFactor },
      // With the password of an owner the whole organisation is gone.
      ...(owner && { severity: 'critical' }),
    })
  },
})

/** Every outside collaborator has a second factor. */
export const outsideCollaboratorTwoFactorEnabled: Check = defineCheck({
  id: 'github/outside-collaborator-two-factor',
  version: 1,
  title: 'Outside collaborator without two-factor authentication',
  severity: 'high',
  category: 'account-risk',
  risk: 'A password that the organisation knows nothing about is all that guards its code.',
  remediation:
    'Ask the collaborator to set it up, or remove the collaborator under "People", "Outside collaborators". Require it for the organisation under "Authentication security".',
  frameworks: { 'cis-github': ['1.3.4'] },
  see: 'https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-two-factor-authentication-for-your-organization/viewing-whether-users-in-your-organization-have-2fa-enabled',
  on: outsideCollaborator,
  with: { twoFactor: outsideCollaboratorTwoFactor },
  evaluate: ({ resource, twoFactor }) => {
    if (isManagedLogin(resource.login)) return notApplicable(managed)
    if (twoFactor) return pass()
    return fail(`${resource.login} works here from outside without two-factor authentication`, {
      evidence: { twoFactor },
    })
  },
})

/** There are enough owners, and not too many. */
export const ownersBounded: Check = defineAggregateCheck({
  id: 'github/owners-bounded',
  version: 1,
  title: 'Too many or too few owners',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Each owner can do everything, so each is one more account worth stealing; a single owner who leaves locks everybody out.',
  remediation:
    'Under "People" of the organisation, choose the role "Owners", and change owners who need less to "Member" with a narrower role; where there is one only, make a second one.',
  frameworks: { 'cis-github': ['1.3.3'] },
  see: 'https://docs.github.com/en/organizations/managing-peoples-access-to-your-organization-with-roles/maintaining-ownership-continuity-for-your-organization',
  profiles: { small: { maximum: 2 }, large: { maximum: 10 } },
  on: member,
  params: z.object({
    minimum: z.number().int().min(1).default(2),
    maximum: z.number().int().min(1).default(3),
  }),
  init: (): { owners: string[]; count: number } => ({ owners: [], count: 0 }),
  add: (state, { resource }) => {
    if (resource.role !== 'ADMIN') return state
    state.count += 1
    // Enough for the evidence, in an order that does not depend on the listing; the number is what is judged.
    state.owners = [...state.owners, resource.login].sort().slice(0, 20)
    return state
  },
  done: ({ owners, count }, { partition, params }) => {
    const { minimum, maximum } = params
    const asset = partition.asset ?? { kind: 'organization', id: partition.key, name: partition.name }
    const evidence = { count, owners, minimum, maximum }
    if (count > maximum) {
      return [{ asset, verdict: fail(`${partition.name} has ${count} owners; ${maximum} are enough`, { evidence }) }]
    }
    if (count < minimum) {
      return [
        { asset, verdict: fail(`${partition.name} has ${counted(count, 'owner')}; it needs ${minimum}`, { evidence }) },
      ]
    }
    return [{ asset, verdict: pass() }]
  },
})
