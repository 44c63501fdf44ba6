import type { Finding, FindingHistoryEntry, FindingRecord, Integration, StateStore } from '@opencasb/core'

/** The time at which samples were first seen. */
export const sampleTime = '2026-01-01T00:00:00.000Z'

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

/** A finding with every required field; what is given replaces what is made up. */
export function sampleFinding(changes: Partial<Finding> = {}): Finding {
  return {
    fingerprint: 'f1',
    integration: 'one',
    connector: 'sample',
    tenant: 'tenant-1',
    check: 'sample/rule-a',
    checkVersion: 1,
    category: 'misconfiguration',
    title: 'Setting is off',
    message: 'The setting of this repository is off',
    risk: 'Anybody can change it.',
    remediation: 'Switch it on.',
    frameworks: { 'cis-sample': ['1.1', '1.2'] },
    asset: { kind: 'repository', id: 'r1', name: 'acme/api', url: 'https://example.com/r1', owner: 'platform' },
    evidence: { approvals: 0, rules: [{ name: 'main', active: false }] },
    severity: 'high',
    severitySource: 'check',
    state: 'open',
    firstSeen: sampleTime,
    lastSeen: sampleTime,
    revision: 1,
    ...changes,
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
