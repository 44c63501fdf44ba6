import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { schema as official } from '@octokit/graphql-schema'
import { buildSchema, type DocumentNode, Kind, parse, type SelectionSetNode, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { githubChecks } from '../src/checks/checks.ts'
import { graphqlPoints } from '../src/http/graphql-points.ts'
import { collaboratorsConnection, collaboratorsPart } from '../src/resources/repository/collaborators-part.ts'
import { deployKeysConnection, deployKeysPart } from '../src/resources/repository/deploy-keys-part.ts'
import { codeOwnersPart, dependabotAlertsPart, securityPolicyPart } from '../src/resources/repository/flag-parts.ts'
import { bypassLookups, bypassQuery } from '../src/resources/repository/protection/bypass-details.ts'
import { protectionPart } from '../src/resources/repository/protection/protection-part.ts'
import { repositoryConnectionQuery } from '../src/resources/repository/repository-connection.ts'
import type { RepositoryPart } from '../src/resources/repository/repository-part.ts'
import {
  repositoriesLookups,
  repositoriesPerPage,
  repositoriesQuery,
  repositoryQuery,
} from '../src/resources/repository/repository-query.ts'
import { githubResources } from '../src/resources/resources.ts'
import { openSession } from '../src/sign-in/open-session.ts'
import { aRepository } from './cases/things.ts'
import { acme, type FakeHandler, fakeGithub, openContext, streamContext } from './fake-github.ts'

const require = createRequire(import.meta.url)
// graphql-js finds fault with the published schema itself: two fields are defined twice, others deprecated against their interface.
const schema = buildSchema(official.idl, { assumeValid: true })

interface Description {
  readonly paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> }
}
interface Operation {
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[]
}
interface Parameter {
  readonly name: string
  readonly in: string
}
const description: Description = JSON.parse(
  readFileSync(join(dirname(require.resolve('@octokit/openapi')), 'generated/ghec.json'), 'utf8'),
)

/** Asks everything that the connector can ask, of a GitHub that has nothing, and tells what was asked. */
async function everythingAsked(): Promise<{ readonly queries: readonly string[]; readonly gets: readonly URL[] }> {
  const queries: string[] = []
  const handler: FakeHandler = ({ json, url }) => {
    if (url.pathname === '/rate_limit') return { body: { resources: {} } }
    if (!url.pathname.endsWith('/graphql')) return undefined
    queries.push((json as { query: string }).query)
    return { body: { data: null, errors: [{ type: 'NOT_FOUND', message: 'nothing here' }] } }
  }
  const github = fakeGithub(handler)
  const session = await openSession(openContext(github))
  const context = streamContext(session)
  const item = { ...aRepository(), login: 'acme', answer: acme }
  const facets = new Set(
    githubChecks.flatMap(({ on, with: reads }) => [...Object.values(reads), ...(on.from ? [on.from.facet] : [])]),
  )
  const attempts: Promise<unknown>[] = [
    session.sizes?.(context.signal) ?? Promise.resolve(),
    session.quotas?.(context.signal) ?? Promise.resolve(),
  ]
  for (const resource of githubResources) {
    if (!resource.from)
      attempts.push(
        (async () => {
          for await (const _ of resource.collect(context as never));
        })(),
      )
  }
  for (const facet of facets) attempts.push(Promise.resolve().then(() => facet.fetch(item, context as never)))
  await Promise.allSettled(attempts)
  const gets = github.requests.filter(({ method }) => method === 'GET').map(({ url }) => url)
  return { queries: [...new Set(queries)], gets }
}

function matching(path: string): readonly string[] {
  return Object.keys(description.paths).filter((template) =>
    new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  )
}

/** Look-ups by GitHub's formula: each connection once, or once per item that the connections around it can have. */
function lookupsOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const count = (set: SelectionSetNode | undefined, factor: number): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet, factor)
      const argument = (name: string): unknown => {
        const value = selection.arguments?.find((one) => one.name.value === name)?.value
        if (value?.kind === Kind.VARIABLE) return variables[value.name.value]
        return value?.kind === Kind.INT ? Number(value.value) : undefined
      }
      const first = argument('first')
      const ids = argument('ids')
      const own = typeof first === 'number' ? factor : 0
      const items = typeof first === 'number' ? first : Array.isArray(ids) ? ids.length : 1
      return sum + own + count(selection.selectionSet, factor * items)
    }, 0)
  return document.definitions.reduce(
    (sum, definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? sum + count(definition.selectionSet, 1) : sum,
    0,
  )
}

const parts: readonly RepositoryPart<unknown>[] = [
  protectionPart,
  collaboratorsPart,
  deployKeysPart,
  dependabotAlertsPart,
  securityPolicyPart,
  codeOwnersPart,
]

describe("what is asked of GitHub, held against GitHub's own description", () => {
  it('is a valid query, whatever is wanted', async () => {
    const { queries } = await everythingAsked()
    const built = [
      bypassQuery,
      repositoriesQuery([]),
      ...parts.flatMap((part) => [repositoriesQuery([part]), repositoryQuery([part])]),
      repositoryConnectionQuery(collaboratorsConnection),
      repositoryConnectionQuery(deployKeysConnection),
    ]
    expect(queries.length).toBeGreaterThan(6)
    for (const query of new Set([...queries, ...built])) {
      expect(validate(schema, parse(query)).map(({ message }) => `${message} in ${query}`)).toEqual([])
    }
  })

  it('is a path that exists, with query parameters that it takes', async () => {
    const { gets } = await everythingAsked()
    expect(gets.length).toBeGreaterThan(15)
    for (const { pathname, searchParams } of gets) {
      const templates = matching(pathname)
      expect(templates, `GET ${pathname} exists`).not.toEqual([])
      const names = templates.flatMap((template) =>
        (description.paths[template]?.get?.parameters ?? []).map((parameter) =>
          '$ref' in parameter
            ? description.components.parameters[parameter.$ref.split('/').at(-1) ?? '']?.name
            : parameter.name,
        ),
      )
      expect(names, `parameters of GET ${pathname}`).toEqual(expect.arrayContaining([...searchParams.keys()]))
    }
    expect(description.paths['/app/installations/{installation_id}/access_tokens']?.post).toBeDefined()
    expect(description.paths['/app/installations/{installation_id}']?.get).toBeDefined()
  })

  it('costs as many look-ups as is said beforehand', () => {
    for (const some of [[], [protectionPart], [protectionPart, collaboratorsPart], parts]) {
      const first = repositoriesPerPage(some)
      const counted = lookupsOf(parse(repositoriesQuery(some)), { first })
      expect(repositoriesLookups(some, first)).toBe(counted)
    }
    const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `id-${index}`)
    const lists = { rulesets: ids(7), reviews: ids(30), forcePushes: ids(20) }
    expect(bypassLookups(lists)).toBe(lookupsOf(parse(bypassQuery), lists))
  })

  it('costs at most two points per page, and 2.44 per hundred repositories with all but one facet', () => {
    const cost = (some: readonly RepositoryPart<unknown>[]): readonly [number, number] => {
      const first = repositoriesPerPage(some)
      return [first, graphqlPoints(repositoriesLookups(some, first))]
    }
    expect(cost([])).toEqual([100, 1])
    expect(cost([protectionPart])).toEqual([100, 1])
    expect(cost([protectionPart, collaboratorsPart])).toEqual([74, 1])
    expect(cost([protectionPart, collaboratorsPart, deployKeysPart])).toEqual([82, 2])
  })
})
