import { google } from '@opencasb/connector-google'
import {
  createGoogleSimulator,
  type GoogleWorldOptions,
  type SimulatorProcessOptions,
  startSimulatorProcess,
} from '@opencasb/connector-google/simulator'
import type { ScanOutput } from '../../processes/scan.ts'
import { atMost, type Row } from '../../row.ts'
import { requestsOf } from '../scan-measures.ts'
import { fewestRequests, inOneAnswer, type Listing, oneEach } from './fewest-requests.ts'
import { refusedRow } from './refused-row.ts'
import { feedRows } from './rescan-rows.ts'
import { checksReading, type Vendor, withTenant } from './with-tenant.ts'

const workspace: Vendor<SimulatorProcessOptions> = {
  connector: google(),
  authKind: 'service-account',
  start: startSimulatorProcess,
}

/** What costs a request for each user, or is no part of directory, groups, roles and settings. */
const apart = /^google\.(oauth-|file$|shared-drive|calendar$|mailbox$|ai-licence)/
const ofGroups = ['google.group.members', 'google.group.settings', 'google.administrator-sign-in.by-group']
const listed = checksReading(workspace.connector, (resource) => !apart.test(resource), ofGroups)
const files = checksReading(workspace.connector, (resource) => /^google\.(shared-drive-)?file$/.test(resource), [
  'google.shared-drive-file.exposure',
])
/** What users are judged by, licences included, and all that stands in few listings. */
const ofManyUsers = checksReading(
  workspace.connector,
  (resource) => !/^google\.(oauth-|.*file$|shared-drive|calendar$|mailbox$)/.test(resource),
)
/** At most. */
const filesOfUser = 100
/** Google's pace of 2,400 requests a minute is not what is measured. */
const speed = 40

function accountOf(users: number): GoogleWorldOptions {
  return {
    users,
    superAdmins: 4,
    delegatedAdmins: Math.round(users / 250),
    groups: Math.round(users / 10),
    moreDomains: true,
  }
}

/** Directory, groups, roles and settings, against the fewest requests that the page sizes allow. */
export async function measureWorkspaceRequests(users: number): Promise<readonly Row[]> {
  const world = accountOf(users)
  return withTenant(workspace, { world, limits: 'off' }, async (tenant) => {
    const output = await tenant.scan({ checks: listed, speed })
    const fewest = fewestRequests(await listingsOf(output, world))
    const count = users.toLocaleString('en')
    return [
      atMost(
        `Workspace: requests for directory, groups, roles, settings of ${count} users, against the fewest`,
        ' ×',
        1.1,
        requestsOf(output) / fewest,
        fewest,
      ),
    ]
  })
}

/** Page sizes as Google documents them; groups of the simulated account fit on one page of members. */
async function listingsOf({ streams }: ScanOutput, world: GoogleWorldOptions): Promise<readonly Listing[]> {
  const groups = streams['google.group'] ?? 0
  return [
    inOneAnswer('access token'),
    { what: 'users', items: streams['google.user'] ?? 0, pageSize: 500 },
    { what: 'groups', items: groups, pageSize: 200 },
    oneEach('members of a group, up to 200', groups),
    oneEach('settings of a group', groups),
    inOneAnswer('domains'),
    inOneAnswer('organisational units'),
    inOneAnswer('roles, up to 100'),
    { what: 'role assignments', items: streams['google.administrator'] ?? 0, pageSize: 200 },
    inOneAnswer('sign-in assignments'),
    { what: 'policies', items: await policiesOf(world), pageSize: 100 },
  ]
}

async function policiesOf(options: GoogleWorldOptions): Promise<number> {
  const { world, close } = await createGoogleSimulator({ world: options })
  await close()
  return world.policies.count
}

/** Files of Drive: what a second scan asks for when a few of them changed. */
export function measureDriveRescan(sharers: number): Promise<readonly Row[]> {
  const world = { users: sharers * 2, groups: 1, sharers, files: filesOfUser, sharedDrives: Math.round(sharers / 10) }
  return withTenant(workspace, { world, limits: 'off' }, (tenant) =>
    feedRows(tenant, {
      name: 'Drive',
      scan: { checks: files, speed },
      resources: ['google.file', 'google.shared-drive-file'],
      // One simulated change in seven is one of files.
      changes: Math.round(sharers * filesOfUser * 0.01 * 7),
    }),
  )
}

/** What a scan of so many users keeps in memory. */
export async function measureWorkspaceHeap(users: number, ceiling: number): Promise<readonly Row[]> {
  const world = { ...accountOf(users), groups: 200 }
  return withTenant(workspace, { world, limits: 'off' }, async (tenant) => {
    const flags = ['--expose-gc', `--max-old-space-size=${ceiling}`]
    const output = await tenant.scan({ checks: ofManyUsers, speed, database: tenant.database() }, flags)
    const count = users.toLocaleString('en')
    return [atMost(`peak heap, ${count} Workspace users`, ' MiB', 128, output.peakHeapMb)]
  })
}

/** A scan that needs more than the quota of a minute: 2,400 requests. */
export function measureWorkspaceQuota(): Promise<readonly Row[]> {
  const world = { ...accountOf(1_000), groups: 3_000 }
  return withTenant(workspace, { world, limits: 'documented' }, async (tenant) => {
    await tenant.scan({ checks: listed })
    return [await refusedRow('Workspace, 2,400 a minute', tenant)]
  })
}
