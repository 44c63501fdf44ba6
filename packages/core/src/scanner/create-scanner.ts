import { systemClock } from '../clock/system-clock.ts'
import { ConfigError } from '../errors/config-error.ts'
import { SafeEmitter } from '../events/safe-emitter.ts'
import { createFindingsService } from '../findings/create-findings-service.ts'
import { shown } from '../health/shown-health.ts'
import { cancelScan } from '../integrations/cancel-scan.ts'
import { createIntegrationsService } from '../integrations/create-integrations-service.ts'
import { describeConnector } from '../integrations/describe-connector.ts'
import { createRateLimits } from '../limits/create-rate-limits.ts'
import { type AssetKind, assetKinds } from '../model/asset.ts'
import { BackgroundDelivery } from '../outbox/background-delivery.ts'
import { createOutboxService } from '../outbox/create-outbox-service.ts'
import { isDurable } from '../outbox/outbox-entries.ts'
import { chooseChecks } from '../plan/choose-checks.ts'
import { matchesPattern } from '../policy/match-pattern.ts'
import { readPolicy } from '../policy/read-policy.ts'
import { RunningScans } from '../scan/running-scans.ts'
import { DeferredScheduler } from '../schedule/deferred-scheduler.ts'
import { createMemoryCredentials } from '../state/memory-credentials.ts'
import { createMemoryState } from '../state/memory-state.ts'
import { checkConnector } from './check-connector.ts'
import type { Scanner, ScannerOptions } from './scanner.ts'
import { activeIntegrationOf, integrationOf, type ScannerContext } from './scanner-context.ts'
import { silentLog } from './silent-log.ts'

const day = 24 * 60 * 60 * 1000
/** What durable sinks do not take within it is delivered by the next scanner on the same state. */
const deliveryPatienceMs = 5_000

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

/**
 * Makes a scanner. Nothing is read and no connection is opened before a method is called.
 * @throws ContractError for a connector that is not sound or made for another version of the contract
 * @throws ConfigError for a policy that does not fit the connectors, and for options that cannot be
 */
export function createScanner(options: ScannerOptions): Scanner {
  const context = contextOf(options)
  const { running, state, clock, log, connectors, leaseMs } = context
  const outbox = createOutboxService(context)
  const delivery = new BackgroundDelivery(outbox, log)
  if (context.sinks.some(isDurable)) {
    // What was just committed for them; changes of findings during a scan wait for its end.
    for (const event of ['scan-end', 'health-change', 'credential-expiry'] as const) {
      context.events.on(event, () => delivery.start())
    }
  }
  let isClosed = false
  const scheduler = new DeferredScheduler({
    ...options.schedule,
    state,
    clock,
    log,
    connectors,
    leaseMs,
    scan: (integration, { signal, lease }) => running.start(context, integration, { signal }, lease),
    deliver: (signal) => outbox.deliver({ signal }),
  })

  return {
    integrations: createIntegrationsService(context),
    findings: createFindingsService(context),
    inventory: {
      list: (filter = {}, list = {}) => context.state.inventory.list(filter, list),
      count: (filter = {}) => context.state.inventory.count(filter),
    },
    async plan(id, planOptions = {}) {
      const { buildPlan } = await import('../plan/build-plan.ts')
      return buildPlan(context, await activeIntegrationOf(context, id), planOptions)
    },
    scan: async (id, scanOptions) => running.start(context, await integrationOf(context, id), scanOptions),
    cancel: (id) => cancelScan(context, id),
    start() {
      if (isClosed) throw new ConfigError('start: the scanner was closed; make another one')
      scheduler.start()
    },
    stop: (stopOptions) => scheduler.stop(stopOptions),
    outbox,
    async due({ limit } = {}) {
      const dueBefore = new Date(clock.now()).toISOString()
      const due = await state.integrations.list({ dueBefore, ...(limit !== undefined && { limit }) })
      return due.map(shown)
    },
    get connectors() {
      return [...context.connectors.values()].map(describeConnector)
    },
    lastReport: (id) => context.state.checkpoints.lastReport(id),
    compliance: async (id, framework) =>
      (await import('../compliance/read-compliance.ts')).readCompliance(context, id, framework),
    on: (event, listener) => context.events.on(event, listener),
    async close() {
      isClosed = true
      await scheduler.stop({ drainMs: 0 })
      await running.stop('The scanner was closed')
      await delivery.close(deliveryPatienceMs)
      for (const sink of context.sinks) await sink.close?.()
      await context.state.close()
      context.events.clear()
    },
  }
}

