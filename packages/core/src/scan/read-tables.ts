import type { Index } from '../contract/facet.ts'
import type { InlineFacets, Page, Partition } from '../contract/page.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import { derivedPages, TablesNotWhole } from './derived-pages.ts'
import { type Cause, causeOf, endsScan } from './gap-of-error.ts'
import { IncompleteListing, ListingGuard } from './listing-guard.ts'
import { partitionsOf } from './partitions-of.ts'
import type { RunContext } from './run-context.ts'
import { FacetRunner } from './run-facets.ts'

/** All look-up tables that are built while a resource type is read, those over its children included. */
export function tablesOf(planned: PlannedResource): readonly Index[] {
  return [...planned.indexes, ...planned.children.flatMap(({ indexes }) => indexes)]
}

/**
 * Reads a resource type only for its look-up tables: nothing is judged and nothing committed. What stops it is known to whoever looks
 * things up; where the quota is used up, the scan goes on later.
 */
export async function readTables(run: RunContext, planned: PlannedResource): Promise<void> {
  const tables = tablesOf(planned).filter((index) => !run.indexes.isComplete(index))
  if (tables.length === 0) return
  run.indexes.begin(tables)
  try {
    for await (const partition of partitionsOf(run, planned.resource)) await readPartition(run, planned, partition)
    run.indexes.complete(tables)
  } catch (error) {
    if (run.signal.aborted || endsScan(error)) throw error
    run.indexes.fail(tables, reasonOf(error, run))
    if (RateLimitError.is(error)) run.progress.deferredMs = Math.max(run.progress.deferredMs, error.retryAfterMs)
  }
}

function reasonOf(error: unknown, run: RunContext): Cause {
  if (error instanceof TablesNotWhole) return error.reason
  return IncompleteListing.is(error)
    ? { reason: 'incomplete-listing', message: error.message }
    : causeOf(error, run.connector.id)
}

async function readPartition(run: RunContext, planned: PlannedResource, partition: Partition): Promise<void> {
  const { session, signal, log } = run
  const { resource } = planned
  const wanted = planned.children.flatMap(({ resource: { from }, indexes }) =>
    from && indexes.length > 0 ? [from.facet] : [],
  )
  const context = { session, partition, signal, log }
  const facets = new FacetRunner(wanted, context, run.facetConcurrency, run.integration.authKind)
  const pages = resource.derived
    ? derivedPages(run, resource.derived)
    : resource.collect({ ...context, wants: (facet) => facets.wants(facet) })
  const guard = new ListingGuard(resource.name)
  let items = 0
  let total = 0
  for await (const page of pages) {
    run.signal.throwIfAborted()
    guard.begin(page)
    const fresh = page.items.filter((item) => guard.isFresh(resource.key(item)))
    guard.end(page, fresh.length)
    items += fresh.length + (page.unreadable?.length ?? 0)
    total = page.total ?? total
    run.indexes.add(planned.indexes, fresh)
    run.indexes.unreadable(planned.indexes, page.unreadable ?? [])
    if (wanted.length > 0) await addChildren(run, planned, { ...page, items: fresh }, facets)
  }
  if (items < total) {
    throw new IncompleteListing(
      `The vendor says that there are ${total} items of ${resource.name}, but listed ${items}`,
    )
  }
}

async function addChildren(
  run: RunContext,
  planned: PlannedResource,
  page: Page<unknown>,
  facets: FacetRunner,
): Promise<void> {
  const parents = page.items.map((item) => ({ key: planned.resource.key(item), item }))
  const outcomes = await facets.read(parents, page.facets as InlineFacets | undefined)
  for (const { resource, indexes } of planned.children) {
    const { from } = resource
    if (!from || indexes.length === 0) continue
    const unreadable = page.unreadable?.[0]
    if (unreadable) run.indexes.fail(indexes, { reason: unreadable.reason, message: unreadable.message })
    for (const { key, item } of parents) {
      const outcome = outcomes.get(from.facet.name)?.get(key)
      if (outcome && 'value' in outcome) run.indexes.add(indexes, from.items(outcome.value, item))
      else run.indexes.fail(indexes, causeOf(outcome?.error, run.connector.id))
    }
  }
}
