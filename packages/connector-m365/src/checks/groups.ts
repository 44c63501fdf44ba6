import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type Group, group } from '../resources/group/group.ts'

const nameOf = ({ id, displayName }: Group): string => displayName || id

const groupPrivate: Check = defineCheck({
  id: 'm365/group-private',
  version: 1,
  title: 'Microsoft 365 group is public',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'Everybody in the organisation can join without being asked, and reads the files, mail and plans of the group.',
  remediation:
    'In the Microsoft 365 admin center, "Teams & groups", "Active teams & groups", open the group, and set "Privacy" under "Settings" to "Private". Name groups that are meant to be public in allowed.',
  frameworks: { 'cis-m365': ['1.2.1'] },
  see: 'https://learn.microsoft.com/en-us/microsoft-365/admin/create-groups/compare-groups',
  on: group,
  params: z.object({
    allowed: z.array(z.string()).default([]).describe('Object ids of groups that are meant to be public'),
  }),
  evaluate: ({ resource, params }) => {
    if (!resource.groupTypes.includes('Unified')) return notApplicable('The group is no Microsoft 365 group')
    if (params.allowed.includes(resource.id)) return notApplicable('The group is meant to be public')
    if (resource.visibility === undefined) return notApplicable('Microsoft does not tell who may join the group')
    if (resource.visibility !== 'Public') return pass()
    return fail(`Everybody may join ${nameOf(resource)}`, { evidence: { visibility: resource.visibility } })
  },
})

/** Attributes that users, or whoever invites a guest, can set themselves. */
const userEditable =
  /\buser\.(?:displayName|mobilePhone|telephoneNumber|preferredLanguage|streetAddress|otherMails|mail|mailNickname|givenName|surname|companyName|facsimileTelephoneNumber|city|state|postalCode)\b/gi

const ruleTrustworthy: Check = defineCheck({
  id: 'm365/group-rule-trustworthy',
  version: 1,
  title: 'Rule of a dynamic group goes by what users can change',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Who may change the attribute, or invites a guest with a name that fits, makes an account a member of the group and gets all that it gives.',
  remediation:
    'In the Microsoft Entra admin center, open the group, "Dynamic membership rules", and use attributes that only administrators or the HR system set, such as user.department from a synchronised source, or user.userType.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/users/groups-dynamic-membership',
  on: group,
  evaluate: ({ resource }) => {
    const rule = resource.membershipRule
    if (!rule || !resource.groupTypes.includes('DynamicMembership')) return notApplicable('The group has no rule')
    if (resource.membershipRuleProcessingState === 'Paused') return notApplicable('The rule is paused')
    const attributes = [...new Set([...rule.matchAll(userEditable)].map(([attribute]) => attribute))].sort()
    if (attributes.length === 0) return pass()
    return fail(`Members of ${nameOf(resource)} are chosen by ${attributes.join(', ')}`, {
      evidence: { attributes, membershipRule: rule.slice(0, 500) },
    })
  },
})

const groupProvisioned: Check = defineCheck({
  id: 'm365/group-provisioning-errors',
  version: 1,
  title: 'Group from Active Directory could not be provisioned',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Who is a member in Active Directory is not who is a member here: access that was taken away there may still work.',
  remediation:
    'Open "Microsoft Entra Connect", "Connect Sync", "Sync errors" in the Microsoft Entra admin center, and correct the group in Active Directory.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/tshoot-connect-sync-errors',
  on: group,
  evaluate: ({ resource }) => {
    const count = resource.onPremisesProvisioningErrors.length
    return count === 0 ? pass() : fail(`${nameOf(resource)} could not be provisioned`, { evidence: { errors: count } })
  },
})

/** Checks of groups. */
export const groupChecks: readonly Check[] = [groupPrivate, ruleTrustworthy, groupProvisioned]
