import { atMost, type Row } from '../../row.ts'
import type { Tenant } from './with-tenant.ts'

/** Requests that a scan has in flight at most. */
const inFlight = 8

/** Requests that were refused although the first refusal was known; the baseline is how many were refused in all. */
export async function refusedRow(quota: string, tenant: Tenant): Promise<Row> {
  const refused = await tenant.refused()
  const beyond = refused.reduce((sum, count) => sum + Math.max(0, count - inFlight), 0)
  const all = refused.reduce((sum, count) => sum + count, 0)
  return atMost(`refused beyond those in flight at the first refusal: ${quota}`, '', 0, beyond, all)
}
