import { systemClock } from '../clock/system-clock.ts'
import { readCompliance } from '../compliance/read-compliance.ts'
import { ConfigError } from '../errors/config-error.ts'
import { SafeEmitter } from '../events/safe-emitter.ts'
import { createFindingsService } from '../findings/create-findings-service.ts'
import { createIntegrationsService } from '../integrations/create-integrations-service.ts'
import { createRateLimits } from '../limits/create-rate-limits.ts'
import type { AssetKind } from '../model/asset.ts'
import type { ScanReport } from '../model/report.ts'
import { buildPlan } from '../plan/build-plan.ts'
import { chooseChecks } from '../plan/choose-checks.ts'
import { matchesPattern } from '../policy/match-pattern.ts'
import { readPolicy } from '../policy/read-policy.ts'
import { ScanRun } from '../scan/run-scan.ts'
import { createMemoryCredentials } from '../state/memory-credentials.ts'
import { createMemoryState } from '../state/memory-state.ts'
import { checkConnector } from './check-connector.ts'
import type { Scanner, ScannerOptions, ScanOptions } from './scanner.ts'
import { integrationOf, type ScannerContext } from './scanner-context.ts'
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

/**
 * Makes a scanner. Nothing is read and no connection is opened before a method is called.
 * @throws ContractError for a connector that is not sound or made for another version of the contract
 * @throws ConfigError for a policy that does not fit the connectors
 */
export function createScanner(options: ScannerOptions): Scanner {
  const context = contextOf(options)
  const running = new Set<{ readonly abort: AbortController; readonly done: Promise<ScanReport> }>()

  const scan = async (id: string, scanOptions: ScanOptions = {}): Promise<ScanReport> => {
    const integration = await integrationOf(context, id)
    const abort = new AbortController()
    const signal = scanOptions.signal ? AbortSignal.any([scanOptions.signal, abort.signal]) : abort.signal
    const done = new ScanRun(context, integration, { ...scanOptions, signal }).scan()
    const entry = { abort, done }
    running.add(entry)
    return done.finally(() => running.delete(entry))
  }

  return {
    integrations: createIntegrationsService(context),
    findings: createFindingsService(context),
    inventory: {
      list: (filter = {}, list = {}) => context.state.inventory.list(filter, list),
      count: (filter = {}) => context.state.inventory.count(filter),
    },
    plan: (id, planOptions = {}) => buildPlan(context, id, planOptions),
    scan,
    lastReport: (id) => context.state.checkpoints.lastReport(id),
    compliance: (id, framework) => readCompliance(context, id, framework),
    on: (event, listener) => context.events.on(event, listener),
    async close() {
      for (const { abort } of running) abort.abort(new DOMException('The scanner was closed', 'AbortError'))
      await Promise.allSettled([...running].map(({ done }) => done))
      for (const sink of context.sinks) await sink.close?.()
      await context.state.close()
      context.events.clear()
    },
  }
}

function contextOf(options: ScannerOptions): ScannerContext {
  const { connectors, sinks = [], clock = systemClock, log = silentLog, limits = {} } = options
  const { reserve = 0.2, concurrency = 8, maxWaitMs = 900_000, retries = 1_000, streams = 4, leaseMs = 15_000 } = limits
  inRange('limits.reserve', reserve, 0, 0.95)
  inRange('limits.concurrency', concurrency, 1, 1_000)
  inRange('limits.streams', streams, 1, 1_000)
  inRange('limits.leaseMs', leaseMs, 100, 3_600_000)
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
  return {
    connectors: byId,
    state: options.state ?? createMemoryState({ clock }),
    credentials: options.credentials ?? createMemoryCredentials(),
    sinks,
    policy,
    clock,
    log,
    events: new SafeEmitter(log),
    limits: createRateLimits({ reserve, concurrency, maxWaitMs, retries, clock }),
    transport: options.transport,
    inventoryKinds: new Set(options.inventory ?? keptKinds),
    fullEveryMs: options.fullEveryMs ?? 7 * day,
    reserve,
    streams,
    facetConcurrency: concurrency,
    leaseMs,
  }
}

function inRange(field: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return
  throw new ConfigError(`${field}: must be a number from ${min} to ${max}, not ${value}`, { field })
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
