import type { IndexReader } from '../contract/facet.ts'
import type { Page } from '../contract/page.ts'
import type { ResourceType } from '../contract/resource.ts'
import type { Cause } from './gap-of-error.ts'
import type { RunContext } from './run-context.ts'

const itemsPerPage = 250

/** A derived resource whose tables are not whole. */
export class TablesNotWhole extends Error {
  readonly reason: Cause

  constructor(reason: Cause) {
    super(reason.message)
    this.reason = reason
  }
}

/**
 * The items of a derived resource, a page at a time.
 * @throws TablesNotWhole before the first page, or after the last one where what is missing can only hide findings
 */
export async function* derivedPages(
  run: RunContext,
  derived: NonNullable<ResourceType['derived']>,
): AsyncGenerator<Page<unknown>, void, undefined> {
  const indexes = Object.values(derived.lookup)
  const doubt = run.indexes.doubtOf(indexes)
  const unread = indexes.find((index) => !run.indexes.isComplete(index))
  if (unread && !derived.partial) throw new TablesNotWhole(run.indexes.causeOf(unread))
  const tables: Record<string, IndexReader> = {}
  for (const [name, index] of Object.entries(derived.lookup)) {
    tables[name] = (derived.partial ? undefined : run.indexes.reader(index)) ?? run.indexes.available(index)
  }
  let items: unknown[] = []
  for (const item of derived.items(tables, { session: run.session, now: run.startedAt })) {
    items.push(item)
    if (items.length < itemsPerPage) continue
    yield { items }
    items = []
  }
  yield { items }
  if (doubt && derived.partial) throw new TablesNotWhole(doubt)
}
