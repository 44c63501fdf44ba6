import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { ownDomains } from '../../resources/domain/domain.ts'
import { group } from '../../resources/group/group.ts'
import { groupMembers } from '../../resources/group/group-members.ts'

/** How many domains evidence names. */
const domainsShown = 20

/** Accounts of programs, not of people. */
const serviceAccounts = /(?:^|\.)gserviceaccount\.com$/

/** Members of groups belong to the organisation. */
export const groupExternalMembers: Check = defineCheck({
  id: 'google/group-external-members',
  version: 1,
  title: 'A group has members from outside',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'Outsiders get the mail of the group and everything that anybody ever shares with it, and nobody who shares sees that they are there.',
  remediation:
    'In the Admin console, open "Directory", "Groups", the group, "Members", and remove members who need it no more. Name domains of partners in the parameter "allowedDomains".',
  frameworks: { 'cis-gws': ['3.1.6.1'], 'scuba-gws': ['GWS.GROUPS.1.1'] },
  see: 'https://support.google.com/a/answer/10308001',
  on: group,
  with: { members: groupMembers },
  lookup: { domains: ownDomains },
  params: z.object({
    /** Domains of partners whose people may be members. */
    allowedDomains: z.array(z.string().min(1)).default([]),
  }),
  evaluate: ({ resource, members, domains, params }) => {
    const own = new Set([...domains.values()].flat())
    for (const domain of params.allowedDomains) own.add(domain.toLowerCase())
    const foreign = Object.entries(members.domains).filter(
      ([domain]) => !own.has(domain) && !serviceAccounts.test(domain),
    )
    if (foreign.length === 0) return pass()
    const count = foreign.reduce((sum, [, number]) => sum + number, 0)
    return fail(`The group ${resource.email} has ${counted(count, 'member')} from outside`, {
      evidence: {
        external: count,
        members: members.count,
        domains: Object.fromEntries(foreign.slice(0, domainsShown)),
      },
    })
  },
})

/** Somebody answers for each group. */
export const groupOwned: Check = defineCheck({
  id: 'google/group-owned',
  version: 1,
  title: 'A group has no owner',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Nobody looks after who is a member, who may post, and whether the group is still needed.',
  remediation:
    'In the Admin console, open "Directory", "Groups", the group, "Members", and give a member the role "Owner"; delete the group where nobody needs it.',
  see: 'https://support.google.com/a/answer/167094',
  on: group,
  with: { members: groupMembers },
  evaluate: ({ resource, members }) => {
    if (members.count === 0) return notApplicable('The group has no members')
    if (members.owners > 0) return pass()
    return fail(`The group ${resource.email} has no owner`, { evidence: { members: members.count, owners: 0 } })
  },
})
