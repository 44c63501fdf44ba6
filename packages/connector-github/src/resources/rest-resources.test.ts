import { FeatureUnavailableError, PermissionError, type ResourceType } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { aRepository } from '../../tests/cases/things.ts'
import { allOf, type FakeAnswer, openFake, streamContext } from '../../tests/fake-github.ts'
import { actionsSettings, forkApprovalPolicy, workflowDefaults } from './actions/actions-settings.ts'
import { organizationSecret } from './actions/organization-secret.ts'
import { runnerGroup } from './actions/runner-group.ts'
import { codeScanningAlert } from './alert/code-scanning-alert.ts'
import { dependabotAlert } from './alert/dependabot-alert.ts'
import { secretScanningAlert } from './alert/secret-scanning-alert.ts'
import { installedApp } from './app/installed-app.ts'
import { codeSecurityDefault } from './code-security/code-security-default.ts'
import { copilotSettings } from './copilot/copilot-settings.ts'
import { organizationHook } from './hook/organization-hook.ts'
import { hooks, repositoryHook } from './hook/repository-hook.ts'
import { outsideCollaborator, outsideCollaboratorTwoFactor } from './outside-collaborator/outside-collaborator.ts'
import { personalAccessToken } from './personal-access-token/personal-access-token.ts'
import { repositorySecurity, securityFeatures } from './repository/repository-security.ts'

const repository = {
  node_id: 'R_1',
  full_name: 'acme/payments',
  html_url: 'https://github.com/acme/payments',
  private: true,
  visibility: 'private',
  archived: false,
  fork: false,
}

/** A GitHub with these answers by path. */
function withPaths(paths: Readonly<Record<string, unknown>>) {
  return openFake(({ url }) => {
    const found = paths[url.pathname + url.search] ?? paths[url.pathname]
    if (found === undefined) return undefined
    return typeof found === 'object' && found !== null && 'status' in found ? (found as FakeAnswer) : { body: found }
  })
}

/** The items of a resource type with these answers, their keys and assets. */
async function read(resource: ResourceType, paths: Readonly<Record<string, unknown>>) {
  const session = await withPaths(paths)
  const pages = await allOf(resource.collect(streamContext(session) as never))
  const items = pages.flatMap((page) => page.items)
  return {
    items,
    keys: items.map((item) => resource.key(item)),
    assets: items.map((item) => resource.asset(item)),
    unreadable: pages.flatMap((page) => page.unreadable ?? []),
    facets: pages.map((page) => page.facets),
  }
}

const hook = {
  id: 7,
  active: true,
  events: ['push'],
  config: {
    url: 'https://user:pass@hooks.example.com/services/T0/B0/secret?key=1',
    insecure_ssl: '0',
    secret: '********',
  },
}

