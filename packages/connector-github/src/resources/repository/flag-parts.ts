import { PermissionError } from '@opencasb/core'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import { isOutsider, readField } from './read-part.ts'
import type { RepositoryPart } from './repository-part.ts'

/**
 * The REST route for it takes read access to the administration of the repository; GitHub documents nothing for this
 * field.
 * @see https://docs.github.com/en/rest/repos/repos#check-if-vulnerability-alerts-are-enabled-for-a-repository
 */
export const dependabotAlertsNeeds: ReturnType<typeof githubNeeds> = githubNeeds({
  permissions: ['administration:read'],
  scopes: ['repo'],
})

/** Whether GitHub alerts about known vulnerabilities in dependencies. */
export const dependabotAlertsPart: RepositoryPart<boolean> = {
  field: 'hasVulnerabilityAlertsEnabled',
  connections: 0,
  selection: 'hasVulnerabilityAlertsEnabled',
  read(answer) {
    const missing = dependabotAlertsNeeds[answer.authKind] ?? []
    const what = 'whether Dependabot alerts are on'
    const outcome = readField(answer, 'hasVulnerabilityAlertsEnabled', z.boolean(), what, missing)
    // A field that cannot be null may say no to people who are not to know.
    if ('error' in outcome || outcome.value || !isOutsider(answer)) return outcome
    return { error: new PermissionError(`GitHub tells ${what} to administrators of the repository only`, { missing }) }
  },
}

/** Shown to everybody who sees the repository. GitHub documents no permission for this field. */
export const securityPolicyNeeds: ReturnType<typeof githubNeeds> = githubNeeds({
  permissions: ['metadata:read'],
  scopes: ['repo'],
})

/** Whether there is a security policy, the organisation's default one included. */
export const securityPolicyPart: RepositoryPart<boolean> = {
  field: 'isSecurityPolicyEnabled',
  connections: 0,
  selection: 'isSecurityPolicyEnabled',
  read(answer) {
    const missing = securityPolicyNeeds[answer.authKind] ?? []
    const outcome = readField(answer, 'isSecurityPolicyEnabled', z.boolean().nullish(), 'the security policy', missing)
    if ('error' in outcome) return outcome
    if (typeof outcome.value === 'boolean') return { value: outcome.value }
    return { error: new PermissionError('GitHub does not tell whether there is a security policy', { missing }) }
  },
}

/** Looks into a file of the repository. GitHub documents no permission for this field. */
export const codeOwnersNeeds: ReturnType<typeof githubNeeds> = githubNeeds({
  permissions: ['contents:read'],
  scopes: ['repo'],
})

/** Whether there is a CODEOWNERS file. */
export const codeOwnersPart: RepositoryPart<boolean> = {
  field: 'codeowners',
  connections: 0,
  selection: 'codeowners { __typename }',
  read(answer) {
    const missing = codeOwnersNeeds[answer.authKind] ?? []
    const outcome = readField(answer, 'codeowners', z.looseObject({}).nullish(), 'the CODEOWNERS file', missing)
    return 'error' in outcome ? outcome : { value: outcome.value != null }
  },
}
