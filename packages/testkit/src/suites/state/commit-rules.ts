import assert from 'node:assert/strict'
import type { CommitBatch, OutboxEntry, StateStore } from '@opencasb/core'
import { addIntegration, sampleHistory, sampleIntegration, sampleRecord, storeRecords } from './sample-record.ts'
import { sampleReport } from './sample-report.ts'
import { sampleTime } from './sample-time.ts'
import type { StateRules } from './state-subject.ts'

const later = '2026-01-05T00:00:00.000Z'

const message: OutboxEntry = {
  id: 'message-1',
  sink: 'webhook',
  integration: 'one',
  type: 'finding-change',
  body: { fingerprint: 'f2' },
  createdAt: later,
}

/** A batch that has every part. */
function fullBatch(): CommitBatch {
  const record = sampleRecord({ finding: { fingerprint: 'f2' } })
  const stream = { resource: 'sample.repository', partition: 'acme' }
  return {
    integration: 'one',
    findings: [{ record, history: sampleHistory(record) }],
    seen: { fingerprints: ['f1'], runId: 'run-2', at: later },
    unassessed: { fingerprints: ['f3'], runId: 'run-2', at: later },
    unassessedChecks: { checks: ['sample/rule-b'], at: later },
    missed: { fingerprints: ['f5'], runId: 'run-2' },
    inventory: {
      ...stream,
      runId: 'run-2',
      at: later,
      assets: [{ item: 'r1', asset: { kind: 'repository', id: 'r1', name: 'api' } }],
    },
    inventorySweep: { ...stream, runId: 'run-2' },
    checkpoint: { ...stream, runId: 'run-2', mode: 'full', done: false, progress: { items: 1 } },
    watermark: { ...stream, watermark: 'w', fullReadAt: later, items: 1, planHash: 'h' },
    run: {
      runId: 'run-2',
      integration: 'one',
      startedAt: later,
      mode: 'full',
      planHash: 'h',
      status: 'complete',
      report: sampleReport(),
    },
    outbox: [message],
    patch: { tenant: { id: 't9', name: 'Patched' }, nextScanAt: later },
  }
}

async function prepare(state: StateStore): Promise<void> {
  await storeRecords(
    state,
    sampleRecord(),
    sampleRecord({ finding: { fingerprint: 'f3' } }),
    sampleRecord({ finding: { fingerprint: 'f4', check: 'sample/rule-b' } }),
    sampleRecord({ finding: { fingerprint: 'f5' } }),
  )
  const stream = { resource: 'sample.repository', partition: 'acme' }
  const old = { item: 'r0', asset: { kind: 'repository', id: 'r0', name: 'old' } } as const
  await state.commit({ integration: 'one', inventory: { ...stream, runId: 'run-1', at: sampleTime, assets: [old] } })
}

/** Each part of a batch, so that it fails when a store gets to it. */
function brokenParts(): Readonly<Record<string, Partial<CommitBatch>>> {
  const { findings = [], inventory, checkpoint, watermark, run, patch } = fullBatch()
  const failing = <T extends object>(part: T | undefined, field: keyof T): T =>
    Object.defineProperty({ ...part } as T, field, {
      enumerable: true,
      get: () => {
        throw new RangeError('this part cannot be read')
      },
    })
  return {
    findings: { findings: [...findings, failing(findings[0], 'record')] },
    inventory: { inventory: failing(inventory, 'assets') },
    asset: inventory ? { inventory: { ...inventory, assets: [failing(inventory.assets[0], 'asset')] } } : {},
    checkpoint: { checkpoint: failing(checkpoint, 'resource') },
    watermark: { watermark: failing(watermark, 'partition') },
    run: { run: failing(run, 'runId') },
    outbox: { outbox: [message, failing({ ...message, id: 'message-2' }, 'body')] },
    patch: { patch: failing(patch, 'nextScanAt') },
  }
}

/** Everything that can be read of an integration. */
async function everything(state: StateStore): Promise<unknown> {
  const fingerprints = ['f1', 'f2', 'f3', 'f4', 'f5']
  return {
    records: await Promise.all(fingerprints.map((fingerprint) => state.findings.get('one', fingerprint))),
    histories: await Promise.all(fingerprints.map((fingerprint) => state.findings.history('one', fingerprint))),
    inventory: await state.inventory.list({}),
    checkpoints: await state.checkpoints.load('one'),
    watermarks: await state.checkpoints.watermarks('one'),
    run: await state.checkpoints.lastRun('one'),
    report: await state.checkpoints.lastReport('one'),
    outbox: await state.outbox.list({}),
    integration: await state.integrations.get('one'),
  }
}

