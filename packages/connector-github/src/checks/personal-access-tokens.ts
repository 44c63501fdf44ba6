import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { personalAccessToken } from '../resources/personal-access-token/personal-access-token.ts'
import { broadPermissions, reachesOrganization } from './broad-permissions.ts'
import { daysSince } from './time-since.ts'

const see =
  'https://docs.github.com/en/organizations/managing-programmatic-access-to-your-organization/reviewing-and-revoking-personal-access-tokens-in-your-organization'
const revoke = 'In the settings of the organisation, open "Personal access tokens", "Active tokens", and revoke it'
const ended = 'The token has expired'

/** Tokens of members end. */
export const tokenExpires: Check = defineCheck({
  id: 'github/token-expires',
  version: 1,
  title: 'Token that never expires',
  severity: 'medium',
  category: 'account-risk',
  risk: 'A token that leaks years from now still opens everything that it opens today.',
  remediation: `${revoke}, after its owner has made one with an end. Set a longest lifetime under "Settings" of "Personal access tokens".`,
  see,
  on: personalAccessToken,
  evaluate: ({ resource }) => {
    if (resource.expired) return notApplicable(ended)
    if (resource.expiresAt !== null) return pass()
    return fail(`A token of ${resource.owner} never expires`, {
      evidence: { owner: resource.owner, granted: resource.grantedAt },
    })
  },
})

/** Tokens of members are used. */
export const tokenInUse: Check = defineCheck({
  id: 'github/token-in-use',
  version: 1,
  title: 'Token that nobody uses',
  severity: 'low',
  category: 'account-risk',
  risk: 'It can be stolen and used without anybody noticing that it changed hands.',
  remediation: `${revoke}.`,
  see,
  on: personalAccessToken,
  params: z.object({
    /** Days without use after which a token counts as forgotten. */
    days: z.number().int().min(1).default(90),
  }),
  evaluate: ({ resource, params, now }) => {
    if (resource.expired) return notApplicable(ended)
    const unused = daysSince(resource.lastUsedAt ?? resource.grantedAt, now)
    if (unused <= params.days) return pass()
    return fail(`Nobody has used a token of ${resource.owner} for more than ${params.days} days`, {
      evidence: { owner: resource.owner, lastUsed: resource.lastUsedAt, granted: resource.grantedAt },
    })
  },
})

/** Tokens of members cannot take the organisation over. */
export const tokenPermissionsNarrow: Check = defineCheck({
  id: 'github/token-permissions-narrow',
  version: 1,
  title: 'Token with far-reaching permissions',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Whoever finds it in a file, a log or a backup changes code, secrets or access of the organisation.',
  remediation: `${revoke}, after its owner has made one for the repositories and permissions that it is for.`,
  see,
  on: personalAccessToken,
  evaluate: ({ resource }) => {
    if (resource.expired) return notApplicable(ended)
    const broad = broadPermissions(resource.permissions)
    const organization = reachesOrganization(broad)
    if (!organization && (broad.length === 0 || resource.repositorySelection !== 'all')) return pass()
    return fail(`A token of ${resource.owner} may write ${broad.join(', ')}`, {
      evidence: { owner: resource.owner, write: broad, repositories: resource.repositorySelection },
      ...(organization && { severity: 'high' }),
    })
  },
})
