import { type CommitBatch, createMemoryState, createScanner, type StateStore } from '@opencasb/core'
import { createToyConnector } from '../toy-connector.ts'
import { toyCredentials, toyIntegration } from '../toy-integration.ts'

const id = 'bench'
/** Four checks that each fail for every second item: two hundred findings per page of a hundred. */
const failing = [2, 2, 2, 2]
const findingsPerAsset = 2

/** The batches that the engine sends when it scans a new tenant with so many findings; no inventory in them. */
export async function scanBatches(findings: number): Promise<readonly CommitBatch[]> {
  const inner = createMemoryState()
  const batches: CommitBatch[] = []
  const state: StateStore = {
    ...inner,
    commit(batch) {
      batches.push(structuredClone(batch))
      return inner.commit(batch)
    },
  }
  await state.integrations.put(toyIntegration(id, findings / findingsPerAsset))
  const connectors = [createToyConnector({ failing })]
  const scanner = createScanner({ connectors, credentials: toyCredentials, state, inventory: [] })
  const { status, changes } = await scanner.scan(id)
  await scanner.close()
  if (status !== 'complete' || changes.opened !== findings) {
    throw new Error(`the scan is ${status} and opened ${changes.opened} of ${findings}`)
  }
  return batches
}

/** Gives a state the batches as the engine would, under a lease of that state. Milliseconds that the commits took. */
export async function commitAll(state: StateStore, batches: readonly CommitBatch[]): Promise<number> {
  // The one that was scanned: what the batches change of it is based on it.
  const findings = batches.reduce((sum, batch) => sum + (batch.findings?.length ?? 0), 0)
  await state.integrations.put(toyIntegration(id, findings / findingsPerAsset))
  const lease = await state.leases.acquire(`scan:${id}`, 3_600_000)
  if (!lease) throw new Error('the lease is taken')
  const fenced = batches.map((batch) => (batch.fence ? { ...batch, fence: lease } : batch))
  const start = performance.now()
  for (const batch of fenced) await state.commit(batch)
  return performance.now() - start
}
