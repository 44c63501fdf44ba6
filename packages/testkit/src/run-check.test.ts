import type { StandardSchemaV1 } from '@opencasb/core'
import {
  type Check,
  defineAggregateCheck,
  defineCheck,
  defineFacet,
  defineIndex,
  defineResource,
  type Facet,
  fail,
  pass,
  type ResourceType,
} from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import { runCheck, runCheckParts } from './run-check.ts'

interface Door {
  readonly id: string
  readonly keeper: string
}

const door: ResourceType<Door> = defineResource<Door>({
  name: 'house.door',
  needs: {},
  order: 'stable',
  key: (item) => item.id,
  asset: (item) => ({ kind: 'setting', id: item.id, name: item.id }),
  async *collect() {
    yield { items: [] }
  },
})
const lock: Facet<Door, { readonly bolts: number }> = defineFacet({
  name: 'house.door.lock',
  of: door,
  needs: {},
  fetch: async () => ({ bolts: 1 }),
})
const keepers = defineIndex({ name: 'house.keepers', of: door, pick: (item: Door) => ({ on: item.keeper }) })
const text = {
  title: 'T',
  risk: 'R',
  remediation: 'F',
  severity: 'low',
  category: 'misconfiguration',
  version: 1,
} as const

/** A schema of one number with a default, by hand: authors use the schema library that they like. */
function numberField<K extends string>(name: K, initial: number): StandardSchemaV1<unknown, Record<K, number>> {
  const validate = (value: unknown) => {
    const given = (value as Record<string, unknown>)[name] ?? initial
    if (typeof given !== 'number') return { issues: [{ message: 'must be a number', path: [name] }] }
    return { value: { [name]: given } as Record<K, number> }
  }
  return { '~standard': { version: 1, vendor: 'test', validate } }
}

const bolted: Check = defineCheck({
  ...text,
  id: 'house/bolted',
  on: door,
  with: { lock },
  lookup: { keepers },
  params: numberField('bolts', 2),
  evaluate: ({ resource, lock, keepers, params, now }) =>
    lock.bolts >= params.bolts && keepers.has(resource.keeper)
      ? pass()
      : fail(`${resource.id} at ${now.toISOString()}`, { evidence: { known: keepers.size } }),
})
const manyDoors: Check = defineAggregateCheck({
  ...text,
  id: 'house/many-doors',
  on: door,
  params: numberField('most', 1),
  init: () => ({ doors: 0 }),
  add: (state) => ({ doors: state.doors + 1 }),
  done: (state, { partition, params }) => [
    {
      asset: partition.asset ?? { kind: 'site', id: partition.key, name: partition.name },
      verdict: state.doors > params.most ? fail(`${state.doors} doors`) : pass(),
    },
  ],
})
const front: Door = { id: 'front', keeper: 'k1' }

describe('runCheck', () => {
  it('gives the item, facets, indexes, default parameters and the time to the check', () => {
    const run = { resource: front, facets: { lock: { bolts: 2 } }, lookups: { keepers: { k1: { on: 'k1' } } } }
    expect(runCheck(bolted, run)).toEqual({ outcome: 'pass' })
    expect(runCheck(bolted, { ...run, lookups: { keepers: new Map() } })).toEqual({
      outcome: 'fail',
      message: 'front at 2026-01-01T00:00:00.000Z',
      evidence: { known: 0 },
    })
  })

  it('takes parameters and the time from the test', () => {
    const run = { resource: front, facets: { lock: { bolts: 2 } }, lookups: { keepers: { k1: { on: 'k1' } } } }
    const verdict = runCheck(bolted, { ...run, params: { bolts: 3 }, now: new Date('2027-01-01T00:00:00Z') })
    expect(verdict).toMatchObject({ outcome: 'fail', message: 'front at 2027-01-01T00:00:00.000Z' })
  })

  it('refuses parameters that do not fit, by name', () => {
    const run = { resource: front, facets: { lock: { bolts: 2 } }, lookups: { keepers: {} } }
    expect(() => runCheck(bolted, { ...run, params: { bolts: 'many' } })).toThrow(/house\/bolted: params\.bolts/)
  })

  it('refuses facets and indexes that were forgotten or never declared', () => {
    expect(() => runCheck(bolted, { resource: front, lookups: { keepers: {} } })).toThrow('reads the facet lock')
    const run = { resource: front, facets: { lock: { bolts: 2 }, paint: 'red' }, lookups: { keepers: {} } }
    expect(() => runCheck(bolted, run)).toThrow('does not declare the facet paint')
  })

  it('tells a single verdict from several', () => {
    const hinges: Check = defineCheck({
      ...text,
      id: 'house/hinges',
      on: door,
      evaluate: () => [fail('upper', { part: 'upper' }), fail('lower', { part: 'lower' })],
    })
    expect(runCheckParts(hinges, { resource: front })).toMatchObject([{ part: 'upper' }, { part: 'lower' }])
    expect(() => runCheck(hinges, { resource: front })).toThrow('runCheckParts')
    const run = { resource: front, facets: { lock: { bolts: 2 } }, lookups: { keepers: { k1: {} } } }
    expect(runCheckParts(bolted, run)).toEqual([{ outcome: 'pass' }])
  })

  it('says what the other kind of check takes', () => {
    expect(() => runCheck(manyDoors, { resource: front })).toThrow('give it `resources`')
    expect(() => runCheck(bolted, { resources: [] })).toThrow('give it a `resource`')
  })
})

describe('runCheck with an aggregate check', () => {
  it('adds up the items of a partition', () => {
    const one = runCheck(manyDoors, { resources: [front] })
    expect(one).toEqual([{ asset: expect.objectContaining({ id: 'acme' }), verdict: { outcome: 'pass' } }])
    const [two] = runCheck(manyDoors, {
      resources: [front, { ...front, id: 'back' }],
      partition: { key: 'p', name: 'P' },
    })
    expect(two).toMatchObject({ asset: { kind: 'site', id: 'p' }, verdict: { outcome: 'fail', message: '2 doors' } })
  })

  it('judges an empty partition', () => {
    expect(runCheck(manyDoors, { resources: [], params: { most: 0 } })).toHaveLength(1)
  })
})
