import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { createScanner, permissionsFor, type Scanner, type ScanReport } from '@opencasb/core'
import { afterEach, describe, expect, it } from 'vitest'
import { google } from '../../connector.ts'
import {
  createGoogleSimulator,
  type GoogleWorldOptions,
  googleSimulatorZone,
  type RunningGoogleSimulator,
  smallWorld,
} from '../../simulator.ts'

const connector = google({ resolver: createFakeResolver(googleSimulatorZone) })
const only = connector.checks
  .filter(({ on }) => ['google.file', 'google.shared-drive', 'google.shared-drive-file'].includes(on.name))
  .map(({ id }) => id)
const open: { readonly scanner: Scanner; readonly simulator: RunningGoogleSimulator }[] = []

afterEach(async () => {
  for (const { scanner, simulator } of open.splice(0)) {
    await scanner.close()
    await simulator.close()
  }
})

async function connect(sharing: object, world: GoogleWorldOptions = smallWorld) {
  const simulator = await createGoogleSimulator({ world, limits: 'off' })
  const scanner = createScanner({ connectors: [connector] })
  open.push({ scanner, simulator })
  const permissions = permissionsFor(connector, 'service-account').map(({ permission }) => permission)
  const { config, credentials } = simulator.integration({ authKind: 'service-account', permissions })
  await scanner.integrations.register({ id: 'acme', connector: 'google', config: { ...config, sharing }, credentials })
  const scan = (mode: 'full' | 'auto'): Promise<ScanReport> => scanner.scan('acme', { mode, only })
  return { simulator, scan }
}

const streams = (report: ScanReport): readonly string[] =>
  report.streams
    .filter(({ resource }) => resource !== 'google.shared-drive')
    .map(({ partitionName, mode }) => `${partitionName} ${mode}`)
    .sort()

