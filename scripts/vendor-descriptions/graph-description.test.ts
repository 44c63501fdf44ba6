import { describe, expect, it } from 'vitest'
import { describeGraph } from './graph-description.ts'
import type { GraphDocument, GraphOperation, GraphSchema } from './graph-document.ts'

const reference = (name: string): GraphSchema => ({ $ref: `#/components/schemas/microsoft.graph.${name}` })

function listing(operationId: string, type: string, more: Partial<GraphOperation> = {}): GraphOperation {
  const names = ['$top', '$select', '$expand', '$filter', '$orderby', '$search', '$count']
  const types: Readonly<Record<string, string>> = { $top: 'integer', $count: 'boolean' }
  return {
    operationId,
    parameters: [
      ...names.map((name) => ({ name, in: 'query', schema: { type: types[name] ?? 'string' } })),
      { $ref: '#/components/parameters/consistency' },
    ],
    responses: {
      '200': {
        content: {
          'application/json': {
            schema: { type: 'object', properties: { value: { type: 'array', items: reference(type) } } },
          },
        },
      },
    },
    'x-permissions': { application: { least: ['Thing.Read.All'], other: ['Directory.Read.All'] } },
    ...more,
  }
}

const document: GraphDocument = {
  servers: [{ url: 'https://graph.microsoft.com/v1.0' }],
  paths: {
    '/things': { get: listing('things.get', 'thing') },
    '/things/delta()': { get: listing('things.delta.get', 'thing') },
    '/things/{thing-id}': {
      parameters: [],
      get: {
        operationId: 'things.id.get',
        responses: { '200': { content: { 'application/json': { schema: reference('thing') } } } },
      },
    },
    '/things/{thing-id}/members': { get: listing('things.id.members.get', 'base') },
    "/reports/getUse(period='{period}')": { get: listing('reports.getUse.get', 'thing') },
    '/users': { get: listing('users.get', 'user') },
  },
  components: {
    parameters: { consistency: { name: 'ConsistencyLevel', in: 'header' } },
    schemas: {
      'microsoft.graph.base': { type: 'object', properties: { id: { type: 'string' } } },
      'microsoft.graph.thing': {
        allOf: [
          reference('base'),
          {
            type: 'object',
            additionalProperties: true,
            properties: {
              name: { type: 'string', nullable: true },
              kind: reference('kind'),
              flags: { type: 'string', 'x-flags': ['a', 'b'] },
              made: { type: 'string', format: 'date-time' },
              size: { type: 'integer', format: 'int64' },
              place: { allOf: [reference('place')], nullable: true },
              members: { type: 'array', items: reference('thing'), 'x-nav': 1 },
              free: { allOf: [reference('free')], nullable: true },
            },
          },
        ],
      },
      'microsoft.graph.special': {
        allOf: [reference('thing'), { type: 'object', properties: { secret: { type: 'boolean' } } }],
      },
      'microsoft.graph.user': {
        allOf: [
          reference('base'),
          { type: 'object', properties: { displayName: { type: 'string' }, accountEnabled: { type: 'boolean' } } },
        ],
      },
      'microsoft.graph.place': { type: 'object', properties: { city: { type: 'string' } } },
      'microsoft.graph.free': { type: 'object', additionalProperties: true, properties: {} },
      'microsoft.graph.kind': { type: 'string', enum: ['good', 'bad'] },
    },
  },
}
const beta = { paths: { '/admin/things/{id}': { GET: { application: ['Admin.Read.All'] } } } }
const graph = describeGraph(document, beta, { alsoAnswered: ['thing.known'] })
const base = 'https://graph.microsoft.com/v1.0'
const get = (path: string, headers?: Record<string, string>) =>
  graph.checkRequest({ method: 'GET', url: base + path, ...(headers && { headers }) })
const answered = (path: string, body: unknown, status = 200) =>
  graph.checkAnswer({ method: 'GET', url: base + path, status, body })

