import assert from 'node:assert/strict'
import type { Asset, CommitBatch, InventoryFilter, StateStore } from '@opencasb/core'
import { addIntegration } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

const first = '2026-01-01T00:00:00.000Z'
const second = '2026-01-02T00:00:00.000Z'

function asset(id: string, name: string, changes: Partial<Asset> = {}): { item: string; asset: Asset } {
  return { item: id, asset: { kind: 'repository', id, name, ...changes } }
}

async function put(
  state: StateStore,
  assets: readonly { readonly item: string; readonly asset: Asset }[],
  changes: Partial<NonNullable<CommitBatch['inventory']>> & { readonly integration?: string } = {},
): Promise<void> {
  const { integration = 'one', ...rest } = changes
  await addIntegration(state, integration)
  const where = { resource: 'sample.repository', partition: 'acme', runId: 'run-1', at: first }
  await state.commit({ integration, inventory: { ...where, assets, ...rest } })
}

async function names(state: StateStore, filter: InventoryFilter = {}): Promise<string[]> {
  return (await state.inventory.list(filter)).items.map((item) => item.asset.name)
}

/** The inventory. */
export const inventoryRules: StateRules = {
  name: 'inventory',
  rules: [
    {
      title: 'state/inventory-put: keeps assets whole, with the time of the first and the last sight',
      async check({ state }) {
        const full = asset('r1', 'api', { url: 'https://example.com/r1', owner: 'platform', status: 'archived' })
        await put(state, [full])
        const where = { integration: 'one', resource: 'sample.repository', partition: 'acme', item: 'r1' }
        const seen = { ...where, asset: full.asset, firstSeen: first, lastSeen: first }
        assert.deepEqual((await state.inventory.list({})).items, [seen])
        const renamed = asset('r1', 'web')
        await put(state, [renamed], { runId: 'run-2', at: second })
        assert.deepEqual((await state.inventory.list({})).items, [{ ...seen, asset: renamed.asset, lastSeen: second }])
      },
    },
    {
      title: 'state/inventory-removed: forgets what the vendor says is gone, in its own partition',
      async check({ state }) {
        await put(state, [asset('r1', 'api'), asset('r2', 'web')])
        await put(state, [asset('r1', 'api of labs')], { partition: 'labs' })
        await put(state, [], { removed: ['r1', 'r-unknown'] })
        assert.deepEqual(await names(state), ['api of labs', 'web'])
      },
    },
    {
      title: 'state/inventory-sweep: forgets what the run did not see, in its own partition',
      async check({ state }) {
        await put(state, [asset('r1', 'api'), asset('r2', 'web')])
        await put(state, [asset('r3', 'labs')], { partition: 'labs' })
        await put(state, [asset('m1', 'member')], { resource: 'sample.member' })
        await put(state, [asset('r1', 'api two')], { integration: 'two' })
        await put(state, [asset('r2', 'web')], { runId: 'run-2', at: second })
        const stream = { resource: 'sample.repository', partition: 'acme' }
        await state.commit({ integration: 'one', inventorySweep: { ...stream, runId: 'run-2' } })
        assert.deepEqual(await names(state), ['api two', 'labs', 'member', 'web'])
      },
    },
    {
      title: 'state/inventory-list: lists by kind, then name, then item, page by page',
      async check({ state }) {
        await put(state, [
          asset('r3', 'b'),
          asset('r2', 'a'),
          asset('r1', 'a'),
          asset('u1', 'z', { kind: 'account' }),
          asset('s1', 'a', { kind: 'site' }),
        ])
        const items: string[] = []
        let after: string | undefined
        do {
          const page = await state.inventory.list({}, { limit: 2, ...(after !== undefined && { after }) })
          items.push(...page.items.map(({ item }) => item))
          after = page.cursor
        } while (after !== undefined)
        assert.deepEqual(items, ['u1', 'r1', 'r2', 'r3', 's1'])
        await assert.rejects(state.inventory.list({}, { after: 'nonsense' }), { code: 'config', field: 'after' })
      },
    },
    {
      title: 'state/inventory-filters: filters by integration, kind and text, and counts by kind',
      async check({ state }) {
        await put(state, [asset('r1', 'Api'), asset('u1', 'Robin', { kind: 'account' })])
        await put(state, [asset('r1', 'Web')], { integration: 'two' })
        assert.deepEqual(await names(state, { integration: ['two'] }), ['Web'])
        assert.deepEqual(await names(state, { kind: ['account', 'file'] }), ['Robin'])
        assert.deepEqual(await names(state, { text: 'aPI' }), ['Api'])
        assert.deepEqual(await names(state, { kind: [] }), [])
        const counts = async (filter: InventoryFilter) => Object.entries(await state.inventory.count(filter)).sort()
        assert.deepEqual(await counts({}), [
          ['account', 1],
          ['repository', 2],
        ])
        assert.deepEqual(await counts({ integration: ['one'], text: 'api' }), [['repository', 1]])
      },
    },
  ],
}
