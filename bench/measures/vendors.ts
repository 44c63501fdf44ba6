import type { BenchOptions, Row } from '../row.ts'
import { measureConditionalAccess } from './vendors/conditional-access.ts'
import {
  measureDriveRescan,
  measureWorkspaceHeap,
  measureWorkspaceQuota,
  measureWorkspaceRequests,
} from './vendors/google.ts'
import {
  measureEntraFeeds,
  measureEntraHeap,
  measureEntraQuota,
  measureEntraRequests,
  measureEntraRescan,
  measureOneDriveRescan,
} from './vendors/m365.ts'
import {
  measureSalesforceHeap,
  measureSalesforceQuota,
  measureSalesforceRequests,
  measureSalesforceRescan,
  measureSalesforceSetupRescan,
} from './vendors/salesforce.ts'

/** Google Workspace, Microsoft 365 and Salesforce: requests, second scans, memory, quotas. */
export async function measureVendors({ quick }: BenchOptions): Promise<readonly Row[]> {
  const users = quick ? 1_000 : 10_000
  const measures = [
    () => measureWorkspaceRequests(users),
    () => measureEntraRequests(users),
    () => measureSalesforceRequests(users),
    ...(quick ? [() => measureSalesforceHeap(1_000, 160)] : full),
  ]
  const rows: Row[] = []
  for (const measure of measures) rows.push(...(await measure()))
  return rows
}

/** What takes minutes, or misses its target for reasons that the README tells. */
const full: readonly (() => Promise<readonly Row[]>)[] = [
  () => measureEntraRescan(10_000),
  () => measureEntraFeeds(300_000),
  () => measureSalesforceRescan(10_000),
  () => measureSalesforceRescan(100_000),
  () => measureSalesforceSetupRescan(10_000),
  () => measureDriveRescan(200),
  () => measureOneDriveRescan(200),
  () => measureWorkspaceHeap(300_000, 128),
  () => measureEntraHeap(300_000, 160),
  () => measureSalesforceHeap(100_000, 160),
  () => measureWorkspaceQuota(),
  () => measureEntraQuota(),
  () => measureSalesforceQuota(),
  () => measureConditionalAccess(200),
]