describe('a scan of files', () => {
  it('reads the drives of the named users and shared drives, and asks nobody else', async () => {
    const { simulator, scan } = await connect({ users: ['user-1@acme.example'], drives: [] })
    expect(streams(await scan('full'))).toEqual(['user-1@acme.example full'])
    expect(simulator.requests.filter(({ route }) => route === 'GET /drive/v3/drives')).toEqual([])
    const [first] = simulator.world.drives.sharedDrives.slice(0, 1)
    const named = await connect({ users: ['user-1@acme.example'], drives: [first?.id] })
    expect(streams(await named.scan('full'))).toEqual([`${first?.name} full`, 'user-1@acme.example full'])
  })

  it('leaves out files that were not modified since the given day', async () => {
    const users = ['user-0@acme.example']
    const all = await (await connect({ users, drives: [] })).scan('full')
    const { simulator, scan } = await connect({ users, drives: [], since: '2030-01-01' })
    const none = await scan('full')
    expect(all.streams[0]?.items).toBeGreaterThan(40)
    expect(none.streams[0]?.items).toBe(0)
    // A change of who has access is no modification.
    simulator.world.drives.ofUser(0).change(0, { shares: [{ id: 'anyoneWithLink', type: 'anyone', role: 'writer' }] })
    const after = await scan('auto')
    expect(after.streams[0]).toMatchObject({ mode: 'changes', complete: true })
    expect(after.changes.opened).toBe(0)
  })

  it('reads only what changed, a request or two per drive, and finds what is shared since', async () => {
    const { simulator, scan } = await connect({ users: ['user-0@acme.example'], drives: [] })
    await scan('full')
    const drive = simulator.world.drives.ofUser(0)
    const quiet = drive.files.slice(0, 45).find(({ shares }) => shares.length === 0)
    drive.change(quiet?.index ?? 0, { shares: [{ id: 'anyoneWithLink', type: 'anyone', role: 'writer' }] })
    simulator.clearRequests()
    const report = await scan('auto')
    expect(streams(report)).toEqual(['user-0@acme.example changes'])
    expect(report.changes.opened).toBe(1)
    expect(simulator.requests.filter(({ route }) => route?.includes('/drive/'))).toHaveLength(1)
  })

  it('closes findings of a deleted file at once, and of one that belongs to somebody else with the next full read', async () => {
    const { simulator, scan } = await connect({ users: ['user-0@acme.example'], drives: [] })
    await scan('full')
    const drive = simulator.world.drives.ofUser(0)
    const [deleted, given] = drive.files
      .slice(0, 45)
      .filter(({ shares }) => shares.some(({ id }) => id === 'anyoneWithLink'))
    drive.remove(deleted?.index ?? -1)
    drive.change(given?.index ?? -1, { transferred: true })
    const first = await scan('auto')
    expect(streams(first)).toEqual(['user-0@acme.example changes'])
    expect(first.changes.resolved).toBe(1)
    // What is absent from a listing in motion counts as gone when it is missed twice.
    await scan('full')
    expect((await scan('full')).changes.resolved).toBe(1)
  })

  it('[F19] reads everything where Drive no longer knows the token, or the own domains have changed', async () => {
    const { simulator, scan } = await connect({ users: ['user-0@acme.example'], drives: [] })
    await scan('full')
    simulator.world.drives.forgetChanges()
    expect(streams(await scan('auto'))).toEqual(['user-0@acme.example full'])
    expect(streams(await scan('auto'))).toEqual(['user-0@acme.example changes'])
    simulator.world.domains.change(1, { verified: false })
    const report = await scan('auto')
    expect(streams(report)).toEqual(['user-0@acme.example full'])
    expect(report.status).toBe('complete')
  })

  it('says of the files of a suspended user that nobody can read them, and closes nothing', async () => {
    const { simulator, scan } = await connect({ users: ['user-1@acme.example'], drives: [] })
    const before = await scan('full')
    expect(before.changes.opened).toBeGreaterThan(0)
    simulator.world.users.change(1, { suspended: true })
    const after = await scan('full')
    expect(after.changes.resolved).toBe(0)
    expect(after.gaps).toMatchObject([{ resource: 'google.file', reason: 'feature-unavailable' }])
  })

  it('reads a shared drive in the name of the next member where the first one is suspended', async () => {
    const { simulator, scan } = await connect({ users: ['user-0@acme.example'] })
    const { sharedDrives } = simulator.world.drives
    const drive = sharedDrives.get(0)
    const people = [...simulator.world.users.all()].filter(({ index }) => index > 0).slice(0, 40)
    const active = people.find(({ suspended }) => !suspended)
    const away = people.find(({ suspended }) => suspended)
    const asMember = (emailAddress = '') => ({ id: emailAddress, type: 'user', emailAddress }) as const
    const withReader = [
      { ...asMember(away?.email), role: 'organizer' },
      { ...asMember(active?.email), role: 'writer' },
    ] as const
    sharedDrives.change(0, { members: withReader })
    const report = await scan('full')
    expect(report.gaps).toEqual([])
    expect(report.streams.find(({ partitionName }) => partitionName === drive?.name)).toMatchObject({ complete: true })
    for (const others of [[], [{ ...asMember(active?.email), role: 'reader' } as const]]) {
      sharedDrives.change(0, { members: [withReader[0], ...others] })
      expect((await scan('full')).gaps).toMatchObject([
        { resource: 'google.shared-drive-file', reason: 'feature-unavailable', partition: drive?.id },
      ])
    }
  })

  it('asks for the permissions of those files of a shared drive only that have some of their own', async () => {
    const { simulator, scan } = await connect({ users: ['user-0@acme.example'] })
    await scan('full')
    const { drives } = simulator.world
    const shared = [...drives.sharedDrives.all()].flatMap((one) => [...drives.ofSharedDrive(one).files.all()])
    const asked = simulator.requests.filter(({ route }) => route === 'GET /drive/v3/files/{fileId}/permissions')
    const withShares = shared.filter(({ shares }) => shares.length > 0)
    expect(withShares.length).toBeLessThan(shared.length)
    // The drives themselves are asked twice: for their own check, and for who can read them.
    expect(asked).toHaveLength(withShares.length + 2 * drives.sharedDrives.count)
  })
})
