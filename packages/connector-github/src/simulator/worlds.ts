import type { OrganizationOptions } from './world/organization-options.ts'

/** Signed up, nothing in it. */
export const emptyWorld: readonly OrganizationOptions[] = [{ login: 'acme', posture: 'strict' }]

/** Two organisations, one kept badly and one kept well, so that every check has something that fails and that passes. */
export const smallWorld: readonly OrganizationOptions[] = [
  {
    login: 'acme',
    posture: 'lax',
    repositories: 230,
    members: 130,
    owners: 1,
    outsideCollaborators: 12,
    teams: 14,
    hooks: 5,
    installations: 7,
    rulesets: 4,
    secrets: 8,
    runnerGroups: 4,
    tokenGrants: 12,
    credentialAuthorizations: 10,
    auditEvents: 240,
  },
  {
    login: 'acme-labs',
    posture: 'strict',
    repositories: 25,
    members: 18,
    owners: 3,
    outsideCollaborators: 1,
    teams: 3,
    hooks: 1,
    installations: 1,
    rulesets: 1,
    secrets: 2,
    runnerGroups: 1,
    tokenGrants: 2,
    credentialAuthorizations: 12,
    auditEvents: 40,
  },
]

/** More than two hundred pages of repositories. */
export const largeWorld: readonly OrganizationOptions[] = [
  {
    login: 'acme',
    posture: 'mixed',
    repositories: 20_500,
    members: 2_000,
    outsideCollaborators: 60,
    teams: 40,
    rulesets: 4,
  },
]

/** What the demonstration scans: one organisation of a usual size with the usual faults. */
export const demoWorld: readonly OrganizationOptions[] = [
  {
    login: 'acme',
    posture: 'mixed',
    repositories: 320,
    members: 180,
    owners: 5,
    outsideCollaborators: 24,
    teams: 22,
    hooks: 6,
    installations: 9,
    rulesets: 4,
    secrets: 14,
    runnerGroups: 5,
    tokenGrants: 20,
    credentialAuthorizations: 20,
    auditEvents: 500,
  },
]
