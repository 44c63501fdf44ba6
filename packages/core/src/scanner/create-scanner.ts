import { ConfigError } from '../errors/config-error.ts'
import { createFindingsService } from '../findings/create-findings-service.ts'
import { cancelScan } from '../integrations/cancel-scan.ts'
import { createIntegrationsService } from '../integrations/create-integrations-service.ts'
import { describeConnector } from '../integrations/describe-connector.ts'
import { createInventoryService } from '../inventory/create-inventory-service.ts'
import { BackgroundDelivery } from '../outbox/background-delivery.ts'
import { createOutboxService } from '../outbox/create-outbox-service.ts'
import { isDurable } from '../outbox/outbox-entries.ts'
import { DeferredScheduler } from '../schedule/deferred-scheduler.ts'
import { checkScanOptions } from './check-scan-options.ts'
import { readOptions } from './read-options.ts'
import type { Scanner, ScannerOptions } from './scanner.ts'
import { activeIntegrationOf, integrationOf } from './scanner-context.ts'

/** What durable sinks do not take within it is delivered by the next scanner on the same state. */
const deliveryPatienceMs = 5_000

/**
 * Makes a scanner. Nothing is read and no connection is opened before a method is called.
 * @throws ContractError for a connector that is not sound or made for another version of the contract
 * @throws ConfigError for a policy that does not fit the connectors, and for options that cannot be
 */
export function createScanner(options: ScannerOptions): Scanner {
  const context = readOptions(options)
  const { connectors, state, sinks, clock, log, events, running, schedule, leaseMs } = context
  const outbox = createOutboxService(context)
  const delivery = new BackgroundDelivery(outbox, log)
  if (sinks.some(isDurable)) {
    // What was just committed for them; changes of findings during a scan wait for its end.
    for (const event of ['scan-end', 'health-change', 'credential-expiry'] as const) {
      events.on(event, () => delivery.start())
    }
  }
  let isClosed = false
  const scheduler = new DeferredScheduler({
    ...schedule,
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
    inventory: createInventoryService(state.inventory),
    async plan(id, planOptions = {}) {
      checkScanOptions(planOptions)
      const { buildPlan } = await import('../plan/build-plan.ts')
      return buildPlan(context, await activeIntegrationOf(context, id), planOptions)
    },
    async scan(id, scanOptions = {}) {
      checkScanOptions(scanOptions)
      return running.start(context, await integrationOf(context, id), scanOptions)
    },
    cancel: (id) => cancelScan(context, id),
    start() {
      if (isClosed) throw new ConfigError('start: the scanner was closed; make another one')
      scheduler.start()
    },
    stop: (stopOptions) => scheduler.stop(stopOptions),
    outbox,
    due: async (dueOptions) => (await import('../schedule/list-due.ts')).listDue(context, dueOptions),
    get connectors() {
      return [...connectors.values()].map(describeConnector)
    },
    lastReport: (id) => state.checkpoints.lastReport(id),
    compliance: async (id, framework) =>
      (await import('../compliance/read-compliance.ts')).readCompliance(context, id, framework),
    on: (event, listener) => events.on(event, listener),
    async close() {
      isClosed = true
      await Promise.all([scheduler.stop({ drainMs: 0 }), running.stop('The scanner was closed')])
      await delivery.close(deliveryPatienceMs)
      for (const sink of sinks) await sink.close?.()
      await state.close()
      events.clear()
    },
  }
}
