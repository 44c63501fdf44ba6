import assert from 'node:assert/strict'
import { fingerprintsOf, sampleHistory, sampleRecord, storeRecords } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

const where = { integration: 'one', resource: 'sample.repository', partition: 'acme' }

/** What the engine asks before it decides about a page. */
export const knownRules: StateRules = {
  name: 'findings on record',
  rules: [
    {
      title: 'state/record-whole: a record comes back with all that was stored of it',
      async check({ state }) {
        const record = sampleRecord({
          parent: 'p1',
          misses: 1,
          hostSeverity: 'low',
          scanSeverity: { severity: 'high', severitySource: 'verdict' },
          finding: {
            part: 'main',
            severity: 'low',
            severitySource: 'host',
            state: 'ignored',
            unknownSince: '2026-01-02T00:00:00.000Z',
            resolvedAt: '2026-01-03T00:00:00.000Z',
            resolution: 'absent',
            ignore: { reason: 'A test', by: 'admin@example.com', at: '2026-01-04T00:00:00.000Z' },
            revision: 4,
          },
        })
        await storeRecords(state, record)
        assert.deepEqual(await state.findings.get('one', 'f1'), record)
      },
    },
    {
      title: 'state/known-by-item: gives the records of the items asked for, and of no other',
      async check({ state }) {
        await storeRecords(
          state,
          sampleRecord({ finding: { fingerprint: 'f1' } }),
          sampleRecord({ finding: { fingerprint: 'f2', check: 'sample/rule-b' } }),
          sampleRecord({ item: 'r2', finding: { fingerprint: 'f3' } }),
          sampleRecord({ item: 'r3', finding: { fingerprint: 'f4' } }),
          sampleRecord({ resource: 'sample.member', finding: { fingerprint: 'f5' } }),
        )
        const known = await state.findings.known({ ...where, items: ['r1', 'r2', 'r-unknown'] })
        assert.deepEqual(fingerprintsOf(known).sort(), ['f1', 'f2', 'f3'])
        assert.deepEqual(await state.findings.known({ ...where, items: [] }), [])
        assert.deepEqual(await state.findings.known({ ...where, resource: 'sample.unknown', items: ['r1'] }), [])
      },
    },
    {
      title: 'state/known-by-parent: gives the records of items that were read as part of a parent',
      async check({ state }) {
        await storeRecords(
          state,
          sampleRecord({ item: 'h1', parent: 'r1', finding: { fingerprint: 'f1' } }),
          sampleRecord({ item: 'h2', parent: 'r2', finding: { fingerprint: 'f2' } }),
          sampleRecord({ item: 'h3', finding: { fingerprint: 'f3' } }),
        )
        assert.deepEqual(fingerprintsOf(await state.findings.known({ ...where, parents: ['r1'] })), ['f1'])
        const both = await state.findings.known({ ...where, items: ['h1', 'h3'], parents: ['r1', 'r2'] })
        assert.deepEqual(fingerprintsOf(both).sort(), ['f1', 'f2', 'f3'])
      },
    },
    {
      title: 'state/known-partitions: looks into one partition, or into all of them',
      async check({ state }) {
        await storeRecords(
          state,
          sampleRecord({ finding: { fingerprint: 'f1' } }),
          sampleRecord({ partition: 'labs', finding: { fingerprint: 'f2' } }),
        )
        assert.deepEqual(fingerprintsOf(await state.findings.known({ ...where, items: ['r1'] })), ['f1'])
        const { partition: _, ...everywhere } = where
        const all = await state.findings.known({ ...everywhere, items: ['r1'] })
        assert.deepEqual(fingerprintsOf(all).sort(), ['f1', 'f2'])
      },
    },
    {
      title: 'state/known-resolved: leaves resolved records out unless they are asked for',
      async check({ state }) {
        await storeRecords(
          state,
          sampleRecord({ finding: { fingerprint: 'f1', state: 'resolved' } }),
          sampleRecord({ finding: { fingerprint: 'f2', state: 'ignored' } }),
          sampleRecord({ finding: { fingerprint: 'f3', state: 'acknowledged' } }),
        )
        assert.deepEqual(fingerprintsOf(await state.findings.known({ ...where, items: ['r1'] })).sort(), ['f2', 'f3'])
        const all = await state.findings.known({ ...where, items: ['r1'], resolved: true })
        assert.deepEqual(fingerprintsOf(all).sort(), ['f1', 'f2', 'f3'])
      },
    },
    {
      title: 'state/record-moves: a record that is stored again replaces the one before, its place included',
      async check({ state }) {
        await storeRecords(state, sampleRecord({ parent: 'p1' }))
        const moved = sampleRecord({
          partition: 'labs',
          item: 'r9',
          finding: { title: 'Reworded', severity: 'critical', state: 'acknowledged', revision: 2 },
        })
        await storeRecords(state, moved)
        assert.deepEqual(await state.findings.get('one', 'f1'), moved)
        assert.deepEqual(await state.findings.known({ ...where, items: ['r1'], parents: ['p1'] }), [])
        assert.deepEqual(await state.findings.known({ ...where, partition: 'labs', items: ['r9'] }), [moved])
        assert.equal((await state.findings.list({})).items.length, 1)
      },
    },
    {
      title: 'state/get-missing: what is not there is undefined, not an error',
      async check({ state }) {
        await storeRecords(state, sampleRecord())
        assert.equal(await state.findings.get('one', 'f9'), undefined)
        assert.equal(await state.findings.get('nobody', 'f1'), undefined)
        assert.deepEqual(await state.findings.history('one', 'f9'), [])
        assert.deepEqual(await state.findings.known({ ...where, integration: 'nobody', items: ['r1'] }), [])
      },
    },
    {
      title: 'state/find: a fingerprint or the beginning of one finds findings, the whole one first',
      async check({ state }) {
        await storeRecords(
          state,
          sampleRecord({ finding: { fingerprint: 'abc1' } }),
          sampleRecord({ finding: { fingerprint: 'abc12' } }),
          sampleRecord({ finding: { fingerprint: 'abd1' } }),
          sampleRecord({ finding: { fingerprint: 'abc12', integration: 'two' } }),
        )
        assert.deepEqual(fingerprintsOf(await state.findings.find('abc1')), ['abc1'])
        assert.deepEqual(fingerprintsOf(await state.findings.find('abd')), ['abd1'])
        assert.deepEqual(fingerprintsOf(await state.findings.find('abc12')), ['abc12', 'abc12'])
        assert.ok((await state.findings.find('ab')).length > 1)
        assert.deepEqual(await state.findings.find('c'), [])
        const own = await state.findings.find('abc12', 'two')
        assert.deepEqual(
          own.map(({ finding }) => finding.integration),
          ['two'],
        )
        assert.deepEqual(await state.findings.find('ab', 'nobody'), [])
        assert.ok((await state.findings.find('ab', 'one')).every(({ finding }) => finding.integration === 'one'))
        assert.deepEqual(await state.findings.find('ab%'), [])
        assert.deepEqual(await state.findings.find('ab__'), [])
      },
    },
    {
      title: 'state/history: keeps the lines of a finding in order, and a line that comes again once',
      async check({ state }) {
        const opened = sampleRecord()
        await storeRecords(state, opened)
        const resolved = sampleRecord({ finding: { state: 'resolved', revision: 2 } })
        const line = sampleHistory(resolved, {
          type: 'resolved',
          note: 'The check passes now.',
          by: 'admin@example.com',
        })
        for (let time = 0; time < 2; time++) {
          await state.commit({ integration: 'one', findings: [{ record: resolved, history: line }] })
        }
        assert.deepEqual(await state.findings.history('one', 'f1'), [sampleHistory(opened), line])
      },
    },
    {
      title: 'state/history-silent: a record that moves silently leaves no line',
      async check({ state }) {
        await storeRecords(state, sampleRecord())
        const record = sampleRecord({ finding: { title: 'Reworded' } })
        await state.commit({ integration: 'one', findings: [{ record }] })
        assert.equal((await state.findings.history('one', 'f1')).length, 1)
        assert.equal((await state.findings.get('one', 'f1'))?.finding.title, 'Reworded')
      },
    },
    {
      title: 'state/expired-ignores: gives ignored findings whose time is over',
      async check({ state }) {
        const ignore = (until?: string) => ({
          reason: 'Known',
          by: 'admin',
          at: '2026-01-01T00:00:00.000Z',
          ...(until && { until }),
        })
        await storeRecords(
          state,
          sampleRecord({
            finding: { fingerprint: 'f1', state: 'ignored', ignore: ignore('2026-02-01T00:00:00.000Z') },
          }),
          sampleRecord({
            finding: { fingerprint: 'f2', state: 'ignored', ignore: ignore('2026-03-01T00:00:00.000Z') },
          }),
          sampleRecord({ finding: { fingerprint: 'f3', state: 'ignored', ignore: ignore() } }),
          sampleRecord({
            finding: { fingerprint: 'f4', state: 'resolved', ignore: ignore('2026-02-01T00:00:00.000Z') },
          }),
          sampleRecord({ finding: { fingerprint: 'f5' } }),
        )
        const at = (now: string, limit = 10) => state.findings.expiredIgnores('one', now, limit).then(fingerprintsOf)
        assert.deepEqual(await at('2026-01-31T23:59:59.999Z'), [])
        assert.deepEqual(await at('2026-02-01T00:00:00.000Z'), ['f1'])
        assert.deepEqual((await at('2026-04-01T00:00:00.000Z')).sort(), ['f1', 'f2'])
        assert.equal((await at('2026-04-01T00:00:00.000Z', 1)).length, 1)
      },
    },
  ],
}
