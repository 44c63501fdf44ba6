import { checkGiven, filterOf, type Reader, text, wholeNumber } from '../given/reader.ts'
import { shown } from '../health/shown-health.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import type { AddedIntegration, AddOptions, IntegrationsService, NewIntegration } from './integrations-service.ts'

const integrationFilter = filterOf(
  { connector: text, owner: text, tenant: text } satisfies Record<Exclude<keyof ListFilter, 'limit'>, Reader>,
  { limit: wholeNumber() },
)

type ListFilter = NonNullable<Parameters<IntegrationsService['list']>[0]>

/** Loaded when it is first needed: most processes that import core only scan, or only read. */
const acts = (): Promise<typeof import('./integration-acts.ts')> => import('./integration-acts.ts')

/** Makes the integrations service of a scanner. */
export function createIntegrationsService(context: ScannerContext): IntegrationsService {
  const { integrations } = context.state
  return {
    // Without a scan only where that was asked for, as the interface says in its overloads.
    add: async (integration: NewIntegration, options?: AddOptions) =>
      (await acts()).addIntegration(context, integration, options) as Promise<Required<AddedIntegration>>,
    register: async (integration) => (await acts()).registerIntegration(context, integration),
    async beginConnect(attempt) {
      const { beginConnect, refuseNoAttempt } = await acts()
      refuseNoAttempt(attempt)
      return beginConnect(context, attempt)
    },
    completeConnect: async (callback, options) => (await acts()).completeConnect(context, callback, options),
    async get(id) {
      const found = await integrations.get(id)
      return found && shown(found)
    },
    async list(filter = {}) {
      checkGiven(integrationFilter, filter, 'filter')
      return (await integrations.list(filter)).map(shown)
    },
    update: async (id, change) => (await acts()).updateIntegration(context, id, change),
    check: async (id, options) => (await acts()).checkIntegration(context, id, options),
    pause: async (id) => (await acts()).pauseIntegration(context, id),
    resume: async (id) => (await acts()).resumeIntegration(context, id),
    reconnect: async (id, credentials, options) =>
      (await acts()).reconnectIntegration(context, id, { ...options, credentials }),
    remove: async (id, options) => (await acts()).removeIntegration(context, id, options),
  }
}
