import { FeatureUnavailableError, PermissionError } from '@opencasb/core'
import type { FacetOutcome, Page } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import { aClassicRule, aRepository } from '../../../tests/cases/things.ts'
import {
  allOf,
  type FakeAnswer,
  type FakeGithub,
  fakeGithub,
  openContext,
  streamContext,
} from '../../../tests/fake-github.ts'
import { openSession } from '../../sign-in/open-session.ts'
import {
  classicBypass,
  codeOwners,
  collaborators,
  dependabotAlertsEnabled,
  deployKeys,
  protection,
  repository,
  rulesetBypass,
  securityPolicy,
} from './repository.ts'
import type { Repository } from './repository-schema.ts'

const rulesetRule = {
  type: 'PULL_REQUEST',
  parameters: { requiredApprovingReviewCount: 2 },
  repositoryRuleset: {
    id: 'RRS_1',
    name: 'main',
    enforcement: 'ACTIVE',
    updatedAt: '2025-01-01T00:00:00Z',
    source: { __typename: 'Organization' },
  },
}

function node(id: string, changes: object = {}): Record<string, unknown> {
  return {
    id,
    name: id.toLowerCase(),
    nameWithOwner: `acme/${id.toLowerCase()}`,
    url: `https://github.com/acme/${id.toLowerCase()}`,
    visibility: 'PRIVATE',
    isArchived: false,
    isFork: false,
    isMirror: false,
    createdAt: '2024-01-01T00:00:00Z',
    pushedAt: null,
    forkingAllowed: false,
    deleteBranchOnMerge: true,
    viewerPermission: 'ADMIN',
    defaultBranchRef: {
      name: 'main',
      branchProtectionRule: null,
      rules: { pageInfo: { hasNextPage: false }, nodes: [rulesetRule] },
    },
    collaborators: { pageInfo: { hasNextPage: false }, edges: [] },
    deployKeys: { pageInfo: { hasNextPage: false }, nodes: [] },
    hasVulnerabilityAlertsEnabled: true,
    isSecurityPolicyEnabled: false,
    codeowners: null,
    ...changes,
  }
}