describe('webhooks', () => {
  it('keep host and scheme of their target, and nothing that could be a secret', async () => {
    const { items, assets } = await read(organizationHook, { '/orgs/acme/hooks': [hook] })
    expect(items).toEqual([
      {
        id: '7',
        active: true,
        events: ['push'],
        target: 'https://hooks.example.com',
        encrypted: true,
        verifiesCertificate: true,
        hasSecret: true,
      },
    ])
    expect(JSON.stringify([items, assets])).not.toMatch(/pass|secret"|services|key=/)
  })

  it.each([
    [{ insecure_ssl: 1 }, { verifiesCertificate: false }],
    [{ insecure_ssl: '1' }, { verifiesCertificate: false }],
    [{ url: 'http://ci.example.com' }, { encrypted: false }],
    [{ secret: undefined }, { hasSecret: false }],
    [{ secret: '' }, { hasSecret: false }],
    [{ url: undefined }, { encrypted: false }],
  ])('say what is wrong with %j', async (config, expected) => {
    const changed = { ...hook, config: { ...hook.config, ...config } }
    const { items } = await read(organizationHook, { '/orgs/acme/hooks': [changed] })
    expect(items[0]).toMatchObject(expected)
  })

  it('of repositories are children with the repository in their name', async () => {
    const session = await withPaths({ '/repos/acme/payments/hooks': [hook] })
    const found = await hooks.fetch(aRepository(), streamContext(session))
    const [child] = repositoryHook.from?.items(found, aRepository()) ?? []
    expect(repositoryHook.asset(child as never)).toMatchObject({
      kind: 'webhook',
      name: expect.stringContaining('acme/payments'),
    })
  })

  it('of a repository are not read at all where one of them cannot be', async () => {
    const session = await withPaths({ '/repos/acme/payments/hooks': [hook, { id: 8 }] })
    await expect(hooks.fetch(aRepository(), streamContext(session))).rejects.toMatchObject({
      code: 'unexpected-answer',
    })
  })
})

describe('outside collaborators', () => {
  const people = [
    { node_id: 'U_1', login: 'guest-1', html_url: '' },
    { node_id: 'U_2', login: 'guest-2', html_url: '' },
  ]
  const path = '/orgs/acme/outside_collaborators'

  it('come with two-factor authentication, from one more listing', async () => {
    const { facets } = await read(outsideCollaborator, {
      [`${path}?per_page=100`]: people,
      [`${path}?per_page=100&filter=2fa_disabled`]: people.slice(1),
    })
    const outcomes = facets[0]?.get(outsideCollaboratorTwoFactor.name)
    expect(outcomes?.get('U_1')).toEqual({ value: true })
    expect(outcomes?.get('U_2')).toEqual({ value: false })
  })

  it('are listed where only owners are told about two-factor authentication, which is then unknown', async () => {
    const { items, facets } = await read(outsideCollaborator, {
      [`${path}?per_page=100`]: people,
      [`${path}?per_page=100&filter=2fa_disabled`]: {
        status: 422,
        body: { message: 'Only owners can use this filter.' },
      },
    })
    expect(items).toHaveLength(2)
    const outcome = facets[0]?.get(outsideCollaboratorTwoFactor.name)?.get('U_1')
    expect(outcome && 'error' in outcome && PermissionError.is(outcome.error)).toBe(true)
  })

  it('are not taken for having a second factor where the list of those without cannot be read', async () => {
    const { facets } = await read(outsideCollaborator, {
      [`${path}?per_page=100`]: people,
      [`${path}?per_page=100&filter=2fa_disabled`]: [{ login: 7 }],
    })
    expect(facets[0]?.get(outsideCollaboratorTwoFactor.name)?.get('U_1')).toHaveProperty('error')
  })
})

describe('apps', () => {
  it('stand in a field of the answer, with the number that there are', async () => {
    const app = {
      id: 5,
      app_id: 6,
      app_slug: 'acme-ci',
      html_url: 'https://github.com/organizations/acme/settings/installations/5',
      repository_selection: 'all',
      permissions: { contents: 'write' },
      suspended_at: null,
      created_at: '2025-01-01T00:00:00Z',
    }
    const { items, assets, unreadable } = await read(installedApp, {
      '/orgs/acme/installations': { total_count: 2, installations: [app, { id: 9 }] },
    })
    expect(items).toMatchObject([{ id: '5', slug: 'acme-ci', permissions: { contents: 'write' } }])
    expect(assets).toMatchObject([{ kind: 'application', name: 'acme-ci', status: 'active' }])
    expect(unreadable).toMatchObject([{ key: '9' }])
  })
})

describe('things whose id says nothing outside their organisation', () => {
  it('have keys that hold the organisation', async () => {
    const group = { id: 1, name: 'Default', visibility: 'all', allows_public_repositories: false, inherited: false }
    const groups = await read(runnerGroup, {
      '/orgs/acme/actions/runner-groups': { total_count: 1, runner_groups: [group, { id: 2 }] },
    })
    expect(groups.keys).toEqual(['O_1/1'])
    expect(groups.unreadable).toMatchObject([{ key: 'O_1/2' }])
    const secret = { name: 'DEPLOY', visibility: 'all', updated_at: '2025-01-01T00:00:00Z' }
    const secrets = await read(organizationSecret, {
      '/orgs/acme/actions/secrets': { total_count: 1, secrets: [secret] },
    })
    expect(secrets.keys).toEqual(['O_1/DEPLOY'])
  })
})

describe('alerts', () => {
  const alert = { number: 3, created_at: '2025-01-01T00:00:00Z', repository }

  it('of Dependabot belong to their repository', async () => {
    const { items, keys, assets } = await read(dependabotAlert, {
      '/orgs/acme/dependabot/alerts': [
        {
          ...alert,
          security_advisory: { ghsa_id: 'GHSA-1' },
          security_vulnerability: { severity: 'critical', package: { name: 'left' } },
        },
      ],
    })
    expect(items).toMatchObject([{ severity: 'critical', package: 'left', advisory: 'GHSA-1' }])
    expect(keys).toEqual(['R_1/3'])
    expect(assets).toMatchObject([{ kind: 'repository', id: 'R_1', name: 'acme/payments' }])
  })

  it('of code scanning may be about no security at all', async () => {
    const { items } = await read(codeScanningAlert, {
      '/orgs/acme/code-scanning/alerts': [{ ...alert, rule: { id: 'style', security_severity_level: null } }],
    })
    expect(items).toMatchObject([{ severity: null, rule: 'style' }])
  })

  it('[F35] of secret scanning never hold the secret, even if GitHub sends it', async () => {
    const { items } = await read(secretScanningAlert, {
      '/orgs/acme/secret-scanning/alerts': [
        { ...alert, secret: 'canary-7f3a', secret_type_display_name: 'Example token', validity: 'active' },
      ],
    })
    expect(items).toMatchObject([{ type: 'Example token', validity: 'active', publiclyLeaked: false }])
    expect(JSON.stringify(items)).not.toContain('canary-7f3a')
  })
})

describe('security features of a repository', () => {
  it('come with the list', async () => {
    const features = { secret_scanning: { status: 'enabled' }, secret_scanning_push_protection: { status: 'disabled' } }
    const { facets } = await read(repositorySecurity, {
      '/orgs/acme/repos': [{ ...repository, security_and_analysis: features }],
    })
    expect(facets[0]?.get(securityFeatures.name)?.get('R_1')).toEqual({
      value: { secretScanning: true, pushProtection: false, dependabotUpdates: undefined },
    })
  })

  it('are unknown, not off, where GitHub hides them', async () => {
    const { facets } = await read(repositorySecurity, { '/orgs/acme/repos': [repository] })
    const outcome = facets[0]?.get(securityFeatures.name)?.get('R_1')
    expect(outcome && 'error' in outcome && PermissionError.is(outcome.error)).toBe(true)
  })
})

describe('settings', () => {
  it('of Actions are read where each stands', async () => {
    const session = await withPaths({
      '/orgs/acme/actions/permissions': { enabled_repositories: 'all', allowed_actions: 'all' },
      '/orgs/acme/actions/permissions/workflow': {
        default_workflow_permissions: 'write',
        can_approve_pull_request_reviews: true,
      },
      '/orgs/acme/actions/permissions/fork-pr-contributor-approval': { approval_policy: 'all_external_contributors' },
    })
    const context = streamContext(session)
    const [page] = await allOf(actionsSettings.collect(context))
    const item = page?.items[0]
    if (!item) throw new Error('no settings')
    expect(item).toMatchObject({ enabledRepositories: 'all', allowedActions: 'all', shaPinningRequired: undefined })
    expect(await workflowDefaults.fetch(item, context)).toEqual({ tokenPermissions: 'write', canApproveReviews: true })
    expect(await forkApprovalPolicy.fetch(item, context)).toBe('all_external_contributors')
  })

  it('of security for new repositories may be none', async () => {
    const { items } = await read(codeSecurityDefault, { '/orgs/acme/code-security/configurations/defaults': [] })
    expect(items).toMatchObject([{ configurations: [] }])
  })

  it('of Copilot are a missing feature without subscription', async () => {
    await expect(read(copilotSettings, {})).rejects.toThrow(FeatureUnavailableError)
  })
})

describe('fine-grained tokens of members', () => {
  it('have permissions of all kinds together', async () => {
    const token = {
      token_id: 4,
      token_name: 'ci',
      owner: { login: 'dev-1' },
      repository_selection: 'all',
      permissions: { organization: { members: 'write' }, repository: { contents: 'read' } },
      access_granted_at: '2025-01-01T00:00:00Z',
      token_expired: false,
      token_expires_at: null,
      token_last_used_at: null,
    }
    const { items, keys } = await read(personalAccessToken, { '/orgs/acme/personal-access-tokens': [token] })
    expect(items).toMatchObject([
      { owner: 'dev-1', permissions: { members: 'write', contents: 'read' }, expiresAt: null },
    ])
    expect(keys).toEqual(['4'])
  })
})
