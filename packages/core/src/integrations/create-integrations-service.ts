import { shown } from '../health/shown-health.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import type { IntegrationsService } from './integrations-service.ts'

/** Loaded when it is first needed: most processes that import core only scan, or only read. */
const acts = (): Promise<typeof import('./integration-acts.ts')> => import('./integration-acts.ts')

/** Makes the integrations service of a scanner. */
export function createIntegrationsService(context: ScannerContext): IntegrationsService {
  const { integrations } = context.state
  return {
    add: async (integration, options) => (await acts()).addIntegration(context, integration, options),
    register: async (integration) => (await acts()).registerIntegration(context, integration),
    beginConnect: async (attempt) => (await acts()).beginConnect(context, attempt),
    completeConnect: async (callback, options) => (await acts()).completeConnect(context, callback, options),
    async get(id) {
      const found = await integrations.get(id)
      return found && shown(found)
    },
    list: async (filter) => (await integrations.list(filter)).map(shown),
    update: async (id, change) => (await acts()).updateIntegration(context, id, change),
    check: async (id, options) => (await acts()).checkIntegration(context, id, options),
    pause: async (id) => (await acts()).pauseIntegration(context, id),
    resume: async (id) => (await acts()).resumeIntegration(context, id),
    reconnect: async (id, credentials, options) =>
      (await acts()).reconnectIntegration(context, id, { ...options, credentials }),
    remove: async (id, options) => (await acts()).removeIntegration(context, id, options),
  }
}
