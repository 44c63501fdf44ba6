import assert from 'node:assert/strict'
import type { Finding, FindingFilter, Severity, StateStore } from '@opencasb/core'
import { sampleRecord, storeRecords } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`

function finding(fingerprint: string, changes: Partial<Finding> = {}): ReturnType<typeof sampleRecord> {
  return sampleRecord({ item: fingerprint, finding: { fingerprint, ...changes } })
}

async function listed(state: StateStore, filter: FindingFilter): Promise<string[]> {
  const { items } = await state.findings.list(filter)
  return items.map(({ fingerprint }) => fingerprint)
}

async function pages(state: StateStore, limit: number, between?: (page: number) => Promise<void>): Promise<string[][]> {
  const all: string[][] = []
  let after: string | undefined
  do {
    const page = await state.findings.list({}, { limit, ...(after !== undefined && { after }) })
    all.push(page.items.map(({ fingerprint }) => fingerprint))
    after = page.cursor
    await between?.(all.length)
  } while (after !== undefined)
  return all
}

/** Listings of findings for hosts. */
export const listingRules: StateRules = {
  name: 'listings of findings',
  rules: [
    {
      title: 'state/list-order: most urgent first, then newest first, then by fingerprint',
      async check({ state }) {
        await storeRecords(
          state,
          finding('f1', { severity: 'low', firstSeen: day(9) }),
          finding('f2', { severity: 'critical', firstSeen: day(1) }),
          finding('f5', { severity: 'critical', firstSeen: day(2) }),
          finding('f4', { severity: 'critical', firstSeen: day(2) }),
          finding('f6', { severity: 'medium' }),
          finding('f7', { severity: 'high' }),
        )
        assert.deepEqual(await listed(state, {}), ['f4', 'f5', 'f2', 'f7', 'f6', 'f1'])
      },
    },
    {
      title: 'state/list-pages: pages hold each finding once, and the last one has no cursor',
      async check({ state }) {
        const severities: Severity[] = ['critical', 'high', 'medium', 'low']
        const records = Array.from({ length: 25 }, (_, n) =>
          finding(`f${String(n).padStart(2, '0')}`, {
            severity: severities[n % 4] ?? 'low',
            firstSeen: day(1 + (n % 3)),
          }),
        )
        await storeRecords(state, ...records)
        for (const limit of [1, 4, 5, 24, 25, 26]) {
          const all = await pages(state, limit)
          assert.deepEqual(all.flat(), await listed(state, {}))
          assert.equal(all.length, Math.ceil(25 / limit))
        }
      },
    },
    {
      title: 'state/list-moving: pages stay in step while findings come, go and change between them',
      async check({ state }) {
        const names = Array.from({ length: 12 }, (_, n) => `f${String(n).padStart(2, '0')}`)
        await storeRecords(state, ...names.map((name) => finding(name, { severity: 'high' })))
        const all = await pages(state, 4, async (page) => {
          // Two before the place, one behind it, and the last one of the page moves away.
          if (page !== 1) return
          const added = ['f005', 'f006', 'f055'].map((name) => finding(name, { severity: 'high' }))
          await storeRecords(state, ...added)
          await storeRecords(state, finding('f03', { severity: 'low', revision: 2 }))
        })
        assert.deepEqual(all.flat(), [...names.slice(0, 6), 'f055', ...names.slice(6), 'f03'])
      },
    },
    {
      title: 'state/list-limit: a page has 100 findings by default, and never more than 1,000',
      async check({ state }) {
        await storeRecords(state, ...Array.from({ length: 1_050 }, (_, n) => finding(`f${n}`)))
        assert.equal((await state.findings.list({})).items.length, 100)
        const page = await state.findings.list({}, { limit: 1_000_000 })
        assert.equal(page.items.length, 1_000)
        assert.equal((await state.findings.list({}, { after: page.cursor ?? '', limit: 1_000 })).items.length, 50)
      },
    },
    {
      title: 'state/list-cursor: a cursor that is none is an error that names the field',
      async check({ state }) {
        await storeRecords(state, finding('f1'))
        for (const after of ['', 'nonsense', Buffer.from('[1]').toString('base64url')]) {
          await assert.rejects(state.findings.list({}, { after }), { code: 'config', field: 'after' })
        }
      },
    },
    {
      title: 'state/list-filters: each filter narrows, and all that are given must match',
      async check({ state }) {
        await storeRecords(
          state,
          finding('f1', { severity: 'critical', firstSeen: day(3), state: 'acknowledged' }),
          finding('f2', { check: 'sample/rule-b', category: 'data-exposure', firstSeen: day(2) }),
          finding('f3', { asset: { kind: 'account', id: 'u1', name: 'Robin' }, unknownSince: day(4), message: 'Idle' }),
          finding('f4', { integration: 'two', connector: 'other', title: 'Ünsafe default', firstSeen: day(1) }),
          finding('f5', { severity: 'low', state: 'resolved' }),
        )
        const cases: readonly [FindingFilter, readonly string[]][] = [
          [{}, ['f1', 'f2', 'f3', 'f4', 'f5']],
          [{ integration: ['one'] }, ['f1', 'f2', 'f3', 'f5']],
          [{ connector: ['other', 'third'] }, ['f4']],
          [{ severity: ['critical', 'low'] }, ['f1', 'f5']],
          [{ state: ['acknowledged', 'resolved'] }, ['f1', 'f5']],
          [{ check: ['sample/rule-b'] }, ['f2']],
          [{ category: ['data-exposure'] }, ['f2']],
          [{ assetKind: ['account'] }, ['f3']],
          [{ asset: ['u1', 'r9'] }, ['f3']],
          [{ firstSeenSince: day(2) }, ['f1', 'f2']],
          [{ firstSeenSince: '2026-01-02T00:00:00Z' }, ['f1', 'f2']],
          [{ firstSeenSince: '2026-01-02' }, ['f1', 'f2']],
          [{ unknown: true }, ['f3']],
          [{ text: 'rOBin' }, ['f3']],
          [{ text: 'idle' }, ['f3']],
          [{ text: 'üNSAFE' }, ['f4']],
          [{ text: '%' }, []],
          [{ severity: ['high'], state: ['open'], integration: ['one'], text: 'setting' }, ['f2', 'f3']],
          [{ severity: [] }, []],
          [{ integration: ['nobody'] }, []],
        ]
        for (const [filter, expected] of cases) {
          assert.deepEqual((await listed(state, filter)).sort(), expected, JSON.stringify(filter))
          const counted = Object.values(await state.findings.count(filter, 'state')).reduce((sum, n) => sum + n, 0)
          assert.equal(counted, expected.length, `count of ${JSON.stringify(filter)}`)
        }
      },
    },
    {
      title: 'state/count: counts by each group',
      async check({ state }) {
        await storeRecords(
          state,
          finding('f1', { severity: 'critical' }),
          finding('f2', { severity: 'critical', state: 'ignored', check: 'sample/rule-b' }),
          finding('f3', { integration: 'two', connector: 'other', category: 'activity' }),
        )
        const groups = {
          severity: { critical: 2, high: 1 },
          state: { open: 2, ignored: 1 },
          check: { 'sample/rule-a': 2, 'sample/rule-b': 1 },
          connector: { sample: 2, other: 1 },
          integration: { one: 2, two: 1 },
          category: { misconfiguration: 2, activity: 1 },
        } as const
        for (const group of ['severity', 'state', 'check', 'connector', 'integration', 'category'] as const) {
          const counts = await state.findings.count({}, group)
          const counted = Object.entries(counts).filter(([, n]) => n > 0)
          assert.deepEqual(counted.sort(), Object.entries(groups[group]).sort())
        }
        assert.deepEqual(Object.entries(await state.findings.count({ text: 'nothing like it' }, 'severity')), [])
      },
    },
  ],
}
