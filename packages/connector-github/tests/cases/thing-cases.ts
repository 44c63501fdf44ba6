import type { CheckCase } from './check-case.ts'
import {
  aDeployKey,
  aHook,
  anApp,
  aRepository,
  aRunnerGroup,
  aSecret,
  aToken,
  payments,
  someActionsSettings,
  someCopilotSettings,
} from './things.ts'

const repository = aRepository()
const off = someActionsSettings({ enabledRepositories: 'none' })
const readers = { tokenPermissions: 'read', canApproveReviews: false }
const writers = { tokenPermissions: 'write', canApproveReviews: true }

function hookCases(name: string, hook: (changes: Parameters<typeof aHook>[0]) => object): readonly CheckCase[] {
  return [
    {
      check: `github/${name}-hook-signed`,
      failing: { resource: hook({ hasSecret: false }) },
      passing: { resource: hook({}) },
      notApplicable: [{ resource: hook({ hasSecret: false, active: false }) }],
    },
    {
      check: `github/${name}-hook-encrypted`,
      failing: { resource: hook({ encrypted: false }) },
      passing: { resource: hook({}) },
      notApplicable: [{ resource: hook({ verifiesCertificate: false, active: false }) }],
    },
  ]
}

export const thingCases: readonly CheckCase[] = [
  ...hookCases('organization', (changes) => aHook(changes)),
  ...hookCases('repository', (changes) => ({ ...aHook(changes), repository })),
  {
    check: 'github/app-permissions-narrow',
    failing: { resource: anApp({ permissions: { contents: 'write' } }) },
    passing: { resource: anApp({ permissions: { contents: 'read', statuses: 'write' } }) },
    notApplicable: [{ resource: anApp({ permissions: { contents: 'write' } }), params: { allowed: ['Acme-CI'] } }],
  },
  {
    check: 'github/app-repositories-selected',
    failing: { resource: anApp({ repositorySelection: 'all' }) },
    passing: { resource: anApp() },
    notApplicable: [{ resource: anApp({ repositorySelection: 'all' }), params: { allowed: ['acme-ci'] } }],
  },
  {
    check: 'github/app-in-use',
    failing: { resource: anApp({ suspendedAt: '2025-01-01T00:00:00Z' }) },
    passing: { resource: anApp() },
  },
  {
    check: 'github/token-expires',
    failing: { resource: aToken({ expiresAt: null }) },
    passing: { resource: aToken() },
    notApplicable: [{ resource: aToken({ expired: true }) }],
  },
  {
    check: 'github/token-in-use',
    failing: { resource: aToken({ lastUsedAt: '2025-08-01T00:00:00Z' }) },
    passing: { resource: aToken() },
    notApplicable: [{ resource: aToken({ expired: true, lastUsedAt: null }) }],
  },
  {
    check: 'github/token-permissions-narrow',
    failing: { resource: aToken({ permissions: { members: 'write' } }) },
    passing: { resource: aToken({ permissions: { contents: 'write' } }) },
    notApplicable: [{ resource: aToken({ expired: true, permissions: { members: 'write' } }) }],
  },
  {
    check: 'github/deploy-key-age',
    failing: { resource: aDeployKey({ createdAt: '2025-06-01T00:00:00Z' }) },
    passing: { resource: aDeployKey() },
  },
  {
    check: 'github/deploy-key-read-only',
    failing: { resource: aDeployKey({ readOnly: false }) },
    passing: { resource: aDeployKey() },
    notApplicable: [{ resource: aDeployKey({ readOnly: false, repository: aRepository({ archived: true }) }) }],
  },
  {
    check: 'github/deploy-key-verified',
    failing: { resource: aDeployKey({ verified: false }) },
    passing: { resource: aDeployKey() },
  },
  {
    check: 'github/actions-repositories-selected',
    failing: { resource: someActionsSettings({ enabledRepositories: 'all' }) },
    passing: { resource: someActionsSettings() },
    notApplicable: [{ resource: off }],
  },
  {
    check: 'github/actions-restricted',
    failing: { resource: someActionsSettings({ allowedActions: 'all' }) },
    passing: { resource: someActionsSettings({ allowedActions: 'local_only' }) },
    notApplicable: [{ resource: off }],
  },
  {
    check: 'github/actions-pinned',
    failing: { resource: someActionsSettings({ shaPinningRequired: false }) },
    passing: { resource: someActionsSettings() },
    notApplicable: [
      { resource: off },
      { resource: someActionsSettings({ shaPinningRequired: undefined }) },
      { resource: someActionsSettings({ allowedActions: 'local_only', shaPinningRequired: false }) },
    ],
  },
  {
    check: 'github/workflow-token-read-only',
    failing: { resource: someActionsSettings(), facets: { defaults: writers } },
    passing: { resource: someActionsSettings(), facets: { defaults: readers } },
    notApplicable: [{ resource: off, facets: { defaults: writers } }],
  },
  {
    check: 'github/workflows-cannot-approve',
    failing: { resource: someActionsSettings(), facets: { defaults: writers } },
    passing: { resource: someActionsSettings(), facets: { defaults: readers } },
    notApplicable: [{ resource: off, facets: { defaults: writers } }],
  },
  {
    check: 'github/fork-workflows-approved',
    failing: { resource: someActionsSettings(), facets: { policy: 'first_time_contributors_new_to_github' } },
    passing: { resource: someActionsSettings(), facets: { policy: 'all_external_contributors' } },
    notApplicable: [{ resource: off, facets: { policy: 'first_time_contributors' } }],
  },
  {
    check: 'github/runner-group-not-public',
    failing: { resource: aRunnerGroup({ allowsPublicRepositories: true }) },
    passing: { resource: aRunnerGroup() },
  },
  {
    check: 'github/runner-group-selected',
    failing: { resource: aRunnerGroup({ visibility: 'all' }) },
    passing: { resource: aRunnerGroup() },
    notApplicable: [{ resource: aRunnerGroup({ visibility: 'all', restrictedToWorkflows: true }) }],
  },
  {
    check: 'github/organization-secret-age',
    failing: { resource: aSecret({ updatedAt: '2024-06-01T00:00:00Z' }) },
    passing: { resource: aSecret() },
  },
  {
    check: 'github/organization-secret-selected',
    failing: { resource: aSecret({ visibility: 'private' }) },
    passing: { resource: aSecret() },
  },
  ...['critical', 'high', 'medium', 'low'].map((severity): CheckCase => {
    const alert = {
      number: 1,
      repository: payments,
      package: 'left',
      advisory: 'GHSA-1',
      createdAt: '2025-01-01T00:00:00Z',
    }
    return {
      check: `github/dependabot-alerts-${severity === 'medium' ? 'moderate' : severity}`,
      failing: { resources: [{ ...alert, severity }] },
      passing: { resources: [{ ...alert, severity: 'none of these' }] },
    }
  }),
  {
    check: 'github/code-scanning-alerts',
    failing: {
      resources: [
        { number: 1, repository: payments, severity: 'high', rule: 'sql-injection', createdAt: '2025-01-01T00:00:00Z' },
      ],
    },
    passing: {
      resources: [
        { number: 1, repository: payments, severity: null, rule: 'style', createdAt: '2025-01-01T00:00:00Z' },
      ],
    },
  },
  {
    check: 'github/secret-scanning-alerts',
    failing: {
      resources: [
        {
          number: 1,
          repository: payments,
          type: 'token',
          validity: 'unknown',
          publiclyLeaked: false,
          createdAt: '2025-01-01T00:00:00Z',
        },
      ],
    },
    passing: { resources: [] },
  },
  {
    check: 'github/copilot-public-code-blocked',
    failing: { resource: someCopilotSettings({ publicCodeSuggestions: 'unconfigured' }) },
    passing: { resource: someCopilotSettings() },
    notApplicable: [{ resource: someCopilotSettings({ publicCodeSuggestions: 'allow', seatManagement: 'disabled' }) }],
  },
  {
    check: 'github/copilot-seats-assigned',
    failing: { resource: someCopilotSettings({ seatManagement: 'assign_all' }) },
    passing: { resource: someCopilotSettings() },
  },
]