/** Commits are whole or not at all. */
export const commitRules: StateRules = {
  name: 'commits',
  rules: [
    {
      title: 'state/commit-whole: writes every part of a batch',
      async check({ state }) {
        await prepare(state)
        await state.commit(fullBatch())
        const of = async (fingerprint: string) => (await state.findings.get('one', fingerprint)) ?? sampleRecord()
        assert.equal((await of('f1')).finding.lastSeen, later)
        assert.equal((await of('f2')).finding.fingerprint, 'f2')
        assert.equal((await of('f3')).seenRun, 'run-2')
        assert.equal((await of('f4')).finding.unknownSince, later)
        assert.equal((await of('f5')).misses, 1)
        assert.deepEqual(
          (await state.inventory.list({})).items.map(({ item }) => item),
          ['r1'],
        )
        assert.equal((await state.checkpoints.load('one')).length, 1)
        assert.equal((await state.checkpoints.watermarks('one')).length, 1)
        assert.equal((await state.checkpoints.lastRun('one'))?.status, 'complete')
        assert.deepEqual(await state.checkpoints.lastReport('one'), sampleReport())
        const waiting = { ...message, state: 'waiting', attempts: 0, nextAt: message.createdAt }
        assert.deepEqual((await state.outbox.list({})).items, [waiting])
        const patch = { tenant: { id: 't9', name: 'Patched' }, nextScanAt: later }
        assert.deepEqual(await state.integrations.get('one'), { ...sampleIntegration('one'), ...patch })
        assert.equal((await state.integrations.list({ tenant: 't9', dueBefore: later })).length, 1)
      },
    },
    {
      title: '[F39] state/commit-atomic: a part that fails leaves nothing of the others',
      async check({ state }) {
        await prepare(state)
        const before = await everything(state)
        for (const [part, broken] of Object.entries(brokenParts())) {
          await assert.rejects(state.commit({ ...fullBatch(), ...broken }), part)
          assert.deepEqual(await everything(state), before, part)
        }
        await state.commit(fullBatch())
        assert.notDeepEqual(await everything(state), before)
      },
    },
    {
      title: '[F38] state/commit-again: the same batch a second time changes nothing more, the misses apart',
      async check({ state }) {
        await prepare(state)
        const { missed: _, ...batch } = fullBatch()
        await state.commit(batch)
        const once = await everything(state)
        await state.commit(batch)
        assert.deepEqual(await everything(state), once)
      },
    },
    {
      title: '[F41] state/commit-fenced: an old owner puts nothing into the outbox and changes no integration',
      async check({ state, clock }) {
        await prepare(state)
        const old = await state.leases.acquire('scan:one', 1_000)
        await clock.advance(2_000)
        await state.leases.acquire('scan:one', 1_000)
        assert.ok(old)
        const before = await everything(state)
        await assert.rejects(state.commit({ ...fullBatch(), fence: old }), { code: 'state', reason: 'lease-lost' })
        assert.deepEqual(await everything(state), before)
      },
    },
    {
      title: 'state/commit-empty: a batch without parts is fine',
      async check({ state }) {
        await addIntegration(state, 'one')
        await state.commit({ integration: 'one' })
        await state.commit({ integration: 'one', findings: [], seen: { fingerprints: [], runId: 'run-1', at: later } })
        assert.deepEqual((await state.findings.list({})).items, [])
      },
    },
    {
      title: 'state/commit-concurrent: commits that overlap are all written',
      async check({ state }) {
        await addIntegration(state, 'one')
        await Promise.all(
          Array.from({ length: 20 }, (_, n) => {
            const record = sampleRecord({ item: `r${n}`, finding: { fingerprint: `f${n}` } })
            return state.commit({ integration: 'one', findings: [{ record, history: sampleHistory(record) }] })
          }),
        )
        assert.equal((await state.findings.list({})).items.length, 20)
      },
    },
    {
      title: 'state/close-twice: closing again is harmless',
      async check({ state }) {
        await state.close()
        await state.close()
      },
    },
  ],
}
