import { createFakeResolver } from '@opencasb/connector-kit/mail'
import { createScanner, permissionsFor, type Scanner, type ScanReport } from '@opencasb/core'
import { afterEach, describe, expect, it } from 'vitest'
import { google } from '../../connector.ts'
import { createGoogleSimulator, googleSimulatorZone, type RunningGoogleSimulator, smallWorld } from '../../simulator.ts'

const connector = google({ resolver: createFakeResolver(googleSimulatorZone) })
const only = connector.checks
  .filter(({ on }) => ['google.mailbox', 'google.calendar'].includes(on.name))
  .map(({ id }) => id)
const open: { readonly scanner: Scanner; readonly simulator: RunningGoogleSimulator }[] = []

afterEach(async () => {
  for (const { scanner, simulator } of open.splice(0)) {
    await scanner.close()
    await simulator.close()
  }
})

async function connect(sharing: object) {
  const simulator = await createGoogleSimulator({ world: smallWorld, limits: 'off' })
  const scanner = createScanner({ connectors: [connector] })
  open.push({ scanner, simulator })
  const permissions = permissionsFor(connector, 'service-account').map(({ permission }) => permission)
  const { config, credentials } = simulator.integration({ authKind: 'service-account', permissions })
  await scanner.integrations.register({ id: 'acme', connector: 'google', config: { ...config, sharing }, credentials })
  return { simulator, scanner, scan: (): Promise<ScanReport> => scanner.scan('acme', { mode: 'full', only }) }
}

function assetsOf(report: ScanReport, check: string): unknown {
  return report.checks.find((one) => one.check === check)?.assets
}

const settings = 'GET /gmail/v1/users/{userId}/settings/'
const firstThree = ['user-0@acme.example', 'user-1@acme.example', 'user-2@acme-labs.example']

describe('a scan of mailboxes and calendars', () => {
  it('asks each user in scope for five settings and the calendar, and nobody else', async () => {
    const { simulator, scan } = await connect({ users: firstThree.slice(0, 2), drives: [] })
    await scan()
    const asked = simulator.requests.filter(({ route }) => route?.startsWith(settings))
    expect(asked).toHaveLength(10)
    expect(simulator.requests.filter(({ route }) => route?.includes('/calendars/'))).toHaveLength(2)
    expect(simulator.requests.filter(({ route }) => route === 'GET /admin/directory/v1/users')).toEqual([])
  })

  it('reads on where users have no Gmail and no Google Calendar, however many they are', async () => {
    const { simulator, scan } = await connect({ units: ['/'] })
    const { users, drives } = simulator.world
    const active = [...users.all()].filter(({ suspended, archived }) => !suspended && !archived)
    for (const { index } of active.slice(0, 20)) {
      drives.changeMailbox(index, { enabled: false })
      drives.changeCalendar(index, { enabled: false })
    }
    const without = active.filter(({ index }) => !drives.mailbox(index).enabled).length
    const report = await scan()
    expect(assetsOf(report, 'google/mailbox-delegated')).toMatchObject({
      notApplicable: without + users.count - active.length,
      unknown: 0,
    })
    // The calendars of suspended users stay shared, with nobody knows whom.
    expect(assetsOf(report, 'google/calendar-public')).toMatchObject({ unknown: users.count - active.length })
    const reasons = report.gaps.map(({ reason, resource }) => `${resource} ${reason}`)
    expect([...new Set(reasons)]).toEqual(['google.calendar feature-unavailable'])
  })

  it('tells addresses outside from those of own domains and aliases, and those that work from those that do not', async () => {
    const { simulator, scanner, scan } = await connect({ users: firstThree.slice(0, 1), drives: [] })
    const alias = { email: 'archive@ACME-mail.example', status: 'accepted' }
    const waiting = { email: 'private@mail.example', status: 'pending' }
    simulator.world.drives.changeMailbox(0, {
      delegates: [
        waiting,
        { email: 'a@acme.example', status: 'rejected' },
        { email: 'b@acme.example', status: 'expired' },
      ],
      forwardTo: alias.email,
      forwardingAddresses: [alias, waiting],
      filters: [alias.email],
      sendAs: [alias, waiting],
    })
    const own = await scan()
    for (const check of only.filter((id) => id.startsWith('google/mailbox'))) {
      expect(assetsOf(own, check), check).toMatchObject({ passed: 1, failed: 0 })
    }
    const outside = { email: 'private@mail.example', status: 'accepted' }
    simulator.world.drives.changeMailbox(0, {
      delegates: [{ email: 'c@acme.example', status: 'something-new' }],
      forwardTo: outside.email,
      forwardingAddresses: [outside],
      filters: [outside.email],
      sendAs: [outside],
    })
    const open = await scan()
    for (const check of only.filter((id) => id.startsWith('google/mailbox'))) {
      expect(assetsOf(open, check), check).toMatchObject({ passed: 0, failed: 1 })
    }
    // What a filter looks for is nobody's business.
    for await (const { evidence } of scanner.findings.all()) expect(JSON.stringify(evidence)).not.toContain('invoice')
  })
})
