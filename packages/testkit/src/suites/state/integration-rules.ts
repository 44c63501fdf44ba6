import assert from 'node:assert/strict'
import type { StateStore } from '@opencasb/core'
import { sampleIntegration, sampleRecord, storeRecords } from './sample-record.ts'
import { sampleReport } from './sample-report.ts'
import { sampleTime } from './sample-time.ts'
import type { StateRules } from './state-subject.ts'

async function fill(state: StateStore, integration: string): Promise<void> {
  await storeRecords(
    state,
    sampleRecord({ finding: { integration } }),
    sampleRecord({ item: 'h1', parent: 'r1', finding: { integration, fingerprint: 'f2', check: 'sample/rule-b' } }),
  )
  const stream = { resource: 'sample.repository', partition: 'acme' }
  const asset = { kind: 'repository', id: 'r1', name: `${integration}/api` } as const
  await state.commit({
    integration,
    inventory: { ...stream, runId: 'run-1', at: sampleTime, assets: [{ item: 'r1', asset }] },
    checkpoint: { ...stream, runId: 'run-1', mode: 'full', done: false, progress: {} },
    watermark: { ...stream, fullReadAt: sampleTime, items: 1, planHash: 'h' },
    outbox: [
      { id: integration, sink: 'webhook', integration, type: 'scan-end', body: integration, createdAt: sampleTime },
    ],
    run: {
      runId: 'run-1',
      integration,
      startedAt: sampleTime,
      mode: 'full',
      planHash: 'h',
      status: 'complete',
      report: sampleReport({ integration: { ...sampleReport().integration, id: integration } }),
    },
  })
  await state.cache(integration).set('key', { body: integration, headers: {} })
}

/** Everything that can be read of an integration. */
async function traces(state: StateStore, integration: string): Promise<unknown[]> {
  const where = { integration, resource: 'sample.repository', partition: 'acme' }
  const filter = { integration: [integration] }
  const found = await Promise.all([
    state.integrations.get(integration),
    state.findings.get(integration, 'f1'),
    state.findings.history(integration, 'f1'),
    state.findings.known({ ...where, items: ['r1'], parents: ['r1'], resolved: true }),
    state.findings.unseen({ ...where, checks: ['sample/rule-a', 'sample/rule-b'], runId: 'run-9', limit: 10 }),
    state.findings.sweepCounts({ ...where, checks: ['sample/rule-a', 'sample/rule-b'], runId: 'run-9' }),
    state.findings.ofOtherChecks({ integration, checks: [], limit: 10 }),
    state.findings.find('f1').then((all) => all.filter(({ finding }) => finding.integration === integration)),
    state.findings.list(filter).then(({ items }) => items),
    state.findings.count(filter, 'check').then((counts) => Object.keys(counts)),
    state.inventory.list(filter).then(({ items }) => items),
    state.inventory.count(filter).then((counts) => Object.keys(counts)),
    state.checkpoints.load(integration),
    state.checkpoints.watermarks(integration),
    state.checkpoints.lastRun(integration),
    state.checkpoints.lastReport(integration),
    state.cache(integration).get('key'),
    state.outbox.list({ integration }).then(({ items }) => items),
    state.findings.find('f1', integration),
  ])
  return found.filter((trace) => (Array.isArray(trace) ? trace.length > 0 : trace !== undefined))
}

/** How many things {@link traces} looks at. */
const allTraces = 19

