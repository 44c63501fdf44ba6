// A host as a user would write it, in TypeScript, on the packed packages: types resolve, a scan runs.
import assert from 'node:assert/strict'
import { createScanner, type Finding, type ScanReport } from '@opencasb/core'
import {
  type Connector,
  defineCheck,
  defineConnector,
  defineFacet,
  defineResource,
  fail,
  pass,
  type ResourceType,
} from '@opencasb/core/connector'
import { z } from 'zod'

interface Door {
  readonly id: string
  readonly open: boolean
}

const doors: readonly Door[] = [
  { id: 'front', open: false },
  { id: 'back', open: true },
]

const door: ResourceType<Door> = defineResource<Door>({
  name: 'house.door',
  needs: { key: [] },
  order: 'stable',
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'setting', id, name: `${id} door` }),
  async *collect() {
    yield { items: doors }
  },
})

const lock = defineFacet<Door, { locked: boolean }>({
  name: 'house.door.lock',
  of: door,
  needs: { key: [] },
  fetch: async ({ open }) => ({ locked: !open }),
})

const house: Connector = defineConnector({
  id: 'house',
  version: '1.0.0',
  title: 'House',
  config: z.object({}),
  auth: [{ kind: 'key', title: 'Key', schema: z.object({ key: z.string() }), secrets: ['key'] }],
  resources: [door],
  checks: [
    defineCheck({
      id: 'house/door-locked',
      version: 1,
      title: 'Door is not locked',
      severity: 'high',
      category: 'misconfiguration',
      risk: 'Anyone can walk in.',
      remediation: 'Lock it.',
      on: door,
      with: { lock },
      evaluate: ({ resource, lock: { locked } }) => (locked ? pass() : fail(`The ${resource.id} door stands open`)),
    }),
  ],
  interval: { default: 86_400_000, min: 60_000 },
  guide: { prerequisites: [], plans: 'Any.', auth: { key: { steps: ['Take the key.'], permissions: [] } } },
  open: async () => ({
    tenant: { id: '1', name: 'House' },
    granted: 'unknown',
    features: 'unknown',
    close: async () => {},
  }),
})

const scanner = createScanner({ connectors: [house] })
const { id } = await scanner.integrations.register({
  connector: 'house',
  config: {},
  credentials: { kind: 'key', key: 'made-up' },
})
const report: ScanReport = await scanner.scan(id)
const { items }: { items: readonly Finding[] } = await scanner.findings.list({ severity: ['high'] })
await scanner.close()

assert.equal(report.status, 'complete', JSON.stringify(report.gaps))
assert.deepEqual(
  items.map(({ message, state }) => [message, state]),
  [['The back door stands open', 'open']],
)
