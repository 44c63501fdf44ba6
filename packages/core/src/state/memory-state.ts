import type { Clock } from '../clock/clock.ts'
import { systemClock } from '../clock/system-clock.ts'
import type { ErasedCounts, IntegrationFilter, IntegrationStore, StateStore } from '../contract/state.ts'
import { StateError } from '../errors/state-error.ts'
import type { Integration } from '../model/integration.ts'
import { compareText } from './compare-text.ts'
import { memoryBudgets } from './memory-budgets.ts'
import { memoryCheckpoints } from './memory-checkpoints.ts'
import { memoryCommit } from './memory-commit.ts'
import { type IntegrationData, type MemoryData, newIntegrationData } from './memory-data.ts'
import { memoryFindings } from './memory-findings.ts'
import { type MemoryHttpCache, memoryHttpCache } from './memory-http-cache.ts'
import { memoryInventory } from './memory-inventory.ts'
import { memoryLeases } from './memory-leases.ts'
import { memoryOutbox } from './memory-outbox.ts'
import { memorySealed } from './memory-sealed.ts'

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
  const outbox = memoryOutbox((integration) => data.integrations.has(integration))
  const caches = new Map<string, MemoryHttpCache>()

  const integrations: IntegrationStore = {
    async add(integration) {
      if (data.integrations.has(integration.id)) return false
      data.integrations.set(integration.id, newIntegrationData(integration))
      return true
    },
    async put(integration) {
      const known = data.integrations.get(integration.id)
      if (known) known.integration = integration
      else data.integrations.set(integration.id, newIntegrationData(integration))
    },
    async get(id) {
      return data.integrations.get(id)?.integration
    },
    async list(filter = {}) {
      return filtered(
        [...data.integrations.values()].map((known) => known.integration),
        filter,
      )
    },
    async update(id, change) {
      const known = data.integrations.get(id)
      if (known) known.integration = change(known.integration)
      return known?.integration
    },
    async remove(id) {
      const known = data.integrations.get(id)
      const cachedAnswers = caches.get(id)?.size ?? 0
      data.integrations.delete(id)
      data.sortedFindings = undefined
      data.sortedInventory = undefined
      caches.delete(id)
      leases.forget(`scan:${id}`)
      if (known) leases.forget(`credential:${known.integration.credentialRef}`)
      return erased(known, cachedAnswers, outbox.forget(id))
    },
  }

  return {
    integrations,
    findings: memoryFindings(data),
    inventory: memoryInventory(data),
    checkpoints: memoryCheckpoints(data),
    leases,
    outbox,
    sealed: memorySealed(),
    budgets: memoryBudgets(clock),
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
      const messages = structuredClone(batch.outbox ?? [])
      memoryCommit(data, known, batch)
      outbox.put(messages)
    },
    async close() {},
  }
}

function filtered(all: readonly Integration[], filter: IntegrationFilter): readonly Integration[] {
  const { connector, owner, tenant, dueBefore, limit } = filter
  const found = all.filter(
    (integration) =>
      (connector === undefined || integration.connector === connector) &&
      (owner === undefined || integration.owner === owner) &&
      (tenant === undefined || integration.tenant?.id === tenant) &&
      (dueBefore === undefined || isDue(integration, dueBefore)),
  )
  if (dueBefore !== undefined) found.sort((a, b) => compareText(a.nextScanAt ?? '', b.nextScanAt ?? ''))
  return limit === undefined ? found : found.slice(0, limit)
}

function isDue({ nextScanAt, pausedAt }: Integration, before: string): boolean {
  return pausedAt === undefined && nextScanAt !== undefined && nextScanAt <= before
}

function erased(known: IntegrationData | undefined, cachedAnswers: number, outbox: number): ErasedCounts {
  let assets = 0
  for (const { partitions } of known?.resources.values() ?? []) {
    for (const { inventory } of partitions.values()) assets += inventory.size
  }
  return {
    findings: known?.findings.size ?? 0,
    assets,
    progress: known ? known.checkpoints.size + known.watermarks.size + known.runs.size : 0,
    cachedAnswers,
    outbox,
  }
}