/** Integrations, and that they never mix. */
export const integrationRules: StateRules = {
  name: 'integrations',
  rules: [
    {
      title: '[F41] state/integration-add: what is added under an id that is taken changes nothing, also in a race',
      async check({ state }) {
        const adds = Array.from({ length: 8 }, (_, n) =>
          state.integrations.add({ ...sampleIntegration('one'), name: `by ${n}` }),
        )
        const outcomes = await Promise.all(adds)
        assert.equal(outcomes.filter((isAdded) => isAdded).length, 1)
        assert.equal((await state.integrations.get('one'))?.name, `by ${outcomes.indexOf(true)}`)
        await fill(state, 'one')
        assert.equal(await state.integrations.add(sampleIntegration('one')), false)
        assert.ok(await state.findings.get('one', 'f1'))
        assert.equal(await state.integrations.add(sampleIntegration('two')), true)
        assert.deepEqual(await state.integrations.get('two'), sampleIntegration('two'))
      },
    },
    {
      title: 'state/integrations: puts, replaces, gets and lists integrations',
      async check({ state }) {
        const one = sampleIntegration('one')
        const two = { ...sampleIntegration('two'), tenant: { id: 't2', name: 'Labs', url: 'https://example.com' } }
        await state.integrations.put(one)
        await state.integrations.put(two)
        assert.deepEqual(await state.integrations.get('one'), one)
        assert.equal(await state.integrations.get('three'), undefined)
        const renamed = { ...one, name: 'Renamed', config: { organization: 'labs', nested: { deep: [1, null] } } }
        await state.integrations.put(renamed)
        const listed = [...(await state.integrations.list())].sort((a, b) => (a.id < b.id ? -1 : 1))
        assert.deepEqual(listed, [renamed, two])
      },
    },
    {
      title: 'state/integration-put-keeps: replacing an integration keeps its findings',
      async check({ state }) {
        await fill(state, 'one')
        await state.integrations.put({ ...sampleIntegration('one'), name: 'Renamed' })
        assert.equal((await traces(state, 'one')).length, allTraces)
      },
    },
    {
      title: 'state/tenants-apart: integrations with the same items, findings and runs never mix',
      async check({ state }) {
        await fill(state, 'one')
        await fill(state, 'two')
        const resolved = sampleRecord({ finding: { integration: 'two', state: 'resolved', revision: 2 } })
        await storeRecords(state, resolved)
        assert.deepEqual(await state.findings.get('one', 'f1'), sampleRecord({ finding: { integration: 'one' } }))
        assert.deepEqual(await state.findings.get('two', 'f1'), resolved)
        assert.equal((await state.findings.history('one', 'f1')).length, 1)
        assert.equal((await state.cache('one').get('key'))?.body, 'one')
        assert.equal((await state.checkpoints.lastReport('two'))?.integration.id, 'two')
        const { items } = await state.inventory.list({ integration: ['one'] })
        assert.deepEqual(
          items.map(({ asset }) => asset.name),
          ['one/api'],
        )
      },
    },
    {
      title: 'state/erase: removing an integration leaves nothing of it, and everything of the others',
      async check({ state }) {
        await fill(state, 'one')
        await fill(state, 'two')
        assert.equal((await traces(state, 'one')).length, allTraces)
        const erased = { findings: 2, assets: 1, progress: 3, cachedAnswers: 1, outbox: 1 }
        assert.deepEqual(await state.integrations.remove('one'), erased)
        assert.deepEqual(await traces(state, 'one'), [])
        assert.equal((await traces(state, 'two')).length, allTraces)
        const nothing = { findings: 0, assets: 0, progress: 0, cachedAnswers: 0, outbox: 0 }
        assert.deepEqual(await state.integrations.remove('one'), nothing)
        await state.integrations.put(sampleIntegration('one'))
        assert.deepEqual(
          await traces(state, 'one'),
          [sampleIntegration('one')],
          'an integration of the same id starts anew',
        )
      },
    },
    {
      title: 'state/erase-late-writes: a scan that still runs writes nothing for an integration that was removed',
      async check({ state }) {
        await fill(state, 'one')
        const lease = await state.leases.acquire('scan/one', 60_000)
        await state.integrations.remove('one')
        const late = { integration: 'one', findings: [{ record: sampleRecord() }], ...(lease && { fence: lease }) }
        await assert.rejects(state.commit(late), { code: 'state', reason: 'lease-lost' })
        await state.cache('one').set('key', { body: 'late', headers: {} })
        await state.integrations.put(sampleIntegration('two'))
        await state.commit({ integration: 'two' })
        assert.equal(await state.cache('one').get('key'), undefined)
        assert.deepEqual(await traces(state, 'one'), [])
      },
    },
  ],
}