interface Asked {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A GitHub whose repositories are `pages`, and whose bypass lists are what `bypass` says. */
function github(
  pages: readonly (readonly Record<string, unknown>[])[],
  answers: {
    readonly errors?: readonly object[]
    readonly first?: (asked: Asked) => FakeAnswer | undefined
    readonly bypass?: (asked: Asked) => object
  } = {},
): FakeGithub & { readonly asked: Asked[] } {
  const asked: Asked[] = []
  const fake = fakeGithub(({ url, json }) => {
    if (url.pathname !== '/graphql') return undefined
    const request = json as Asked
    asked.push(request)
    const special = answers.first?.(request)
    if (special) return special
    if (request.query.startsWith('query bypass')) {
      return { body: answers.bypass?.(request) ?? { data: { rulesets: [], reviews: [], forcePushes: [] } } }
    }
    const at = request.variables['after'] === null ? 0 : Number(request.variables['after'])
    const connection = {
      totalCount: pages.flat().length,
      pageInfo: { hasNextPage: at + 1 < pages.length, endCursor: String(at + 1) },
      nodes: pages[at],
    }
    return { body: { data: { organization: { repositories: connection } }, errors: answers.errors } }
  })
  return { ...fake, asked }
}

async function collect(fake: FakeGithub, wanted: readonly { readonly name: string }[] = [], from?: string) {
  const session = await openSession(openContext(fake))
  const names = new Set(wanted.map(({ name }) => name))
  const context = streamContext(session, { wants: ({ name }) => names.has(name), ...(from !== undefined && { from }) })
  return allOf<Page<Repository>>(repository.collect(context))
}

function outcome(
  pages: readonly Page<Repository>[],
  facet: { readonly name: string },
  id: string,
): FacetOutcome | undefined {
  return pages.map(({ facets }) => facets?.get(facet.name)?.get(id)).find((one) => one !== undefined)
}

function errorOf(found: FacetOutcome | undefined): unknown {
  return found && 'error' in found ? found.error : undefined
}

describe('repositories', () => {
  it('are asked for nothing that nobody wants', async () => {
    const fake = github([[node('R_1')]])
    const [page] = await collect(fake)
    expect(page?.items[0]).toMatchObject({ id: 'R_1', fullName: 'acme/r_1', pushedAt: null })
    expect(fake.asked).toHaveLength(1)
    expect(fake.asked[0]?.variables).toMatchObject({ login: 'acme', first: 100, after: null })
    for (const field of ['defaultBranchRef', 'collaborators', 'deployKeys', 'codeowners']) {
      expect(fake.asked[0]?.query).not.toContain(field)
    }
  })

  it('bring all that is wanted along, two answers to a page', async () => {
    const fake = github([[node('R_1')], [node('R_2')], [node('R_3')]])
    const pages = await collect(fake, [
      protection,
      collaborators,
      deployKeys,
      dependabotAlertsEnabled,
      securityPolicy,
      codeOwners,
    ])
    expect(pages.map(({ items, cursor, total }) => [items.map(({ id }) => id), cursor, total])).toEqual([
      [['R_1', 'R_2'], '2', 3],
      [['R_3'], undefined, 3],
    ])
    expect(fake.asked).toHaveLength(3)
    expect(outcome(pages, protection, 'R_3')).toMatchObject({ value: { branch: 'main', approvals: { count: 2 } } })
    expect(outcome(pages, dependabotAlertsEnabled, 'R_1')).toEqual({ value: true })
    expect(outcome(pages, codeOwners, 'R_1')).toEqual({ value: false })
  })

  it('go on after the page that a cursor names', async () => {
    const pages = await collect(github([[node('R_1')], [node('R_2')]]), [], '1')
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['R_2'])
  })

  it('[F06] are asked for in halves where GitHub cannot answer in time, from then on', async () => {
    const timeout = { data: null, errors: [{ message: 'Something went wrong: this may be the result of a timeout' }] }
    const fake = github([[node('R_1')], [node('R_2')]], {
      first: ({ variables }) => (Number(variables['first']) > 25 ? { status: 502, body: timeout } : undefined),
    })
    const pages = await collect(fake)
    expect(pages.flatMap(({ items }) => items)).toHaveLength(2)
    expect(fake.asked.map(({ variables }) => variables['first'])).toEqual([100, 50, 25, 25])
  })

  it('[F06] have a facet that is unknown where GitHub refuses its field, for that repository only', async () => {
    const errors = [
      {
        type: 'FORBIDDEN',
        path: ['organization', 'repositories', 'nodes', 1, 'collaborators'],
        message: 'Must have push access',
      },
    ]
    const fake = github([[node('R_1'), node('R_2', { collaborators: null })]], { errors })
    const pages = await collect(fake, [collaborators, protection])
    expect(outcome(pages, collaborators, 'R_1')).toEqual({ value: [] })
    expect(PermissionError.is(errorOf(outcome(pages, collaborators, 'R_2')))).toBe(true)
    expect(outcome(pages, protection, 'R_2')).toMatchObject({ value: { branch: 'main' } })
  })

  it('[F26] lose one facet only where an older server does not have its field', async () => {
    const extensions = { code: 'undefinedField', fieldName: 'codeowners' }
    const fake = github([[node('R_1')]], {
      first: ({ query }) =>
        query.includes('codeowners') ? { body: { errors: [{ message: 'no such field', extensions }] } } : undefined,
    })
    const pages = await collect(fake, [codeOwners, protection])
    expect(FeatureUnavailableError.is(errorOf(outcome(pages, codeOwners, 'R_1')))).toBe(true)
    expect(outcome(pages, protection, 'R_1')).toMatchObject({ value: { branch: 'main' } })
    expect(fake.asked).toHaveLength(2)
  })

  it('[F06] stay where refusing a field takes whole repositories away: that facet is then asked for on its own', async () => {
    const errors = [
      { type: 'FORBIDDEN', path: ['organization', 'repositories', 'nodes', 0, 'deployKeys'], message: 'no' },
    ]
    const fake = github([[node('R_1')], [node('R_2')], [node('R_3')]], {
      first: ({ query, variables }) => {
        if (!query.includes('deployKeys') || variables['after'] !== null) return undefined
        const connection = { totalCount: 3, pageInfo: { hasNextPage: true, endCursor: '1' }, nodes: [null] }
        return { body: { data: { organization: { repositories: connection } }, errors } }
      },
    })
    const pages = await collect(fake, [deployKeys, dependabotAlertsEnabled])
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['R_1', 'R_2', 'R_3'])
    expect(outcome(pages, dependabotAlertsEnabled, 'R_1')).toEqual({ value: true })
    expect(outcome(pages, deployKeys, 'R_1')).toBeUndefined()
    expect(outcome(pages, deployKeys, 'R_2')).toEqual({ value: [] })
  })