function contextOf(options: ScannerOptions): ScannerContext {
  const { connectors, sinks = [], clock = systemClock, log = silentLog, limits = {} } = options
  const { reserve = 0.2, concurrency = 8, maxWaitMs = 900_000, retries = 1_000, streams = 4, leaseMs = 15_000 } = limits
  const { jitter = 0.1, concurrency: scans = 4, perConnector = scans, pollMs = 15_000 } = options.schedule ?? {}
  const { inventory = keptKinds, fullEveryMs = 7 * day, expiryWarningDays: warningDays = [14, 7, 1] } = options
  inRange('limits.reserve', reserve, 0, 0.95)
  inRange('schedule.jitter', jitter, 0, 1)
  for (const days of warningDays) inRange('expiryWarningDays', days, 0, 3_650)
  wholeInRange({ 'limits.concurrency': concurrency, 'limits.streams': streams }, 1, 1_000)
  wholeInRange({ 'schedule.concurrency': scans, 'schedule.perConnector': perConnector }, 1, 1_000)
  wholeInRange({ 'limits.leaseMs': leaseMs, 'schedule.pollMs': pollMs }, 100, 3_600_000)
  wholeInRange({ 'limits.retries': retries }, 0, 1_000_000)
  wholeInRange({ 'limits.maxWaitMs': maxWaitMs }, 0, 7 * day)
  wholeInRange({ fullEveryMs }, 0, 366 * day)
  for (const kind of inventory) {
    if (assetKinds.includes(kind)) continue
    throw new ConfigError(`inventory: there is no kind "${kind}"; use some of ${assetKinds.join(', ')}`, {
      field: 'inventory',
    })
  }
  if (connectors.length === 0) throw new ConfigError('connectors: give at least one', { field: 'connectors' })
  const byId = new Map<string, (typeof connectors)[number]>()
  for (const connector of connectors) {
    checkConnector(connector)
    if (byId.has(connector.id)) {
      throw new ConfigError(`connectors: there are two connectors "${connector.id}"; give one of them`, {
        field: 'connectors',
      })
    }
    byId.set(connector.id, connector)
  }
  const policy = readPolicy(options.policy ?? {})
  refuseUnknown(options, Object.keys(policy.checks ?? {}), Object.keys(policy.scope ?? {}))
  for (const connector of connectors) chooseChecks(connector, policy, {})
  const state = options.state ?? createMemoryState({ clock })
  return {
    connectors: byId,
    state,
    credentials: options.credentials ?? createMemoryCredentials(),
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
    jitter,
  }
}

function inRange(field: string, value: number, min: number, max: number, word = 'number', fits = true): void {
  if (fits && value >= min && value <= max) return
  throw new ConfigError(`${field}: must be a ${word} from ${min} to ${max}, not ${value}`, { field })
}

function wholeInRange(values: Readonly<Record<string, number>>, min: number, max: number): void {
  for (const [field, value] of Object.entries(values)) {
    inRange(field, value, min, max, 'whole number', Number.isInteger(value))
  }
}

/** A policy that names what no connector has would silently do nothing. */
function refuseUnknown({ connectors }: ScannerOptions, checks: readonly string[], resources: readonly string[]): void {
  const ids = connectors.flatMap((connector) => connector.checks.map(({ id }) => id))
  for (const pattern of checks) {
    if (ids.some((id) => matchesPattern(pattern, id))) continue
    const field = `policy.checks.${pattern}`
    throw new ConfigError(`${field}: no connector has a check of this name; list them with "opencasb checks"`, {
      field,
    })
  }
  const names = connectors.flatMap((connector) => connector.resources.map(({ name }) => name))
  for (const name of resources) {
    if (names.includes(name)) continue
    const field = `policy.scope.${name}`
    throw new ConfigError(`${field}: no connector has a resource type of this name; use one of ${names.join(', ')}`, {
      field,
    })
  }
}
