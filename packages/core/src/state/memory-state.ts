import type { Clock } from '../clock/clock.ts'
import { systemClock } from '../clock/system-clock.ts'
import type { HttpCache } from '../contract/http-cache.ts'
import type { IntegrationStore, StateStore } from '../contract/state.ts'
import { StateError } from '../errors/state-error.ts'
import { memoryCheckpoints } from './memory-checkpoints.ts'
import { memoryCommit } from './memory-commit.ts'
import { type MemoryData, newIntegrationData } from './memory-data.ts'
import { memoryFindings } from './memory-findings.ts'
import { memoryHttpCache } from './memory-http-cache.ts'
import { memoryInventory } from './memory-inventory.ts'
import { memoryLeases } from './memory-leases.ts'

/** What {@link createMemoryState} takes. */
export interface MemoryStateOptions {
  /** Ends leases. @default the system's */
  readonly clock?: Clock
}

/** Makes a state that lives as long as the process: for tests, trials and one-off scans. */
export function createMemoryState(options: MemoryStateOptions = {}): StateStore {
  const { clock = systemClock } = options
  const data: MemoryData = { integrations: new Map(), sortedFindings: undefined, sortedInventory: undefined }
  const leases = memoryLeases(clock)
  const caches = new Map<string, HttpCache>()

  const integrations: IntegrationStore = {
    async put(integration) {
      const known = data.integrations.get(integration.id)
      if (known) known.integration = integration
      else data.integrations.set(integration.id, newIntegrationData(integration))
    },
    async get(id) {
      return data.integrations.get(id)?.integration
    },
    async list() {
      return [...data.integrations.values()].map((known) => known.integration)
    },
    async setTenant(id, tenant) {
      const known = data.integrations.get(id)
      if (known) known.integration = { ...known.integration, tenant }
    },
    async remove(id) {
      data.integrations.delete(id)
      data.sortedFindings = undefined
      data.sortedInventory = undefined
      caches.delete(id)
    },
  }

  return {
    integrations,
    findings: memoryFindings(data),
    inventory: memoryInventory(data),
    checkpoints: memoryCheckpoints(data),
    leases,
    cache: (integration) => ({
      get: async (key) => caches.get(integration)?.get(key),
      async set(key, answer) {
        if (!data.integrations.has(integration)) return
        const cache = caches.get(integration) ?? memoryHttpCache()
        caches.set(integration, cache)
        await cache.set(key, answer)
      },
    }),
    async commit(batch) {
      const known = data.integrations.get(batch.integration)
      if (!known) {
        const message = `Integration ${batch.integration} has been removed; nothing was written`
        throw new StateError(message, { reason: 'lease-lost' })
      }
      if (batch.fence && leases.fence(batch.fence.key) !== batch.fence.fence) {
        const message = `Another process has taken over ${batch.fence.key}; nothing was written`
        throw new StateError(message, { reason: 'lease-lost' })
      }
      memoryCommit(data, known, batch)
    },
    async close() {},
  }
}
