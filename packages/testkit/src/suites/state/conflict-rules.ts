import assert from 'node:assert/strict'
import type { CommitBatch, FindingRecord, StateStore } from '@opencasb/core'
import { addIntegration, sampleHistory, sampleRecord, storeRecords } from './sample-record.ts'
import { sampleTime } from './sample-time.ts'
import type { StateRules } from './state-subject.ts'

const conflict = { code: 'state', reason: 'conflict', retryable: true }
const stream = { resource: 'sample.repository', partition: 'acme' } as const

function ignored(record: FindingRecord, revision: number): FindingRecord {
  const ignore = { reason: 'accepted', by: 'user-17', at: sampleTime }
  return { ...record, hostSeverity: 'low', finding: { ...record.finding, state: 'ignored', ignore, revision } }
}

/** A batch that writes a record with more besides. */
function batchOf(record: FindingRecord, basedOn: { revision: number; seenRun?: string }): CommitBatch {
  const other = sampleRecord({ finding: { fingerprint: 'f9' } })
  return {
    integration: 'one',
    findings: [
      { record: other, history: sampleHistory(other), basedOn: { revision: 0 } },
      { record, history: sampleHistory(record), basedOn },
    ],
    checkpoint: { ...stream, runId: 'run-2', mode: 'full', done: false, progress: null },
    outbox: [
      { id: 'm1', sink: 'webhook', integration: 'one', type: 'finding-change', body: {}, createdAt: sampleTime },
    ],
  }
}

async function expectRefused(state: StateStore, batch: CommitBatch): Promise<void> {
  const before = await state.findings.find('f1')
  await assert.rejects(state.commit(batch), conflict)
  assert.deepEqual(await state.findings.find('f1'), before)
  assert.equal(await state.findings.get('one', 'f9'), undefined)
  assert.deepEqual(await state.findings.history('one', 'f9'), [])
  assert.deepEqual(await state.checkpoints.load('one'), [])
  assert.deepEqual((await state.outbox.list({})).items, [])
}

/** Of those who change a finding at once, nobody overwrites what another has written. */
export const conflictRules: StateRules = {
  name: 'conflicts',
  rules: [
    {
      title: '[F41] state/conflict-revision: what was decided upon another revision is refused, with the whole batch',
      async check({ state }) {
        const record = sampleRecord()
        await storeRecords(state, record)
        const next = ignored(record, 2)
        await expectRefused(state, batchOf(next, { revision: 0 }))
        await expectRefused(state, batchOf(next, { revision: 2 }))
        await state.commit(batchOf(next, { revision: 1 }))
        assert.deepEqual(await state.findings.get('one', 'f1'), next)
        assert.equal((await state.checkpoints.load('one')).length, 1)
      },
    },
    {
      title:
        '[F41] state/conflict-new: what was decided upon no record is refused where there is one, and the other way round',
      async check({ state }) {
        await addIntegration(state, 'one')
        const record = sampleRecord()
        await expectRefused(state, batchOf(record, { revision: 1 }))
        await storeRecords(state, sampleRecord({ finding: { integration: 'two' } }))
        await state.commit(batchOf(record, { revision: 0 }))
        assert.deepEqual(await state.findings.get('one', 'f1'), record)
      },
    },
    {
      title:
        '[F41] state/conflict-seen: where the run is given too, a record that another run has seen since is not the same',
      async check({ state }) {
        const record = sampleRecord()
        await storeRecords(state, record)
        await state.commit({ integration: 'one', seen: { fingerprints: ['f1'], runId: 'run-2', at: sampleTime } })
        await expectRefused(state, batchOf(ignored(record, 2), { revision: 1, seenRun: 'run-1' }))
        const next = { ...ignored(record, 2), seenRun: 'run-2' }
        await state.commit(batchOf(next, { revision: 1, seenRun: 'run-2' }))
        assert.deepEqual(await state.findings.get('one', 'f1'), next)
      },
    },
    {
      title: '[F41] state/conflict-race: of several who change the same revision at once, one is written',
      async check({ state }) {
        const record = sampleRecord()
        await storeRecords(state, record)
        const results = await Promise.allSettled(
          Array.from({ length: 8 }, (_, n) => {
            const changed = sampleRecord({ finding: { message: `by ${n}`, revision: 2 } })
            const findings = [{ record: changed, history: sampleHistory(changed), basedOn: { revision: 1 } }]
            return state.commit({ integration: 'one', findings })
          }),
        )
        const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
        assert.equal(refused.length, 7)
        for (const error of refused) assert.equal(error.reason, 'conflict')
        const written = results.findIndex(({ status }) => status === 'fulfilled')
        assert.equal((await state.findings.get('one', 'f1'))?.finding.message, `by ${written}`)
        assert.deepEqual(
          (await state.findings.history('one', 'f1')).map(({ revision }) => revision),
          [1, 2],
        )
      },
    },
    {
      title: '[F41] state/conflict-patch: a patch of an integration that has changed is refused, with the whole batch',
      async check({ state }) {
        const record = sampleRecord()
        await addIntegration(state, 'one')
        const before = await state.integrations.get('one')
        assert.ok(before)
        await state.commit({ integration: 'one', patch: { tenant: { id: 't2', name: 'Two' } }, patchBasedOn: before })
        const current = await state.integrations.get('one')
        assert.ok(current)
        const batch: CommitBatch = { ...batchOf(record, { revision: 0 }), patch: { nextScanAt: sampleTime } }
        await expectRefused(state, { ...batch, patchBasedOn: before })
        assert.deepEqual(await state.integrations.get('one'), current)
        await state.commit({ ...batch, patchBasedOn: structuredClone(current) })
        assert.deepEqual(await state.integrations.get('one'), { ...current, nextScanAt: sampleTime })
        assert.deepEqual(await state.findings.get('one', 'f1'), record)
      },
    },
    {
      title: '[F41] state/conflict-patch-race: of several who patch the same integration at once, one is written',
      async check({ state }) {
        await addIntegration(state, 'one')
        const patchBasedOn = await state.integrations.get('one')
        assert.ok(patchBasedOn)
        const results = await Promise.allSettled(
          Array.from({ length: 8 }, (_, n) =>
            state.commit({ integration: 'one', patch: { tenant: { id: `t${n}`, name: 'Acme' } }, patchBasedOn }),
          ),
        )
        const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
        assert.equal(refused.length, 7)
        for (const error of refused) assert.equal(error.reason, 'conflict')
        const written = results.findIndex(({ status }) => status === 'fulfilled')
        assert.equal((await state.integrations.get('one'))?.tenant?.id, `t${written}`)
      },
    },
    {
      title: '[F41] state/conflict-marks: marks change nothing that people decide',
      async check({ state }) {
        const record = sampleRecord()
        await storeRecords(state, record)
        const next = ignored(record, 2)
        await state.commit(batchOf(next, { revision: 1 }))
        const marked = { fingerprints: ['f1'], runId: 'run-2', at: sampleTime }
        for (const mark of ['seen', 'unassessed', 'missed'] as const) {
          await state.commit({ integration: 'one', [mark]: marked })
          const stored = await state.findings.get('one', 'f1')
          assert.equal(stored?.seenRun, 'run-2')
          assert.equal(stored.hostSeverity, 'low')
          const { unknownSince: _, ...finding } = stored.finding
          assert.deepEqual(finding, next.finding)
        }
      },
    },
  ],
}
