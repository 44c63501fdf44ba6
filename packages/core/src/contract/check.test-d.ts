import { z } from 'zod'
import {
  type Check,
  defineAggregateCheck,
  defineCheck,
  defineFacet,
  defineResource,
  fail,
  pass,
  type ResourceType,
  type Session,
} from '../connector.ts'

interface Repo {
  id: string
  fullName: string
}
interface S extends Session {
  client: { get(p: string): Promise<unknown> }
}
interface Team {
  slug: string
}
const repository = defineResource<Repo, S>({
  name: 'x',
  needs: {},
  order: 'stable',
  key: (r) => r.id,
  asset: (r) => ({ kind: 'repository', id: r.id, name: r.fullName }),
  async *collect(ctx) {
    await ctx.session.client.get('x')
    yield { items: [] }
  },
})
const team = defineResource<Team, S>({
  name: 't',
  needs: {},
  order: 'stable',
  key: (r) => r.slug,
  asset: (r) => ({ kind: 'group', id: r.slug, name: r.slug }),
  async *collect() {
    yield { items: [] }
  },
})
const protection = defineFacet<Repo, { approvals: number }, S>({
  name: 'x.p',
  of: repository,
  needs: {},
  fetch: async (r, c) => {
    await c.session.client.get(r.id)
    return { approvals: 1 }
  },
})
const teamFacet = defineFacet<Team, { a: number }, S>({
  name: 't.p',
  of: team,
  needs: {},
  fetch: async () => ({ a: 1 }),
})
export const a: Check = defineCheck({
  id: 'a',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: '',
  risk: '',
  remediation: '',
  on: repository,
  with: { protection },
  params: z.object({ min: z.number().default(1) }),
  evaluate: ({ resource, protection, params }) =>
    protection.approvals >= params.min ? pass() : fail(resource.fullName),
})
// @ts-expect-error a facet of another resource
export const b: Check = defineCheck({
  id: 'a',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: '',
  risk: '',
  remediation: '',
  on: repository,
  with: { teamFacet },
  evaluate: () => pass(),
})
export const b2: Check = defineCheck({
  id: 'a',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: '',
  risk: '',
  remediation: '',
  on: repository,
  // @ts-expect-error undeclared
  evaluate: ({ protection }) => pass(),
})
export const c: Check = defineAggregateCheck({
  id: 'a',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: '',
  risk: '',
  remediation: '',
  on: repository,
  init: () => 0,
  add: (n, { resource }) => n + resource.fullName.length,
  done: (n, { partition }) => [{ asset: partition.asset!, verdict: n > 3 ? fail('') : pass() }],
})
export const rs: readonly ResourceType[] = [repository, team]