describe('requests to Microsoft Graph', () => {
  it('are found with their scopes', () => {
    expect(get('/things?$top=999&$select=id,secret&$skiptoken=x')).toEqual({
      operations: [{ id: 'things.get', scopes: ['Thing.Read.All', 'Directory.Read.All'] }],
      problems: [],
    })
  })

  it.each([
    ['/things/delta', 'things.delta.get'],
    ['/things/delta()', 'things.delta.get'],
    ['/things/microsoft.graph.delta', 'things.delta.get'],
    ["/things(name='a')", 'things.id.get'],
    ['/things/17', 'things.id.get'],
    ['/things/17/members/microsoft.graph.special?$select=secret', 'things.id.members.get'],
    ["/reports/getUse(period='D7')", 'reports.getUse.get'],
    ['/things?$expand=members($select=id,name),members&$orderby=name desc', 'things.get'],
    ["/things?$filter=startswith(name,'a b') and place/city eq 'x' and made ge 2026-01-01T00:00:00Z", 'things.get'],
    ["/things?$filter=members/any(m:m/id eq '17') or kind in ('good','bad') or size gt 5", 'things.get'],
  ])('may be written as %s', (path, id) => {
    const { operations, problems } = get(path)
    expect(operations.map((one) => one.id)).toEqual([id])
    expect(problems).toEqual([])
  })

  it.each([
    ['/thing', /is not described/],
    ['/admin/things/17', /is not described/],
    ['/things?$top=all', /\$top is "all"/],
    ['/things?$count=yes', /\$count is "yes"/],
    ['/things/17?$select=id', /things.id.get takes no parameter \$select/],
    ['/things?$select=id,nothing', /\$select asks for nothing, which thing does not have/],
    ['/things?$expand=place', /\$expand asks for place, which is no navigation property/],
    ['/things?$expand=owners', /\$expand asks for owners/],
    ['/things?$expand=members($select=nothing)', /\$select asks for nothing/],
    ['/things?$filter=nothing eq 1', /\$filter names nothing/],
    ['/things?$orderby=nothing', /\$orderby names nothing/],
  ])('are refused: %s', (path, problem) => {
    expect(get(path).problems).toEqual([expect.stringMatching(problem)])
  })

  it('say that what is asked may be behind, where Graph demands it', () => {
    const path = "/things?$filter=kind ne 'bad'&$count=true"
    expect(get(path, {}).problems).toHaveLength(1)
    expect(get(path, { consistencylevel: 'eventual' }).problems).toEqual([])
  })

  it('may lead to what only beta has', () => {
    const url = 'https://graph.microsoft.com/beta'
    expect(graph.checkRequest({ method: 'GET', url: `${url}/admin/Things/17` })).toEqual({
      operations: [{ id: 'beta GET /admin/things/{id}', scopes: ['Admin.Read.All'] }],
      problems: [],
    })
    expect(graph.checkRequest({ method: 'GET', url: `${url}/things?$select=newer` }).problems).toEqual([])
    expect(graph.checkRequest({ method: 'GET', url: `${url}/nothing` }).problems).toHaveLength(1)
  })
})

describe('batches to Microsoft Graph', () => {
  const url = `${base}/$batch`
  const requests = [
    { id: '1', method: 'GET', url: '/things/17' },
    { id: '2', method: 'GET', url: '/thing/17' },
  ]

  it('are taken apart', () => {
    expect(graph.checkRequest({ method: 'POST', url, body: { requests } })).toEqual({
      operations: [{ id: 'things.id.get', scopes: [] }],
      problems: ['GET /v1.0/thing/17 is not described'],
    })
    const many = Array.from({ length: 21 }, (_, id) => ({ ...requests[0], id: String(id) }))
    expect(graph.checkRequest({ method: 'POST', url, body: { requests: many } }).problems).toEqual([
      'a batch holds 21 requests, more than 20',
    ])
    const same = [requests[0], requests[0]]
    expect(graph.checkRequest({ method: 'POST', url, body: { requests: same } }).problems).toHaveLength(1)
    expect(graph.checkRequest({ method: 'POST', url, body: {} }).problems).toHaveLength(1)
  })

  it('are answered part by part', () => {
    const check = (responses: unknown) =>
      graph.checkAnswer({
        method: 'POST',
        url,
        requestBody: { requests: requests.slice(0, 1) },
        status: 200,
        body: { responses },
      })
    expect(check([{ id: '1', status: 200, body: { id: '17', name: null } }])).toEqual([])
    expect(check([{ id: '1', status: 200, body: { id: 17 } }])).toEqual(['things.id.get.id is 17, not a string'])
    expect(check([{ id: '1', status: 404, body: { error: { code: 'x', message: 'y' } } }])).toEqual([])
    expect(check([{ id: '3', status: 200 }])).toEqual([
      'a batch answers 3, which was not asked',
      'a batch leaves requests without an answer',
    ])
  })
})