  it('[F17] that never end are given up', async () => {
    const fake = github([], {
      first: ({ variables }) => {
        const at = Number(variables['after'] ?? 0)
        const nodes = Array.from({ length: 100 }, (_, index) => node(`R_${at}_${index}`))
        const connection = { totalCount: 150, pageInfo: { hasNextPage: true, endCursor: String(at + 1) }, nodes }
        return { body: { data: { organization: { repositories: connection } } } }
      },
    })
    await expect(collect(fake)).rejects.toMatchObject({ code: 'unexpected-answer' })
    expect(fake.asked.length).toBeLessThan(10)
  })

  it('leave a facet to be read on its own where a page does not hold all of it', async () => {
    const many = { pageInfo: { hasNextPage: true }, edges: [] }
    const pages = await collect(github([[node('R_1', { collaborators: many })]]), [collaborators])
    expect(outcome(pages, collaborators, 'R_1')).toBeUndefined()
  })

  it('[F15] that cannot be read are gaps of their own', async () => {
    const [page] = await collect(github([[null as never, node('R_1', { isArchived: 'no' }), node('R_2')]]))
    expect(page?.items.map(({ id }) => id)).toEqual(['R_2'])
    expect(page?.unreadable?.map(({ key }) => key)).toEqual([undefined, 'R_1'])
  })
})

