import type { FindingGroup, FindingRecord, FindingStore, SweepCount, UnseenQuery } from '../contract/state.ts'
import type { Finding } from '../model/finding.ts'
import { severities } from '../model/severity.ts'
import { compareText } from './compare-text.ts'
import { findingFilter } from './finding-filter.ts'
import type { FindingRow, MemoryData } from './memory-data.ts'
import { sortByKey, takePage } from './memory-page.ts'
import { smallest } from './smallest.ts'

/** More than one is enough to say that a beginning is ambiguous; a few more help a person choose. */
const mostFound = 10

const groups: Readonly<Record<FindingGroup, (finding: Finding) => string>> = {
  severity: (finding) => finding.severity,
  state: (finding) => finding.state,
  check: (finding) => finding.check,
  connector: (finding) => finding.connector,
  integration: (finding) => finding.integration,
  category: (finding) => finding.category,
}

/** Findings in memory. */
export function memoryFindings(data: MemoryData): FindingStore {
  const resourceOf = (query: { readonly integration: string; readonly resource: string }) =>
    data.integrations.get(query.integration)?.resources.get(query.resource)
  const openOf = (query: Omit<UnseenQuery, 'after' | 'limit'>): FindingRecord[] => {
    const checks = new Set(query.checks)
    const rows = resourceOf(query)?.partitions.get(query.partition)?.findings
    return records(rows ?? []).filter((record) => isOpen(record) && checks.has(record.finding.check))
  }

  return {
    async known(query) {
      const { items, parents, partition, resolved = false } = query
      const resource = resourceOf(query)
      if (!resource) return []
      const found = [
        ...(items ?? []).flatMap((item) => resource.byItem.get(item) ?? []),
        ...(parents ?? []).flatMap((parent) => resource.byParent.get(parent) ?? []),
        ...(items || parents ? [] : [...resource.byItem.values()].flat()),
      ]
      return records(new Set(found)).filter(
        (record) => (resolved || isOpen(record)) && (partition === undefined || record.partition === partition),
      )
    },
    async unseen(query) {
      return inOrder(
        openOf(query).filter((record) => record.seenRun !== query.runId),
        query,
      )
    },
    async sweepCounts(query) {
      const counts = new Map<string, SweepCount>()
      for (const record of openOf(query)) {
        const { check } = record.finding
        const { open, unseen } = counts.get(check) ?? { open: 0, unseen: 0 }
        counts.set(check, { check, open: open + 1, unseen: unseen + (record.seenRun === query.runId ? 0 : 1) })
      }
      return [...counts.values()]
    },
    async ofOtherChecks(query) {
      const checks = new Set(query.checks)
      const all = records(data.integrations.get(query.integration)?.findings.values() ?? [])
      return inOrder(
        all.filter((record) => isOpen(record) && !checks.has(record.finding.check)),
        query,
      )
    },
    async get(integration, fingerprint) {
      return data.integrations.get(integration)?.findings.get(fingerprint)?.record
    },
    async find(fingerprint, of) {
      const all = of === undefined ? [...data.integrations.values()] : [data.integrations.get(of) ?? []].flat()
      const exact = all.flatMap((integration) => integration.findings.get(fingerprint) ?? [])
      if (exact.length > 0) return records(exact)
      const found: FindingRow[] = []
      for (const integration of fingerprint ? all : []) {
        for (const [key, row] of integration.findings) {
          if (key.startsWith(fingerprint)) found.push(row)
          if (found.length === mostFound) return records(found)
        }
      }
      return records(found)
    },
    async list(filter, options) {
      data.sortedFindings ??= sortByKey(rowsOf(data), order)
      const matches = findingFilter(filter)
      const paging = {
        ...order,
        matches: ({ record }: FindingRow) => matches(record.finding),
        item: ({ record }: FindingRow) => record.finding,
      }
      return takePage(data.sortedFindings, paging, options)
    },
    async count(filter, by) {
      const matches = findingFilter(filter)
      const counts = new Map<string, number>()
      for (const { record } of rowsOf(data)) {
        const group = groups[by](record.finding)
        if (matches(record.finding)) counts.set(group, (counts.get(group) ?? 0) + 1)
      }
      return Object.fromEntries(counts)
    },
    async history(integration, fingerprint) {
      return [...(data.integrations.get(integration)?.history.get(fingerprint) ?? [])]
    },
    async expiredIgnores(integration, now, limit) {
      return records(data.integrations.get(integration)?.findings.values() ?? [])
        .filter(({ finding: { state, ignore } }) => state === 'ignored' && ignore?.until && ignore.until <= now)
        .slice(0, limit)
    },
  }
}

function records(rows: Iterable<FindingRow>): FindingRecord[] {
  return Array.from(rows, (row) => row.record)
}

function isOpen(record: FindingRecord): boolean {
  return record.finding.state !== 'resolved'
}

function inOrder(found: readonly FindingRecord[], page: { readonly after?: string; readonly limit: number }) {
  const { after, limit } = page
  const rest = after === undefined ? found : found.filter((record) => record.finding.fingerprint > after)
  return smallest(rest, limit, (a, b) => compareText(a.finding.fingerprint, b.finding.fingerprint))
}

function* rowsOf(data: MemoryData): Generator<FindingRow> {
  for (const integration of data.integrations.values()) yield* integration.findings.values()
}

const order = {
  key: ({ record: { finding } }: FindingRow): readonly string[] => [
    String(severities.indexOf(finding.severity)),
    finding.firstSeen,
    finding.fingerprint,
    finding.integration,
  ],
  compare: compareKeys,
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let part = 0; part < a.length; part++) {
    const difference = compareText(a[part] ?? '', b[part] ?? '')
    // The second part is the time: newest first.
    if (difference !== 0) return part === 1 ? -difference : difference
  }
  return 0
}
