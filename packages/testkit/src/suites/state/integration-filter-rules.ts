import assert from 'node:assert/strict'
import type { Integration, IntegrationFilter, StateStore } from '@opencasb/core'
import { sampleIntegration } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

async function ids(state: StateStore, filter?: IntegrationFilter): Promise<string[]> {
  return (await state.integrations.list(filter)).map(({ id }) => id)
}

async function fill(state: StateStore): Promise<void> {
  const changes: Readonly<Record<string, Partial<Integration>>> = {
    e: { owner: 'acme', tenant: { id: 't1', name: 'Acme' }, nextScanAt: '2026-01-02T00:00:00.000Z' },
    d: { owner: 'acme', connector: 'other', nextScanAt: '2026-01-01T00:00:00.000Z' },
    c: { owner: 'labs', tenant: { id: 't1', name: 'Acme' }, nextScanAt: '2026-01-03T00:00:00.000Z' },
    b: { pausedAt: '2026-01-01T00:00:00.000Z', nextScanAt: '2026-01-01T00:00:00.000Z' },
    a: {},
  }
  for (const [id, change] of Object.entries(changes))
    await state.integrations.put({ ...sampleIntegration(id), ...change })
}

/** Listing and changing integrations. */
export const integrationFilterRules: StateRules = {
  name: 'integrations that match',
  rules: [
    {
      title: 'state/integration-order: lists in the order in which they were added, whatever was changed since',
      async check({ state }) {
        await fill(state)
        await state.integrations.put({ ...sampleIntegration('d'), name: 'Renamed' })
        await state.integrations.update('c', (current) => ({ ...current, name: 'Renamed' }))
        assert.deepEqual(await ids(state), ['e', 'd', 'c', 'b', 'a'])
        assert.deepEqual(await ids(state, { limit: 2 }), ['e', 'd'])
        await state.integrations.remove('d')
        await state.integrations.put(sampleIntegration('d'))
        assert.deepEqual(await ids(state), ['e', 'c', 'b', 'a', 'd'])
      },
    },
    {
      title: 'state/integration-filter: gives those of a connector, an owner and a tenant; every part must match',
      async check({ state }) {
        await fill(state)
        assert.deepEqual(await ids(state, { connector: 'sample' }), ['e', 'c', 'b', 'a'])
        assert.deepEqual(await ids(state, { owner: 'acme' }), ['e', 'd'])
        assert.deepEqual(await ids(state, { tenant: 't1' }), ['e', 'c'])
        assert.deepEqual(await ids(state, { connector: 'sample', tenant: 't1', owner: 'labs' }), ['c'])
        assert.deepEqual(await ids(state, { connector: 'sample', limit: 2 }), ['e', 'c'])
        assert.deepEqual(await ids(state, { owner: 'nobody' }), [])
      },
    },
    {
      title: 'state/integration-due: gives what is due and not paused, the longest due first',
      async check({ state }) {
        await fill(state)
        assert.deepEqual(await ids(state, { dueBefore: '2025-12-31T23:59:59.999Z' }), [])
        assert.deepEqual(await ids(state, { dueBefore: '2026-01-02T00:00:00.000Z' }), ['d', 'e'])
        assert.deepEqual(await ids(state, { dueBefore: '2026-02-01T00:00:00.000Z' }), ['d', 'e', 'c'])
        assert.deepEqual(await ids(state, { dueBefore: '2026-02-01T00:00:00.000Z', limit: 1 }), ['d'])
        assert.deepEqual(await ids(state, { dueBefore: '2026-02-01T00:00:00.000Z', owner: 'labs' }), ['c'])
        await state.commit({ integration: 'd', patch: { nextScanAt: '2026-01-04T00:00:00.000Z' } })
        await state.integrations.update('e', ({ nextScanAt: _, ...current }) => current)
        await state.integrations.update('b', ({ pausedAt: _, ...current }) => current)
        assert.deepEqual(await ids(state, { dueBefore: '2026-02-01T00:00:00.000Z' }), ['b', 'c', 'd'])
      },
    },
    {
      title: 'state/integration-update: reads, changes and writes; what is not there stays away',
      async check({ state }) {
        await state.integrations.put(sampleIntegration('one'))
        const tenant = { id: 't1', name: 'Acme' }
        const expected = { ...sampleIntegration('one'), tenant }
        assert.deepEqual(await state.integrations.update('one', (current) => ({ ...current, tenant })), expected)
        assert.deepEqual(await state.integrations.get('one'), expected)
        assert.equal(await state.integrations.update('two', (current) => ({ ...current, tenant })), undefined)
        assert.deepEqual(await state.integrations.list(), [expected])
      },
    },
    {
      title: 'state/integration-update-refused: a change that throws leaves the integration as it was',
      async check({ state }) {
        await state.integrations.put(sampleIntegration('one'))
        const refuse = (): Integration => {
          throw new RangeError('not this one')
        }
        await assert.rejects(state.integrations.update('one', refuse), RangeError)
        assert.deepEqual(await state.integrations.get('one'), sampleIntegration('one'))
      },
    },
    {
      title: '[F40] state/integration-update-race: changes that overlap are all made, one after the other',
      async check({ state }) {
        await state.integrations.put({ ...sampleIntegration('one'), config: { count: 0 } })
        await Promise.all(
          Array.from({ length: 25 }, () =>
            state.integrations.update('one', (current) => ({
              ...current,
              config: { count: Number(current.config['count']) + 1 },
            })),
          ),
        )
        assert.deepEqual((await state.integrations.get('one'))?.config, { count: 25 })
      },
    },
  ],
}