describe('the protection of a repository', () => {
  const rule = aClassicRule({ isAdminEnforced: false, requiresApprovingReviews: true, requiredApprovingReviewCount: 1 })
  const classic = {
    defaultBranchRef: {
      name: 'main',
      branchProtectionRule: rule,
      rules: { pageInfo: { hasNextPage: false }, nodes: [] },
    },
  }

  it('does not concern an empty repository', async () => {
    const pages = await collect(github([[node('R_1', { defaultBranchRef: null })]]), [protection])
    expect(outcome(pages, protection, 'R_1')).toMatchObject({ value: { branch: null } })
  })

  it('is unknown, not missing, to people who do not administer the repository', async () => {
    const pages = await collect(github([[node('R_1', { viewerPermission: 'WRITE' })]]), [protection])
    expect(PermissionError.is(errorOf(outcome(pages, protection, 'R_1')))).toBe(true)
  })

  it('goes with Dependabot alerts that are not taken for off where the person could not know', async () => {
    const off = { viewerPermission: 'READ', hasVulnerabilityAlertsEnabled: false }
    const pages = await collect(github([[node('R_1', off), node('R_2', { hasVulnerabilityAlertsEnabled: false })]]), [
      dependabotAlertsEnabled,
    ])
    expect(PermissionError.is(errorOf(outcome(pages, dependabotAlertsEnabled, 'R_1')))).toBe(true)
    expect(outcome(pages, dependabotAlertsEnabled, 'R_2')).toEqual({ value: false })
  })

  it('is unknown where GitHub hides the rules', async () => {
    const hidden = { defaultBranchRef: { name: 'main', branchProtectionRule: rule, rules: null } }
    const pages = await collect(github([[node('R_1', hidden)]]), [protection])
    expect(PermissionError.is(errorOf(outcome(pages, protection, 'R_1')))).toBe(true)
  })

  it('has its bypass lists read in one query for two answers, and rulesets once', async () => {
    const actors = {
      nodes: [
        {
          bypassMode: 'PULL_REQUEST',
          deployKey: false,
          enterpriseOwner: false,
          organizationAdmin: true,
          repositoryRoleName: null,
          actor: null,
        },
      ],
    }
    const allowances = { nodes: [{ actor: { __typename: 'User', login: 'dev-1' } }] }
    const fake = github([[node('R_1'), node('R_2', classic)], [node('R_3')], [node('R_4')]], {
      bypass: ({ variables }) => ({
        data: {
          rulesets: (variables['rulesets'] as string[]).map((id) => ({ id, bypassActors: actors })),
          reviews: (variables['reviews'] as string[]).map((id) => ({ id, bypassPullRequestAllowances: allowances })),
          forcePushes: [],
        },
      }),
    })
    const pages = await collect(fake, [protection, classicBypass, rulesetBypass])
    const queries = fake.asked.filter(({ query }) => query.startsWith('query bypass'))
    expect(queries.map(({ variables }) => variables)).toEqual([
      { rulesets: ['RRS_1'], reviews: ['BPR_1'], forcePushes: [] },
    ])
    expect(outcome(pages, rulesetBypass, 'R_4')).toMatchObject({
      value: { RRS_1: [{ kind: 'organization-owners', mode: 'pull-request' }] },
    })
    expect(outcome(pages, classicBypass, 'R_2')).toMatchObject({
      value: { BPR_1: [{ kind: 'repository-admins' }, { kind: 'user', name: 'dev-1', skips: 'reviews' }] },
    })
  })

  it('asks for no ruleset a second time in a later scan, unless it changed', async () => {
    const fake = github([[node('R_1')]], {
      bypass: ({ variables }) => ({
        data: {
          rulesets: (variables['rulesets'] as string[]).map((id) => ({ id, bypassActors: { nodes: [] } })),
          rules: [],
        },
      }),
    })
    const context = openContext(fake)
    for (const scan of [1, 2]) {
      const session = await openSession(context)
      const pages = await allOf(
        repository.collect(streamContext(session, { wants: ({ name }) => name === rulesetBypass.name })),
      )
      expect(outcome(pages, rulesetBypass, 'R_1'), `scan ${scan}`).toEqual({ value: { RRS_1: [] } })
    }
    expect(fake.asked.filter(({ query }) => query.startsWith('query bypass'))).toHaveLength(1)
    const changed = {
      ...rulesetRule,
      repositoryRuleset: { ...rulesetRule.repositoryRuleset, updatedAt: '2025-02-02T00:00:00Z' },
    }
    const branch = {
      name: 'main',
      branchProtectionRule: null,
      rules: { pageInfo: { hasNextPage: false }, nodes: [changed] },
    }
    const later = github([[node('R_1', { defaultBranchRef: branch })]])
    const session = await openSession({ ...context, transport: later.transport })
    await allOf(repository.collect(streamContext(session, { wants: ({ name }) => name === rulesetBypass.name })))
    expect(later.asked.filter(({ query }) => query.startsWith('query bypass'))).toHaveLength(1)
  })

  it('has a bypass list that is unknown, not empty, where GitHub hides it', async () => {
    const fake = github([[node('R_1')]], {
      bypass: () => ({ data: { rulesets: [{ id: 'RRS_1', bypassActors: null }], rules: [] } }),
    })
    const pages = await collect(fake, [rulesetBypass])
    expect(PermissionError.is(errorOf(outcome(pages, rulesetBypass, 'R_1')))).toBe(true)
  })
})

describe('facets of a single repository', () => {
  it('are read to the end', async () => {
    const edge = (n: number) => ({ permission: 'WRITE', node: { id: `U_${n}`, login: `dev-${n}`, url: '' } })
    const fake = fakeGithub(({ url, json }) => {
      if (url.pathname !== '/graphql') return undefined
      const first = (json as Asked).variables['after'] === null
      const page = { pageInfo: { hasNextPage: first, endCursor: 'next' }, edges: [edge(first ? 1 : 2)] }
      return { body: { data: { node: { collaborators: page } } } }
    })
    const session = await openSession(openContext(fake))
    const people = await collaborators.fetch(aRepository(), streamContext(session))
    expect(people.map(({ login }) => login)).toEqual(['dev-1', 'dev-2'])
  })

  it('are errors where GitHub refuses them', async () => {
    const errors = [{ type: 'FORBIDDEN', path: ['node', 'codeowners'], message: 'no' }]
    const fake = fakeGithub(({ url }) =>
      url.pathname === '/graphql' ? { body: { data: { node: { id: 'R_1', codeowners: null } }, errors } } : undefined,
    )
    const session = await openSession(openContext(fake))
    await expect(codeOwners.fetch(aRepository(), streamContext(session))).rejects.toThrow(PermissionError)
  })
})
