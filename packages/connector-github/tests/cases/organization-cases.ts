import type { CheckCase } from './check-case.ts'
import { aMember, anOrganization, defaultsOf } from './things.ts'

const resource = anOrganization()
const free = anOrganization({ plan: 'free' })

/** Switches that should be off, and one that should be on. */
const switches: readonly (readonly [check: string, should: boolean])[] = [
  ['members-cannot-create-public-repositories', false],
  ['members-cannot-publish-pages', false],
  ['members-cannot-delete-repositories', false],
  ['members-cannot-change-visibility', false],
  ['members-cannot-delete-issues', false],
  ['members-cannot-fork-private-repositories', false],
  ['members-cannot-create-teams', false],
  ['members-cannot-invite-outside-collaborators', false],
  ['web-commits-signed-off', true],
]

const features = [
  ['dependency-graph', 'dependency_graph'],
  ['dependabot-alerts', 'dependabot_alerts'],
  ['dependabot-updates', 'dependabot_security_updates'],
  ['secret-scanning', 'secret_scanning'],
  ['push-protection', 'secret_scanning_push_protection'],
  ['code-scanning', 'code_scanning_default_setup'],
  ['private-reporting', 'private_vulnerability_reporting'],
] as const

export const organizationCases: readonly CheckCase[] = [
  ...switches.map(
    ([name, should]): CheckCase => ({
      check: `github/${name}`,
      failing: { resource, facets: { value: !should } },
      passing: { resource, facets: { value: should } },
    }),
  ),
  ...features.map(
    ([name, feature]): CheckCase => ({
      check: `github/new-repositories-${name}`,
      failing: { resource: defaultsOf({ appliesTo: 'all', name: 'base', features: { [feature]: 'not_set' } }) },
      passing: { resource: defaultsOf({ appliesTo: 'all', name: 'base', features: { [feature]: 'enabled' } }) },
    }),
  ),
  {
    check: 'github/default-repository-permission',
    failing: { resource, facets: { permission: 'write' } },
    passing: { resource, facets: { permission: 'read' } },
  },
  {
    check: 'github/two-factor-required',
    failing: { resource, facets: { required: false, signIn: { provider: false, managedUsers: false } } },
    passing: { resource, facets: { required: true, signIn: { provider: false, managedUsers: false } } },
    notApplicable: [
      { resource, facets: { required: false, signIn: { provider: false, managedUsers: true } } },
      { resource, facets: { required: false, signIn: { provider: true, managedUsers: false } } },
    ],
  },
  {
    check: 'github/organization-domain-verified',
    failing: { resource: anOrganization({ verified: false }) },
    passing: { resource },
    notApplicable: [{ resource: anOrganization({ verified: undefined }) }],
  },
  {
    check: 'github/single-sign-on-configured',
    failing: { resource, facets: { signIn: { provider: false, managedUsers: false } } },
    passing: { resource, facets: { signIn: { provider: true, managedUsers: false } } },
    notApplicable: [{ resource: free, facets: { signIn: { provider: false, managedUsers: false } } }],
  },
  {
    check: 'github/ip-allow-list',
    failing: { resource, facets: { network: { ipAllowList: false, mailToVerifiedDomainsOnly: true } } },
    passing: { resource, facets: { network: { ipAllowList: true, mailToVerifiedDomainsOnly: false } } },
    notApplicable: [{ resource: free, facets: { network: { ipAllowList: false, mailToVerifiedDomainsOnly: false } } }],
  },
  {
    check: 'github/notifications-restricted',
    failing: { resource, facets: { network: { ipAllowList: true, mailToVerifiedDomainsOnly: false } } },
    passing: { resource, facets: { network: { ipAllowList: false, mailToVerifiedDomainsOnly: true } } },
    notApplicable: [{ resource: free, facets: { network: { ipAllowList: false, mailToVerifiedDomainsOnly: false } } }],
  },
  {
    check: 'github/member-two-factor',
    failing: { resource: aMember(), facets: { twoFactor: false } },
    passing: { resource: aMember(), facets: { twoFactor: true } },
    notApplicable: [{ resource: aMember({ login: 'backend-1_acme' }), facets: { twoFactor: false } }],
  },
  {
    check: 'github/outside-collaborator-two-factor',
    failing: { resource: aMember(), facets: { twoFactor: false } },
    passing: { resource: aMember(), facets: { twoFactor: true } },
    notApplicable: [{ resource: aMember({ login: 'guest_acme' }), facets: { twoFactor: false } }],
  },
  {
    check: 'github/owners-bounded',
    failing: { resources: [1, 2, 3, 4].map((n) => aMember({ id: `U_${n}`, role: 'ADMIN' })) },
    passing: { resources: [1, 2].map((n) => aMember({ id: `U_${n}`, role: 'ADMIN' })) },
  },
  {
    check: 'github/team-visible',
    failing: { resource: { id: 'T_1', name: 'release', slug: 'release', url: '', privacy: 'SECRET' } },
    passing: { resource: { id: 'T_1', name: 'release', slug: 'release', url: '', privacy: 'VISIBLE' } },
  },
]
