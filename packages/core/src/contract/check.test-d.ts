// Checked by the compiler alone: what must not compile, does not.
import { z } from 'zod'
import { type Check, defineAggregateCheck, defineCheck, defineFacet, defineResource, fail, pass } from '../connector.ts'
import type { ResourceType } from './resource.ts'
import type { Session } from './session.ts'

interface Door {
  readonly id: string
  readonly label: string
}
interface Lamp {
  readonly serial: string
}
interface HouseSession extends Session {
  readonly client: { get(path: string): Promise<unknown> }
}

const door: ResourceType<Door, HouseSession> = defineResource<Door, HouseSession>({
  name: 'house.door',
  needs: {},
  order: 'stable',
  key: ({ id }) => id,
  asset: ({ id, label }) => ({ kind: 'setting', id, name: label }),
  async *collect({ session }) {
    await session.client.get('/doors')
    yield { items: [] }
  },
})
const lamp = defineResource<Lamp, HouseSession>({
  name: 'house.lamp',
  needs: {},
  order: 'stable',
  key: ({ serial }) => serial,
  asset: ({ serial }) => ({ kind: 'device', id: serial, name: serial }),
  async *collect() {
    yield { items: [] }
  },
})
const lock = defineFacet<Door, { bolts: number }, HouseSession>({
  name: 'house.door.lock',
  of: door,
  needs: {},
  fetch: async () => ({ bolts: 2 }),
})
const bulb = defineFacet<Lamp, { watts: number }, HouseSession>({
  name: 'house.lamp.bulb',
  of: lamp,
  needs: {},
  fetch: async () => ({ watts: 5 }),
})

const words = {
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: '',
  risk: '',
  remediation: '',
} as const

export const typed: Check = defineCheck({
  ...words,
  id: 'house/bolted',
  on: door,
  with: { lock },
  params: z.object({ min: z.number().default(1) }),
  evaluate: ({ resource, lock, params }) => (lock.bolts >= params.min ? pass() : fail(resource.label)),
})

export const foreignFacet: Check = defineCheck({
  ...words,
  id: 'house/foreign',
  on: door,
  // @ts-expect-error the facet belongs to another resource
  with: { bulb },
  evaluate: () => pass(),
})

export const undeclaredFacet: Check = defineCheck({
  ...words,
  id: 'house/undeclared',
  on: door,
  // @ts-expect-error the facet was not declared
  evaluate: ({ lock }) => (lock ? pass() : fail('')),
})

export const counted: Check = defineAggregateCheck({
  ...words,
  id: 'house/few-doors',
  on: door,
  init: () => 0,
  add: (count, { resource }) => count + (resource.label === '' ? 0 : 1),
  done: (count, { partition }) =>
    partition.asset ? [{ asset: partition.asset, verdict: count > 3 ? fail('many doors') : pass() }] : [],
})

export const erased: readonly ResourceType[] = [door, lamp]
