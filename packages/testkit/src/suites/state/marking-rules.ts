import assert from 'node:assert/strict'
import { sampleRecord, storeRecords } from './sample-record.ts'
import { sampleTime } from './sample-time.ts'
import type { StateRules } from './state-subject.ts'

const at = '2026-01-05T00:00:00.000Z'
const later = '2026-01-06T00:00:00.000Z'

/** What commits change in records without writing them anew. */
export const markingRules: StateRules = {
  name: 'marks',
  rules: [
    {
      title: 'state/seen: writes the time and the run, ends misses and unknown, and leaves all else',
      async check({ state }) {
        const before = sampleRecord({ misses: 1, finding: { unknownSince: sampleTime, state: 'ignored' } })
        const other = sampleRecord({ finding: { fingerprint: 'f2' } })
        await storeRecords(state, before, other)
        await state.commit({ integration: 'one', seen: { fingerprints: ['f1', 'f-unknown'], runId: 'run-2', at } })
        const { unknownSince: _, ...finding } = before.finding
        const expected = { ...before, seenRun: 'run-2', misses: 0, finding: { ...finding, lastSeen: at } }
        assert.deepEqual(await state.findings.get('one', 'f1'), expected)
        assert.deepEqual(await state.findings.get('one', 'f2'), other)
        assert.equal((await state.findings.history('one', 'f1')).length, 1)
      },
    },
    {
      title: 'state/unassessed: counts as seen, keeps the time, and says since when it is unknown',
      async check({ state }) {
        const record = sampleRecord({ misses: 1 })
        await storeRecords(state, record)
        await state.commit({ integration: 'one', unassessed: { fingerprints: ['f1'], runId: 'run-2', at } })
        const expected = { ...record, seenRun: 'run-2', misses: 0, finding: { ...record.finding, unknownSince: at } }
        assert.deepEqual(await state.findings.get('one', 'f1'), expected)
        await state.commit({ integration: 'one', unassessed: { fingerprints: ['f1'], runId: 'run-3', at: later } })
        assert.deepEqual(await state.findings.get('one', 'f1'), { ...expected, seenRun: 'run-3' })
      },
    },
    {
      title: 'state/unassessed-checks: marks all unresolved findings of a check in all partitions, and no run',
      async check({ state }) {
        const records = [
          sampleRecord({ finding: { fingerprint: 'f1' } }),
          sampleRecord({ partition: 'labs', finding: { fingerprint: 'f2', checkVersion: 2, title: 'Reworded' } }),
          sampleRecord({ finding: { fingerprint: 'f3', unknownSince: sampleTime } }),
          sampleRecord({ finding: { fingerprint: 'f4', state: 'resolved' } }),
          sampleRecord({ finding: { fingerprint: 'f5', check: 'sample/rule-b' } }),
          sampleRecord({ finding: { fingerprint: 'f6', integration: 'two' } }),
        ]
        await storeRecords(state, ...records)
        await state.commit({ integration: 'one', unassessedChecks: { checks: ['sample/rule-a'], at } })
        for (const record of records) {
          const { fingerprint, integration } = record.finding
          const isMarked = fingerprint === 'f1' || fingerprint === 'f2'
          const expected = isMarked ? { ...record, finding: { ...record.finding, unknownSince: at } } : record
          assert.deepEqual(await state.findings.get(integration, fingerprint), expected)
        }
      },
    },
    {
      title: 'state/missed: adds one miss, and the run is done with it',
      async check({ state }) {
        const record = sampleRecord()
        await storeRecords(state, record)
        await state.commit({ integration: 'one', missed: { fingerprints: ['f1'], runId: 'run-2' } })
        assert.deepEqual(await state.findings.get('one', 'f1'), { ...record, misses: 1, seenRun: 'run-2' })
        await state.commit({ integration: 'one', missed: { fingerprints: ['f1'], runId: 'run-3' } })
        assert.deepEqual(await state.findings.get('one', 'f1'), { ...record, misses: 2, seenRun: 'run-3' })
      },
    },
    {
      title: 'state/marks-own: marks reach the findings of their own integration only',
      async check({ state }) {
        const twin = sampleRecord({ finding: { integration: 'two' } })
        await storeRecords(state, sampleRecord(), twin)
        const fingerprints = ['f1']
        await state.commit({ integration: 'one', seen: { fingerprints, runId: 'run-2', at } })
        await state.commit({ integration: 'one', unassessed: { fingerprints, runId: 'run-2', at } })
        await state.commit({ integration: 'one', missed: { fingerprints, runId: 'run-2' } })
        assert.deepEqual(await state.findings.get('two', 'f1'), twin)
      },
    },
  ],
}
