import type { Connector } from '@opencasb/core'
import { defineCheck, defineConnector, defineFacet, defineResource, pass } from '@opencasb/core/connector'
import { z } from 'zod'

interface Door {
  readonly id: string
}

const door = defineResource<Door>({
  name: 'house.door',
  needs: { key: ['doors:read'], badge: [] },
  order: 'stable',
  key: ({ id }) => id,
  asset: ({ id }) => ({ kind: 'setting', id, name: id }),
  async *collect() {
    yield { items: [] }
  },
})

const lock = defineFacet<Door, boolean>({
  name: 'house.door.lock',
  of: door,
  needs: { key: ['locks:read'] },
  features: ['locks'],
  fetch: async () => true,
})

/** A connector with one resource, one facet that one of two ways to sign in cannot read, and two checks. */
export const madeUpConnector: Connector = defineConnector({
  id: 'house',
  version: '1.0.0',
  title: 'House',
  config: z.object({}),
  auth: ['key', 'badge'].map((kind) => ({ kind, title: `With a ${kind}`, schema: z.object({}), secrets: [] })),
  resources: [door],
  checks: [
    defineCheck({
      id: 'house/door-locked',
      version: 2,
      title: 'Door | unlocked',
      severity: 'high',
      category: 'misconfiguration',
      risk: 'Anyone can walk in.',
      remediation: 'Lock it.',
      see: 'https://example.com/locks',
      frameworks: { 'cis-house': ['1.1'] },
      on: door,
      with: { lock },
      params: z.object({ bolts: z.number().default(2).describe('How many bolts') }),
      evaluate: () => pass(),
    }),
    defineCheck({
      id: 'house/door-exists',
      version: 1,
      title: 'No door',
      severity: 'critical',
      category: 'misconfiguration',
      risk: 'Nobody can walk in.',
      remediation: 'Build one.',
      on: door,
      evaluate: () => pass(),
    }),
  ],
  interval: { default: 86_400_000, min: 60_000 },
  guide: {
    prerequisites: ['A house'],
    plans: 'Any house.',
    auth: {
      key: {
        steps: ['Cut a key.'],
        permissions: [{ permission: 'locks:read', label: 'Locks', reason: 'To see whether they are locked' }],
      },
    },
  },
  open: async () => {
    throw new Error('Nobody is at home')
  },
})
