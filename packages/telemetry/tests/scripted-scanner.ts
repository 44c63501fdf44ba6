import type { FindingChange, HealthState, Integration, ScannerEvents, ScanProgress, ScanReport } from '@opencasb/core'
import { sampleFinding, sampleReport } from '@opencasb/testkit'
import type { InstrumentedScanner } from '../src/index.ts'

type Listener = (payload: never) => void

/** A scanner that only emits what a test tells it to, and lets the errors of listeners through. */
export interface ScriptedScanner extends InstrumentedScanner {
  emit<E extends keyof ScannerEvents>(event: E, payload: ScannerEvents[E]): void
  readonly listeners: number
}

/** Makes one with integrations in these states, all of the connector `notes`. */
export function scriptedScanner(states: () => readonly HealthState[] = () => []): ScriptedScanner {
  const listeners = new Map<string, Set<Listener>>()
  return {
    get listeners() {
      return [...listeners.values()].reduce((sum, { size }) => sum + size, 0)
    },
    integrations: {
      list: async () => states().map((state, n) => integrationIn(state, n)),
    },
    on(event, listener) {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener))
      return () => void all.delete(listener)
    },
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload as never)
    },
  }
}

function integrationIn(state: HealthState, n: number): Integration {
  const at = '2026-01-01T00:00:00.000Z'
  return {
    id: `integration-${n}`,
    connector: 'notes',
    name: 'canary-name',
    config: {},
    authKind: 'token',
    credentialRef: `ref-${n}`,
    createdAt: at,
    ...(state !== 'initializing' && { health: { state, since: at, failures: 0 } }),
  }
}

/** The report of a scan of the connector `notes` that took a minute. */
export function reportOf(change: Partial<ScanReport> = {}): ScanReport {
  return sampleReport({
    integration: { id: 'one', name: 'canary-name', connector: 'notes', connectorVersion: '1.0.0' },
    tenant: { id: 'canary-tenant', name: 'canary-tenant' },
    ...change,
  })
}

/** A word about the stream of notes in one partition. */
export function progressOf(items: number, pages: number, change: Partial<ScanProgress> = {}): ScanProgress {
  return {
    integration: 'one',
    runId: 'run-1',
    resource: 'notes.note',
    partition: 'main',
    partitionName: 'canary-partition',
    items,
    pages,
    done: false,
    findings: 0,
    requests: 0,
    ...change,
  }
}

/** A change of a finding of the connector `notes`. */
export function changeOf(type: FindingChange['type'], severity: FindingChange['finding']['severity']): FindingChange {
  return {
    id: `${type}-1`,
    type,
    at: '2026-01-01T00:00:00.000Z',
    finding: sampleFinding({
      connector: 'notes',
      tenant: 'canary-tenant',
      check: 'notes/public',
      message: 'canary-message',
      asset: { kind: 'file', id: 'n1', name: 'canary-asset' },
      severity,
    }),
  }
}
