import type { ScanOutput } from '../../processes/scan.ts'
import { atMost, type Row } from '../../row.ts'
import { requestsOf } from '../scan-measures.ts'
import type { Tenant, TenantScan } from './with-tenant.ts'

/** A second scan after some things changed. */
export interface Rescan {
  readonly name: string
  readonly scan: TenantScan
  readonly changes: number
}

/** Requests of a second scan as a part of the first one's. */
export async function rescanRow(tenant: Tenant, { name, scan, changes }: Rescan, limit: number): Promise<Row> {
  const input = { ...scan, database: tenant.database() }
  const first = requestsOf(await tenant.scan(input))
  await tenant.change(changes)
  const second = requestsOf(await tenant.scan(input))
  return atMost(`re-scan, ${name}: part of the first scan's requests`, ' %', limit, (second / first) * 100, first)
}

/** Files and the changes of them. */
export interface FeedRescan extends Rescan {
  /** The resources whose items are counted. */
  readonly resources: readonly string[]
}

/** Whether a second scan costs in proportion to what changed, beyond the request that each feed takes to say so. */
export async function feedRows(
  tenant: Tenant,
  { name, scan, changes, resources }: FeedRescan,
): Promise<readonly Row[]> {
  const input = { ...scan, database: tenant.database() }
  const filesOf = ({ streams }: ScanOutput) => resources.reduce((sum, resource) => sum + (streams[resource] ?? 0), 0)
  const first = await tenant.scan(input)
  const unchanged = await tenant.scan(input)
  await tenant.change(changes)
  const changed = await tenant.scan(input)
  const files = filesOf(changed)
  const more = requestsOf(changed) - requestsOf(unchanged)
  const total = filesOf(first).toLocaleString('en')
  return [
    atMost(`re-scan, ${name}, ${total} files: files read per change`, '', 1, files / changes, files),
    atMost(
      `re-scan, ${name}: requests per changed file, beyond those of a re-scan without changes`,
      '',
      1,
      more / Math.max(1, files),
      requestsOf(unchanged),
    ),
  ]
}
