import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { codeOwners, dependabotAlertsEnabled, repository, securityPolicy } from '../resources/repository/repository.ts'
import { monthsSince } from './time-since.ts'

const archived = 'The repository is archived: nobody can change it'
const fork = 'The repository is a fork: the original is where this is looked after'

/** Only repositories that are meant to be public are. */
export const repositoryNotPublic: Check = defineCheck({
  id: 'github/repository-not-public',
  version: 1,
  title: 'Repository is public',
  // Everybody can read it now. That is wanted often enough that it is not the first thing to do today.
  severity: 'high',
  category: 'data-exposure',
  risk: 'Everybody can read and copy the code, its whole history and its issues.',
  remediation:
    'If it should not be public, open "Settings" of the repository and choose "Change visibility" under "Danger Zone"; take everything that was in it for known. If it should, name it in the parameter "allowed", or ignore the finding with the reason.',
  see: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/managing-repository-settings/setting-repository-visibility',
  on: repository,
  params: z.object({
    /** Names of repositories that are meant to be public; `*` stands for any characters. */
    allowed: z.array(z.string().min(1)).default([]),
  }),
  evaluate: ({ resource, params }) => {
    if (resource.visibility === 'PRIVATE' || resource.visibility === 'INTERNAL') return pass()
    if (params.allowed.some((pattern) => matches(pattern, resource.name)))
      return notApplicable('It is meant to be public')
    return fail(`${resource.fullName} is public`, {
      evidence: { visibility: resource.visibility, archived: resource.archived },
    })
  },
})

/** Public repositories say how to report a vulnerability. */
export const publicRepositorySecurityPolicy: Check = defineCheck({
  id: 'github/public-repository-security-policy',
  version: 1,
  title: 'Public repository without security policy',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'People who find a vulnerability do not know whom to tell, and tell everybody.',
  remediation:
    'Add a SECURITY.md that says how to report a vulnerability; one in a public repository named .github counts for all repositories of the organisation.',
  frameworks: { 'cis-github': ['1.2.1'] },
  see: 'https://docs.github.com/en/code-security/getting-started/adding-a-security-policy-to-your-repository',
  on: repository,
  with: { policy: securityPolicy },
  evaluate: ({ resource, policy }) => {
    if (resource.visibility !== 'PUBLIC') return notApplicable('The repository is not public')
    if (resource.archived) return notApplicable(archived)
    if (resource.fork) return notApplicable(fork)
    return policy
      ? pass()
      : fail(`${resource.fullName} is public and has no security policy`, { evidence: { securityPolicy: false } })
  },
})

/** Repositories that nobody works on any more are archived. */
export const repositoryMaintained: Check = defineCheck({
  id: 'github/repository-maintained',
  version: 1,
  title: 'Repository not updated for long',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Code that nobody looks after collects vulnerabilities, and its access rights and secrets are forgotten.',
  remediation:
    'Archive it: open "Settings" of the repository and choose "Archive this repository" under "Danger Zone". If it is still in use, update its dependencies and push.',
  frameworks: { 'cis-github': ['1.2.7'] },
  see: 'https://docs.github.com/en/repositories/archiving-a-github-repository/archiving-repositories',
  profiles: { strict: { months: 6 } },
  on: repository,
  params: z.object({
    /** Months without a push after which a repository counts as abandoned. */
    months: z.number().int().min(1).default(12),
  }),
  evaluate: ({ resource, params, now }) => {
    if (resource.archived) return notApplicable(archived)
    if (resource.mirror) return notApplicable('The repository is a mirror')
    const last = resource.pushedAt ?? resource.createdAt
    if (monthsSince(last, now) < params.months) return pass()
    return fail(`Nobody has pushed to ${resource.fullName} for ${params.months} months`, {
      evidence: { lastPush: resource.pushedAt, created: resource.createdAt, months: params.months },
      ...(resource.fork && { severity: 'low' }),
    })
  },
})

/** Private repositories stay where they are. */
export const privateRepositoryForking: Check = defineCheck({
  id: 'github/private-repository-forking',
  version: 1,
  title: 'Private repository may be forked',
  severity: 'low',
  category: 'data-exposure',
  risk: 'Forks are copies outside the protection and the reviews of the original.',
  remediation: 'Open "Settings" of the repository and untick "Allow forking" under "Features".',
  see: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/managing-repository-settings/managing-the-forking-policy-for-your-repository',
  on: repository,
  evaluate: ({ resource }) => {
    if (resource.visibility === 'PUBLIC') return notApplicable('Everybody may fork a public repository')
    if (resource.archived) return notApplicable(archived)
    return resource.forkingAllowed
      ? fail(`${resource.fullName} may be forked`, { evidence: { forkingAllowed: true } })
      : pass()
  },
})

/** Branches go when they are merged. */
export const branchesDeletedOnMerge: Check = defineCheck({
  id: 'github/branches-deleted-on-merge',
  version: 1,
  title: 'Merged branches are kept',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Old branches hide the ones in use, and hold code and workflows with vulnerabilities that were fixed long ago.',
  remediation: 'Open "Settings" of the repository and tick "Automatically delete head branches" under "Pull Requests".',
  frameworks: { 'cis-github': ['1.1.8'] },
  see: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-the-automatic-deletion-of-branches',
  on: repository,
  evaluate: ({ resource }) => {
    if (resource.archived) return notApplicable(archived)
    if (resource.fork) return notApplicable(fork)
    return resource.deletesBranchOnMerge
      ? pass()
      : fail(`${resource.fullName} keeps merged branches`, { evidence: { deletesBranchOnMerge: false } })
  },
})

/** Code has owners. */
export const codeOwnersPresent: Check = defineCheck({
  id: 'github/code-owners-present',
  version: 1,
  title: 'No CODEOWNERS file',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Nobody in particular is asked to review changes to sensitive parts.',
  remediation: 'Add a CODEOWNERS file to the root, the docs or the .github folder of the default branch.',
  frameworks: { 'cis-github': ['1.1.6'] },
  see: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
  on: repository,
  with: { present: codeOwners },
  evaluate: ({ resource, present }) => {
    if (resource.archived) return notApplicable(archived)
    if (resource.fork) return notApplicable(fork)
    return present ? pass() : fail(`${resource.fullName} has no CODEOWNERS file`, { evidence: { codeOwners: false } })
  },
})

/** GitHub warns about vulnerable dependencies. */
export const dependabotAlertsOn: Check = defineCheck({
  id: 'github/dependabot-alerts-on',
  version: 1,
  title: 'Dependabot alerts are off',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Nobody is told when a dependency turns out to be vulnerable.',
  remediation: 'Open "Settings" of the repository, "Advanced Security", and enable "Dependabot alerts".',
  frameworks: { 'cis-github': ['1.5.5', '3.2.2'] },
  see: 'https://docs.github.com/en/code-security/dependabot/dependabot-alerts/configuring-dependabot-alerts',
  on: repository,
  with: { enabled: dependabotAlertsEnabled },
  evaluate: ({ resource, enabled }) => {
    if (resource.archived) return notApplicable(archived)
    return enabled
      ? pass()
      : fail(`Dependabot does not watch ${resource.fullName}`, { evidence: { dependabotAlerts: false } })
  },
})

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(name)
}
