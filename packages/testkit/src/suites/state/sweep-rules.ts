import assert from 'node:assert/strict'
import { fingerprintsOf, sampleRecord, storeRecords } from './sample-record.ts'
import type { StateRules, StateSubject } from './state-subject.ts'

const query = {
  integration: 'one',
  resource: 'sample.repository',
  partition: 'acme',
  checks: ['sample/rule-a', 'sample/rule-b'],
  runId: 'run-2',
}

async function storeMixed({ state }: StateSubject): Promise<void> {
  const at = (fingerprint: string, more: Parameters<typeof sampleRecord>[0] = {}) =>
    sampleRecord({ ...more, finding: { fingerprint, ...more.finding } })
  await storeRecords(
    state,
    at('f3'),
    at('f1'),
    at('f2', { finding: { state: 'acknowledged', check: 'sample/rule-b' } }),
    at('f4', { seenRun: 'run-2' }),
    at('f5', { finding: { state: 'resolved' } }),
    at('f6', { partition: 'labs' }),
    at('f7', { resource: 'sample.member' }),
    at('f8', { finding: { check: 'sample/rule-c' } }),
    at('f9', { finding: { state: 'ignored' } }),
    at('f1', { finding: { integration: 'two' } }),
  )
}

/** What sweeps walk through. */
export const sweepRules: StateRules = {
  name: 'sweeps',
  rules: [
    {
      title: 'state/unseen: gives unresolved records that the run did not see, of these checks and this partition only',
      async check(subject) {
        await storeMixed(subject)
        const unseen = await subject.state.findings.unseen({ ...query, limit: 100 })
        assert.deepEqual(fingerprintsOf(unseen), ['f1', 'f2', 'f3', 'f9'])
        assert.deepEqual(await subject.state.findings.unseen({ ...query, checks: [], limit: 100 }), [])
        assert.deepEqual(await subject.state.findings.unseen({ ...query, partition: 'nowhere', limit: 100 }), [])
      },
    },
    {
      title: 'state/unseen-pages: goes on behind a fingerprint, also when the records before it have been closed',
      async check(subject) {
        await storeMixed(subject)
        const first = await subject.state.findings.unseen({ ...query, limit: 2 })
        assert.deepEqual(fingerprintsOf(first), ['f1', 'f2'])
        await storeRecords(
          subject.state,
          sampleRecord({ finding: { fingerprint: 'f1', state: 'resolved', revision: 2 } }),
        )
        const second = await subject.state.findings.unseen({ ...query, after: 'f2', limit: 2 })
        assert.deepEqual(fingerprintsOf(second), ['f3', 'f9'])
        assert.deepEqual(await subject.state.findings.unseen({ ...query, after: 'f9', limit: 2 }), [])
      },
    },
    {
      title: 'state/unseen-many: a sweep of many pages finds each record once, leaving out what moved meanwhile',
      async check({ state }) {
        const name = (n: number): string => `f${String(n).padStart(3, '0')}`
        await storeRecords(
          state,
          ...Array.from({ length: 250 }, (_, n) => sampleRecord({ item: `r${n}`, finding: { fingerprint: name(n) } })),
        )
        const found: string[] = []
        let after: string | undefined
        do {
          const page = await state.findings.unseen({ ...query, limit: 40, ...(after !== undefined && { after }) })
          found.push(...fingerprintsOf(page))
          after = page.at(-1)?.finding.fingerprint
          const closed = page.map((record) => ({
            record: { ...record, finding: { ...record.finding, state: 'resolved' as const } },
          }))
          const seen = { fingerprints: [name(245)], runId: 'run-2', at: '2026-01-02T00:00:00.000Z' }
          await state.commit({ integration: 'one', findings: closed, seen })
        } while (after !== undefined)
        const expected = Array.from({ length: 250 }, (_, n) => name(n)).filter(
          (fingerprint) => fingerprint !== name(245),
        )
        assert.deepEqual(found, expected)
      },
    },
    {
      title: 'state/sweep-counts: counts unresolved findings of each check, and those that the run did not see',
      async check(subject) {
        await storeMixed(subject)
        const counts = await subject.state.findings.sweepCounts({ ...query, checks: [...query.checks, 'sample/none'] })
        assert.deepEqual(
          counts.filter(({ open }) => open > 0).sort((a, b) => (a.check < b.check ? -1 : 1)),
          [
            { check: 'sample/rule-a', open: 4, unseen: 3 },
            { check: 'sample/rule-b', open: 1, unseen: 1 },
          ],
        )
      },
    },
    {
      title: 'state/other-checks: pages through unresolved records of checks that are not in the list',
      async check(subject) {
        await storeMixed(subject)
        const others = (checks: string[], page: { after?: string; limit: number }) =>
          subject.state.findings.ofOtherChecks({ integration: 'one', checks, ...page }).then(fingerprintsOf)
        assert.deepEqual(await others(['sample/rule-a', 'sample/rule-b'], { limit: 10 }), ['f8'])
        assert.deepEqual(await others(['sample/rule-a'], { limit: 1 }), ['f2'])
        assert.deepEqual(await others(['sample/rule-a'], { after: 'f2', limit: 1 }), ['f8'])
        assert.equal((await others([], { limit: 100 })).length, 8)
      },
    },
  ],
}
