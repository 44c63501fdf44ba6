import { systemClock } from '../clock/system-clock.ts'
import type { Connector } from '../contract/connector.ts'
import { checkRange, checkWholeNumbers } from '../errors/check-range.ts'
import { ConfigError } from '../errors/config-error.ts'
import { SafeEmitter } from '../events/safe-emitter.ts'
import { anything, be, checkGiven, isObject, list, object, type Reader, shape } from '../given/reader.ts'
import { createRateLimits } from '../limits/create-rate-limits.ts'
import { type AssetKind, assetKinds } from '../model/asset.ts'
import { chooseChecks } from '../plan/choose-checks.ts'
import { checkPolicyNames } from '../policy/check-policy-names.ts'
import { readPolicy } from '../policy/read-policy.ts'
import { RunningScans } from '../scan/running-scans.ts'
import { createMemoryCredentials } from '../state/memory-credentials.ts'
import { createMemoryState } from '../state/memory-state.ts'
import { checkConnector } from './check-connector.ts'
import type { ScanLimits, ScannerOptions, SchedulerOptions } from './scanner.ts'
import type { ScannerContext } from './scanner-context.ts'
import { silentLog } from './silent-log.ts'

const day = 24 * 60 * 60 * 1000

const keptKinds: readonly AssetKind[] = [
  'account',
  'group',
  'application',
  'repository',
  'site',
  'setting',
  'organization',
  'domain',
]

const readers = {
  connectors: list,
  state: object,
  credentials: object,
  sinks: list,
  policy: anything,
  limits: shape({
    reserve: anything,
    concurrency: anything,
    maxWaitMs: anything,
    retries: anything,
    streams: anything,
    leaseMs: anything,
  } satisfies Record<keyof ScanLimits, Reader>),
  inventory: list,
  fullEveryMs: anything,
  schedule: shape({
    concurrency: anything,
    perConnector: anything,
    jitter: anything,
    pollMs: anything,
  } satisfies Record<keyof SchedulerOptions, Reader>),
  expiryWarningDays: list,
  transport: object,
  log: object,
  clock: object,
} satisfies Record<keyof ScannerOptions, Reader>
const aSink = be('a sink: an object with a name and a function "write"', isSink)
const anOption = shape(Object.fromEntries(Object.keys(readers).map((name) => [name, anything])))

/** Checks the options and fills in the defaults. @throws ContractError and ConfigError as `createScanner` does */
export function readOptions(options: ScannerOptions): ScannerContext {
  checkGiven(anOption, options, 'options')
  for (const name of Object.keys(options) as (keyof ScannerOptions)[]) {
    if (options[name] !== undefined) checkGiven(readers[name], options[name], name)
  }
  const { connectors = [], sinks = [], clock = systemClock, log = silentLog, limits = {} } = options
  const { reserve = 0.2, concurrency = 8, maxWaitMs = 900_000, retries = 1_000, streams = 4, leaseMs = 15_000 } = limits
  const { jitter = 0.1, concurrency: scans = 4, perConnector = scans, pollMs = 15_000 } = options.schedule ?? {}
  const { inventory = keptKinds, fullEveryMs = 7 * day, expiryWarningDays: warningDays = [14, 7, 1] } = options
  checkRange('limits.reserve', reserve, 0, 0.95)
  checkRange('schedule.jitter', jitter, 0, 1)
  for (const days of warningDays) checkRange('expiryWarningDays', days, 0, 3_650)
  checkWholeNumbers({ 'limits.concurrency': concurrency, 'limits.streams': streams }, 1, 1_000)
  checkWholeNumbers({ 'schedule.concurrency': scans, 'schedule.perConnector': perConnector }, 1, 1_000)
  checkWholeNumbers({ 'limits.leaseMs': leaseMs, 'schedule.pollMs': pollMs }, 100, 3_600_000)
  checkWholeNumbers({ 'limits.retries': retries }, 0, 1_000_000)
  checkWholeNumbers({ 'limits.maxWaitMs': maxWaitMs }, 0, 7 * day)
  checkWholeNumbers({ fullEveryMs }, 0, 366 * day)
  checkInventory(inventory)
  for (const [index, sink] of sinks.entries()) checkGiven(aSink, sink, `sinks.${index}`)
  const byId = connectorsById(connectors)
  const policy = readPolicy(options.policy ?? {})
  checkPolicyNames(policy, connectors)
  for (const connector of connectors) chooseChecks(connector, policy, {})
  const state = options.state ?? createMemoryState({ clock })
  return {
    connectors: byId,
    state,
    credentials: options.credentials ?? createMemoryCredentials({ clock }),
    sinks,
    policy,
    clock,
    log,
    events: new SafeEmitter(log),
    limits: createRateLimits({ reserve, concurrency, maxWaitMs, retries, clock, log, budgets: options.state?.budgets }),
    transport: options.transport,
    inventoryKinds: new Set(inventory),
    fullEveryMs,
    reserve,
    streams,
    facetConcurrency: concurrency,
    leaseMs,
    running: new RunningScans(),
    warningDays,
    schedule: { jitter, concurrency: scans, perConnector, pollMs },
  }
}

function isSink(value: unknown): boolean {
  const { name, write } = (value ?? {}) as { readonly name?: unknown; readonly write?: unknown }
  return typeof name === 'string' && name !== '' && typeof write === 'function'
}

function checkInventory(kinds: readonly AssetKind[]): void {
  const other = kinds.find((kind) => !assetKinds.includes(kind))
  if (other === undefined) return
  throw new ConfigError(`inventory: there is no kind "${other}"; use some of ${assetKinds.join(', ')}`, {
    field: 'inventory',
  })
}

function connectorsById(connectors: readonly Connector[]): ReadonlyMap<string, Connector> {
  if (connectors.length === 0) throw new ConfigError('connectors: give at least one', { field: 'connectors' })
  const byId = new Map<string, Connector>()
  for (const [index, connector] of connectors.entries()) {
    refuseNoConnector(connector, `connectors.${index}`)
    checkConnector(connector)
    if (byId.has(connector.id)) {
      throw new ConfigError(`connectors: there are two connectors "${connector.id}"; give one of them`, {
        field: 'connectors',
      })
    }
    byId.set(connector.id, connector)
  }
  return byId
}

/** A connector is what a function of its package returns. */
function refuseNoConnector(connector: unknown, field: string): void {
  if (isObject(connector) && 'spec' in connector) return
  const problem =
    typeof connector === 'function'
      ? `${connector.name || 'it'} is a function that makes the connector; call it: ${connector.name}()`
      : 'is no connector; give what a function such as github() returns'
  throw new ConfigError(`${field}: ${problem}`, { field })
}