describe('answers of Microsoft Graph', () => {
  const one = (thing: object, query = '') => answered(`/things${query}`, { value: [thing] })

  it('are as described', () => {
    const thing = {
      '@odata.type': '#microsoft.graph.special',
      id: '17',
      name: null,
      kind: 'good',
      flags: 'a,b',
      made: '2026-01-01T00:00:00Z',
      size: 7,
      place: { city: 'x' },
      free: { anything: [1] },
      secret: true,
      known: 1,
      extension_17_code: 'x',
      'members@odata.count': 3,
    }
    expect(answered('/things', { '@odata.context': 'x', value: [thing], '@odata.nextLink': 'y' })).toEqual([])
    expect(one({ members: [{ id: '18' }] }, '?$expand=members')).toEqual([])
    expect(answered('/things/17', thing)).toEqual([])
  })

  it.each([
    [{ id: 17 }, 'things.get.value[].id is 17, not a string'],
    [{ id: null }, 'things.get.value[].id is null, which it cannot be'],
    [{ kind: 'fair' }, 'things.get.value[].kind is "fair", which is not one of its values'],
    [{ flags: 'a,c' }, 'things.get.value[].flags is "c", which is not one of its values'],
    [{ made: 'today' }, 'things.get.value[].made is "today", which is no date-time'],
    [{ size: '7' }, 'things.get.value[].size is "7", not an integer'],
    [{ place: { street: 'x' } }, 'things.get.value[].place.street is not described by place'],
    [{ nothing: 1 }, 'things.get.value[].nothing is not described by thing'],
    [{ secret: true }, 'things.get.value[].secret is not described by thing'],
    [{ members: [] }, 'things.get.value[].members is a navigation property, which was not expanded'],
    [{ '@odata.type': '#microsoft.graph.user' }, 'things.get.value[] is a user, which is no thing'],
  ])('are not: %j', (thing, problem) => {
    expect(one(thing)).toEqual([problem])
  })

  it('hold nothing that was not selected', () => {
    expect(one({ id: '17', name: 'x' }, '?$select=name')).toEqual([])
    expect(one({ id: '17', name: 'x', size: 1 }, '?$select=name')).toEqual(['things.get.value[].size was not selected'])
    expect(answered('/users', { value: [{ id: '17', displayName: 'x' }] })).toEqual([])
    expect(answered('/users', { value: [{ accountEnabled: true }] })).toHaveLength(1)
    expect(answered('/users?$select=accountEnabled', { value: [{ accountEnabled: true }] })).toEqual([])
  })

  it('of beta may hold more, and are of the types that v1.0 has', () => {
    const url = 'https://graph.microsoft.com/beta/things'
    const check = (body: unknown) => graph.checkAnswer({ method: 'GET', url, status: 200, body })
    expect(check({ value: [{ newer: true, place: { street: 'x' } }] })).toEqual([])
    expect(check({ value: [{ id: 17 }] })).toHaveLength(1)
  })

  it('that refuse have the form of errors', () => {
    expect(answered('/things', { error: { code: 'x', message: 'y' } }, 403)).toEqual([])
    expect(answered('/things', { error: { code: 403 } }, 403)).toHaveLength(2)
    expect(answered('/things', 'no', 403)).toEqual(['GET /things was refused without an error'])
  })
})
