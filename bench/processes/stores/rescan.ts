import { createScanner, type ScanReport, type StateStore } from '@opencasb/core'
import { createToyConnector } from '../toy-connector.ts'
import { toyCredentials, toyIntegration } from '../toy-integration.ts'

/** Statements of a scan. */
export interface WriteCount {
  /** Transactions that write. */
  readonly transactions: number
  /** Statements that write, each run of a prepared one. */
  readonly writes: number
}

/** What the second scan of an unchanged tenant wrote. */
export interface Rescan extends WriteCount {
  /** Rows by table and what was done: `added`, `erased`, `changed`, or `seen` where at most time and run are new. */
  readonly rows: Readonly<Record<string, number>>
  /** Findings that it saw unchanged. */
  readonly findings: number
}

/** The tables that a scan may write to. */
export const writtenTables: readonly string[] = [
  'integration',
  'resource',
  'partition',
  'check_words',
  'finding',
  'finding_history',
  'inventory',
  'checkpoint',
  'watermark',
  'run',
  'http_cache',
  'outbox',
  'lease',
  'lease_fence',
  'budget_note',
  'sealed',
]

/** Columns that say when, and by which run, a row was last seen. */
export const seenColumns: readonly string[] = ['last_seen', 'seen_run', 'misses', 'unknown_since']

const id = 'bench'
/** Two checks that fail for every fifth item, and one for every second: ninety findings per page of a hundred. */
const failing = [5, 5, 2]

/** Scans an integration of the toy connector, which is made where it is not there; with findings and inventory. */
export async function scanToy(state: StateStore, assets: number): Promise<ScanReport> {
  if (!(await state.integrations.get(id))) await state.integrations.put(toyIntegration(id, assets))
  const connectors = [createToyConnector({ failing })]
  const scanner = createScanner({ connectors, credentials: toyCredentials, state })
  const report = await scanner.scan(id)
  if (report.status !== 'complete') throw new Error(`the scan is ${report.status}: ${report.error?.message}`)
  return report
}

/** Scans it again; says how many findings it saw. */
export async function scanUnchanged(state: StateStore, assets: number): Promise<number> {
  const { changes, unchanged } = await scanToy(state, assets)
  if (Object.values(changes).some((count) => count > 0)) throw new Error('the second scan made changes')
  return unchanged
}
