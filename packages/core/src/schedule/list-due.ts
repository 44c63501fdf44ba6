import type { Clock } from '../clock/clock.ts'
import type { StateStore } from '../contract/state.ts'
import { boolean, checkGiven, filterOf, type Reader, text, wholeNumber } from '../given/reader.ts'
import { shown } from '../health/shown-health.ts'
import type { Integration } from '../model/integration.ts'
import type { DueOptions } from '../scanner/scanner.ts'
import { isOpen, missedWindow } from './missed-window.ts'

const dueOptions = filterOf({ integration: text }, { limit: wholeNumber(), early: boolean } satisfies Record<
  Exclude<keyof DueOptions, 'integration'>,
  Reader
>)

/** What {@link listDue} needs. */
export interface DueContext {
  readonly state: Pick<StateStore, 'integrations'>
  /** By id; integrations of others are left to other scanners. */
  readonly connectors: ReadonlyMap<string, unknown>
  readonly clock: Clock
}

/** What may be scanned now, the longest due first; what is outside of its windows is put off to the next. */
export async function listDue(context: DueContext, options: DueOptions = {}): Promise<readonly Integration[]> {
  checkGiven(dueOptions, options, 'options')
  const { integration, limit } = options
  if (integration !== undefined) return (await dueOne(context, integration, options.early)).map(shown)
  const due: Integration[] = []
  for (const connector of context.connectors.keys()) due.push(...(await dueOf(context, connector, limit)))
  due.sort((one, other) => dueTime(one) - dueTime(other))
  return due.slice(0, limit).map(shown)
}

async function dueOne(
  { state, connectors, clock }: DueContext,
  id: string,
  early = false,
): Promise<readonly Integration[]> {
  const found = await state.integrations.get(id)
  if (found?.nextScanAt === undefined || found.pausedAt !== undefined || !connectors.has(found.connector)) return []
  const now = clock.now()
  const isDue = dueTime(found) <= now
  if (!isDue && !early) return []
  // Only what is due has missed something, and is put off.
  const isClosed = isDue ? await missedWindow(state.integrations, found, now) : !isOpen(found, now)
  return isClosed ? [] : [found]
}

async function dueOf({ state, clock }: DueContext, connector: string, limit?: number): Promise<readonly Integration[]> {
  for (;;) {
    const now = clock.now()
    const dueBefore = new Date(now).toISOString()
    const listed = await state.integrations.list({ connector, dueBefore, ...(limit !== undefined && { limit }) })
    const open: Integration[] = []
    for (const integration of listed) {
      if (!(await missedWindow(state.integrations, integration, now))) open.push(integration)
    }
    // Those that were put off have made room for others.
    if (open.length === listed.length || listed.length < (limit ?? Number.POSITIVE_INFINITY)) return open
  }
}

function dueTime({ nextScanAt = '' }: Integration): number {
  return Date.parse(nextScanAt)
}
