import { salesforce } from '@opencasb/connector-salesforce'
import {
  createSalesforceSimulator,
  type SimulatorProcessOptions,
  startSimulatorProcess,
} from '@opencasb/connector-salesforce/simulator'
import { atMost, type Row } from '../../row.ts'
import { requestsOf } from '../scan-measures.ts'
import { refusedRow } from './refused-row.ts'
import { rescanRow } from './rescan-rows.ts'
import { type Vendor, withTenant } from './with-tenant.ts'

const organization: Vendor<SimulatorProcessOptions> = {
  connector: salesforce(),
  authKind: 'jwt-bearer',
  start: startSimulatorProcess,
}

const permissionSets = 500

/** All checks of an organisation. */
export async function measureSalesforceRequests(users: number): Promise<readonly Row[]> {
  return withTenant(organization, { world: { users, permissionSets } }, async (tenant) => {
    const output = await tenant.scan({ checks: 'all' })
    const count = users.toLocaleString('en')
    return [atMost(`Salesforce: calls, all checks, ${count} users, 500 permission sets`, '', 60, requestsOf(output))]
  })
}

/** What a second scan asks for when one in a hundred users changed. */
export function measureSalesforceRescan(users: number): Promise<readonly Row[]> {
  return rescan(whereUsersChange, users, `${users.toLocaleString('en')} users, 1 % of them changed`)
}

/** The same number of changes, but of things of all kinds: many of them are of Setup. */
export function measureSalesforceSetupRescan(users: number): Promise<readonly Row[]> {
  return rescan(
    organization,
    users,
    `${users.toLocaleString('en')} users, as many changes of all kinds, Setup included`,
  )
}

function rescan(vendor: Vendor<SimulatorProcessOptions>, users: number, name: string): Promise<readonly Row[]> {
  const changes = Math.round(users * 0.01)
  return withTenant(vendor, { world: { users, permissionSets } }, async (tenant) => [
    await rescanRow(tenant, { name: `Salesforce, ${name}`, scan: { checks: 'all' }, changes }, 30),
  ])
}

/** An organisation in which only users change. */
const whereUsersChange: Vendor<SimulatorProcessOptions> = {
  ...organization,
  async start(options) {
    const simulator = await createSalesforceSimulator(options)
    const { world, integration, usage, close } = simulator
    return {
      control: {
        integration: async (request) => integration(request),
        usage: async () => usage(),
        requests: async () => simulator.requests,
        async mutate(_seed, changes) {
          const { rows, object } = world.table('User') ?? {}
          for (let index = 0; index < changes; index++) {
            const row = rows?.get(index)
            if (row) rows?.change(index, { ...object?.change?.(row, 0, world), SystemModstamp: world.now() })
          }
        },
      },
      close,
    }
  },
}

/** What a scan of so many users with their effective permissions keeps in memory. */
export async function measureSalesforceHeap(users: number, ceiling: number): Promise<readonly Row[]> {
  return withTenant(organization, { world: { users, permissionSets } }, async (tenant) => {
    const flags = ['--expose-gc', `--max-old-space-size=${ceiling}`]
    const output = await tenant.scan({ checks: 'all', database: tenant.database() }, flags)
    const name = `peak heap, ${users.toLocaleString('en')} Salesforce users with effective permissions`
    return [atMost(name, ' MiB', 160, output.peakHeapMb)]
  })
}

/** A scan that needs more than what is left of the day's calls. */
export async function measureSalesforceQuota(): Promise<readonly Row[]> {
  return withTenant(organization, { world: { users: 10_000, permissionSets }, dailyRequests: 12 }, async (tenant) => {
    await tenant.scan({ checks: 'all', mayStop: true })
    return [await refusedRow('Salesforce, 12 calls left of the day', tenant)]
  })
}
