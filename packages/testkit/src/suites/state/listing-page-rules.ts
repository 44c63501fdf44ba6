import assert from 'node:assert/strict'
import type { Finding, FindingFilter, FindingRecord, Severity, StateStore } from '@opencasb/core'
import { sampleRecord, storeRecords } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** Findings of so many integrations, with equal times and fingerprints among them. */
function sampleRecords(integrations: number, each: number): FindingRecord[] {
  return Array.from({ length: integrations * each }, (_, n) => {
    const number = Math.floor(n / integrations)
    return sampleRecord({
      item: `r${number}`,
      finding: {
        integration: `integration-${n % integrations}`,
        fingerprint: `f${(number * 7) % each}`,
        check: `sample/rule-${number % 4}`,
        state: number % 3 === 0 ? 'resolved' : 'open',
        severity: severities[number % 3] ?? 'low',
        firstSeen: `2026-01-0${1 + (number % 2)}T00:00:00.000Z`,
        asset: { kind: 'repository', id: `r${number % 5}`, name: `acme/r${number}` },
      },
    })
  })
}

async function paged(state: StateStore, filter: FindingFilter, limit: number): Promise<Finding[]> {
  const all: Finding[] = []
  let after: string | undefined
  do {
    const page = await state.findings.list(filter, { limit, ...(after !== undefined && { after }) })
    assert.ok(page.items.length === limit || page.cursor === undefined, 'a page that is not the last one is full')
    all.push(...page.items)
    after = page.cursor
  } while (after !== undefined && all.length < 1_000)
  return all
}

function keyOf({ integration, fingerprint }: Finding): string {
  return `${integration} ${fingerprint}`
}

/** Ordered as a listing is, whatever the order of integrations among findings that are otherwise equal. */
function orderOf(finding: Finding): string {
  const newest = 9e15 - Date.parse(finding.firstSeen)
  return `${severities.indexOf(finding.severity)} ${newest} ${finding.fingerprint}`
}

/** Pages of findings that match. */
export const listingPageRules: StateRules = {
  name: 'pages of findings',
  rules: Object.entries({ few: 3, many: 20 }).map(([name, integrations]) => ({
    title: `state/list-pages-${name}: pages of any filter hold what matches once and in order, of ${name} integrations`,
    async check({ state }) {
      const records = sampleRecords(integrations, 12)
      await storeRecords(state, ...records)
      const all = records.map(({ finding }) => finding)
      const some = Array.from({ length: integrations - 1 }, (_, n) => `integration-${n}`)
      const cases: readonly [FindingFilter, (finding: Finding) => boolean][] = [
        [{}, () => true],
        [{ state: ['open'] }, ({ state }) => state === 'open'],
        [{ integration: ['integration-1'] }, ({ integration }) => integration === 'integration-1'],
        [{ integration: [...some, ...some, 'nobody'] }, ({ integration }) => some.includes(integration)],
        [{ integration: ['nobody'] }, () => false],
        [{ check: ['sample/rule-1'] }, ({ check }) => check === 'sample/rule-1'],
        [
          { check: ['sample/rule-1', 'sample/rule-2'], integration: some.slice(0, 2), connector: ['sample'] },
          ({ check, integration }) => /[12]$/.test(check) && some.slice(0, 2).includes(integration),
        ],
        [{ check: ['sample/rule-1'], category: ['exposure'] }, () => false],
        [
          { asset: ['r2', 'r3'], state: ['open'], integration: some },
          ({ asset, state, integration }) =>
            ['r2', 'r3'].includes(asset.id) && state === 'open' && some.includes(integration),
        ],
        [
          { severity: ['low', 'high'], firstSeenSince: '2026-01-02', integration: ['integration-0'] },
          ({ severity, firstSeen, integration }) =>
            severity === 'high' && firstSeen > '2026-01-02' && integration === 'integration-0',
        ],
      ]
      for (const [filter, matches] of cases) {
        const label = JSON.stringify(filter)
        const wanted = all.filter(matches)
        for (const limit of [3, 7, 100]) {
          const found = await paged(state, filter, limit)
          assert.deepEqual(found.map(keyOf).sort(), wanted.map(keyOf).sort(), label)
          assert.deepEqual(found.map(orderOf), wanted.map(orderOf).sort(), label)
        }
        const counts = await state.findings.count(filter, 'severity')
        assert.equal(
          Object.values(counts).reduce((sum, count) => sum + count, 0),
          wanted.length,
          label,
        )
      }
    },
  })),
}
