import type { Finding, FindingHistoryEntry, FindingRecord, Integration, StateStore } from '@opencasb/core'
import { sampleFinding } from './sample-finding.ts'
import { sampleTime } from './sample-time.ts'

/** An integration to hang samples on. */
export function sampleIntegration(id: string): Integration {
  return {
    id,
    connector: 'sample',
    name: `Integration ${id}`,
    config: { organization: 'acme' },
    authKind: 'token',
    credentialRef: `credentials/${id}`,
    createdAt: sampleTime,
  }
}

/** A record of {@link sampleFinding}; `finding` replaces fields of the finding. */
export function sampleRecord(
  changes: Partial<Omit<FindingRecord, 'finding'>> & { readonly finding?: Partial<Finding> } = {},
): FindingRecord {
  const { finding, ...rest } = changes
  return {
    resource: 'sample.repository',
    partition: 'acme',
    item: 'r1',
    seenRun: 'run-1',
    misses: 0,
    ...rest,
    finding: sampleFinding(finding),
  }
}

/** The line of history that goes with a record. */
export function sampleHistory(record: FindingRecord, changes: Partial<FindingHistoryEntry> = {}): FindingHistoryEntry {
  const { fingerprint, revision, firstSeen } = record.finding
  return {
    id: `${fingerprint}/${revision}`,
    type: 'opened',
    at: firstSeen,
    revision,
    runId: record.seenRun,
    ...changes,
  }
}

/** Stores records as scans would, adding their integrations where they are missing. */
export async function storeRecords(state: StateStore, ...records: readonly FindingRecord[]): Promise<void> {
  for (const integration of new Set(records.map((record) => record.finding.integration))) {
    await addIntegration(state, integration)
    const own = records.filter((record) => record.finding.integration === integration)
    await state.commit({ integration, findings: own.map((record) => ({ record, history: sampleHistory(record) })) })
  }
}

/** Adds an integration unless it is there. */
export async function addIntegration(state: StateStore, id: string): Promise<void> {
  if (!(await state.integrations.get(id))) await state.integrations.put(sampleIntegration(id))
}

/** Fingerprints in the order given. */
export function fingerprintsOf(records: readonly FindingRecord[]): string[] {
  return records.map((record) => record.finding.fingerprint)
}
