import { m365 } from '@opencasb/connector-m365'
import {
  type M365SimulatorOptions,
  type M365WorldOptions,
  startSimulatorProcess,
} from '@opencasb/connector-m365/simulator'
import type { ScanOutput } from '../../processes/scan.ts'
import { atMost, type Row } from '../../row.ts'
import { requestsOf } from '../scan-measures.ts'
import { fewestRequests, inOneAnswer, type Listing, oneEach } from './fewest-requests.ts'
import { refusedRow } from './refused-row.ts'
import { feedRows, rescanRow } from './rescan-rows.ts'
import { checksReading, type Vendor, withTenant } from './with-tenant.ts'

const tenantOfMicrosoft: Vendor<Omit<M365SimulatorOptions, 'now'>> = {
  connector: m365(),
  authKind: 'client-secret',
  start: startSimulatorProcess,
}

const { connector } = tenantOfMicrosoft
/** Files and mail are no part of Entra. */
const isEntra = (resource: string): boolean => !/^m365\.(shared-item|mailbox|sharepoint)/.test(resource)
const holders = 'm365.role-assignment.holders'
const principals = 'm365.conditional-access-policy.missing-principals'
/** What stands in listings: owners, authentication methods and those whom policies name are asked for one by one. */
const listed = checksReading(connector, isEntra, [holders])
const entra = checksReading(connector, isEntra, [
  holders,
  principals,
  'm365.application.owners',
  'm365.user-registration.authentication-methods',
])
const withFeed = checksReading(connector, (resource) =>
  ['m365.user', 'm365.group', 'm365.service-principal'].includes(resource),
)
const files = checksReading(connector, (resource) => resource === 'm365.shared-item', ['m365.shared-item.exposure'])
/** Graph's pace is not what is measured. */
const speed = 40

function tenantOf(users: number): M365WorldOptions {
  return {
    users,
    groups: Math.round(users / 10),
    applications: Math.round(users / 20),
    servicePrincipals: Math.round(users / 3),
    permissionGrants: Math.round(users / 5),
    appRoleAssignments: Math.round(users / 10),
    roleAssignments: 60,
    policies: 60,
    domains: 3,
  }
}

/** Entra against the fewest requests that the page sizes allow. */
export async function measureEntraRequests(users: number): Promise<readonly Row[]> {
  return withTenant(tenantOfMicrosoft, { world: tenantOf(users), limits: 'off' }, async (tenant) => {
    const output = await tenant.scan({ checks: listed, speed })
    const fewest = fewestRequests(listingsOf(output, await tenant.addresses(/transitiveMembers/)))
    const name = `Entra: requests for the directory of ${users.toLocaleString('en')} users, against the fewest`
    return [atMost(name, ' ×', 1.1, requestsOf(output) / fewest, fewest)]
  })
}

/** Permissions that applications hold are read from the side of the APIs that grant them. */
const held = 'm365.app-role-assignment'
const apis = 3

/** Pages of Graph hold 999 of most things; those with sign-in activity hold 500. */
function listingsOf({ streams }: ScanOutput, groupsWithRoles: number): readonly Listing[] {
  const computed = connector.resources.filter(({ derived }) => derived).map(({ name }) => name)
  const read = Object.entries(streams).filter(([name]) => !computed.includes(name) && name !== held)
  return [
    inOneAnswer('access token'),
    ...read.map(([what, items]) => ({ what, items, pageSize: what === 'm365.user-sign-in' ? 500 : 999 })),
    oneEach(
      'listings of permissions held, one for each of three APIs',
      Math.max(apis, Math.ceil((streams[held] ?? 0) / 999)),
    ),
    oneEach('members of a group that holds a role', groupsWithRoles),
    inOneAnswer('change feed of users'),
    inOneAnswer('change feed of groups'),
    inOneAnswer('change feed of service principals'),
    inOneAnswer('APIs that grant permissions'),
    oneEach('permissions that an API offers', apis),
    inOneAnswer('authentication strengths'),
    inOneAnswer('named locations'),
    inOneAnswer('security defaults'),
  ]
}

/** What a second scan of Entra asks for. */
export function measureEntraRescan(users: number): Promise<readonly Row[]> {
  return rescan(users, entra, `Entra, ${users.toLocaleString('en')} users, 1 % changed`)
}

/** What has a change feed at Microsoft: users, groups and service principals. */
export function measureEntraFeeds(users: number): Promise<readonly Row[]> {
  return rescan(users, withFeed, `Entra, ${users.toLocaleString('en')} users, only what has a change feed`)
}

function rescan(users: number, checks: readonly string[], name: string): Promise<readonly Row[]> {
  return withTenant(tenantOfMicrosoft, { world: tenantOf(users), limits: 'off' }, async (tenant) => [
    await rescanRow(tenant, { name, scan: { checks, speed }, changes: Math.round(users * 0.01) }, 5),
  ])
}

/** Files of OneDrive and SharePoint: what a second scan asks for when a few of them changed. */
export function measureOneDriveRescan(drives: number): Promise<readonly Row[]> {
  const world = { users: drives * 2, oneDrives: drives, sites: Math.round(drives / 10), itemsPerDrive: 100 }
  return withTenant(tenantOfMicrosoft, { world, limits: 'off' }, (tenant) =>
    feedRows(tenant, {
      name: 'OneDrive',
      scan: { checks: files, speed },
      resources: ['m365.shared-item'],
      // One simulated change in seven is one of files.
      changes: Math.round(drives * world.itemsPerDrive * 0.01 * 7),
    }),
  )
}

/** What a scan of so many users and service principals keeps in memory. */
export async function measureEntraHeap(users: number, ceiling: number): Promise<readonly Row[]> {
  const servicePrincipals = Math.round(users / 3)
  const world = { ...tenantOf(users), groups: 2_000, applications: 2_000, servicePrincipals, permissionGrants: 20_000 }
  return withTenant(tenantOfMicrosoft, { world, limits: 'off' }, async (tenant) => {
    const flags = ['--expose-gc', `--max-old-space-size=${ceiling}`]
    const output = await tenant.scan({ checks: listed, speed, database: tenant.database() }, flags)
    const counts = [users, servicePrincipals].map((number) => number.toLocaleString('en'))
    return [atMost(`peak heap, ${counts.join(' Entra users, ')} service principals`, ' MiB', 160, output.peakHeapMb)]
  })
}

/** More reports, and more of SharePoint, than Graph gives in the time that a scan would take. */
export async function measureEntraQuota(): Promise<readonly Row[]> {
  const reports = { world: tenantOf(10_000), checks: entra }
  // Whether a user has a OneDrive is asked for each.
  const sharing = { world: { users: 1_300, oneDrives: 5, sites: 1, itemsPerDrive: 100 }, checks: files }
  const rows: Row[] = []
  for (const [quota, { world, checks }] of Object.entries({ 'directory and reports': reports, SharePoint: sharing })) {
    const row = await withTenant(tenantOfMicrosoft, { world, limits: 'documented' }, async (tenant) => {
      await tenant.scan({ checks })
      return refusedRow(`Graph, ${quota}`, tenant)
    })
    rows.push(row)
  }
  return rows
}
