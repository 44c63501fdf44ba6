import type { OutboxFilter, OutboxRow } from '../contract/outbox.ts'
import type { ListOptions, ListPage } from '../contract/state.ts'

/** Messages that durable sinks have not taken yet. */
export interface OutboxService {
  /** By creation. */
  list(filter?: OutboxFilter, options?: ListOptions): Promise<ListPage<OutboxRow>>
  /**
   * Sends what is due now; resolves when each sink took it or refused it. Says how many were taken. A sink that took
   * nothing is left alone for up to five minutes, or as long as it asked. Rejects where the database fails.
   */
  deliver(options?: { readonly signal?: AbortSignal }): Promise<number>
  /** Makes what was given up due again, for the next `deliver`; says how many. */
  retry(filter?: Omit<OutboxFilter, 'state'>): Promise<number>
  /** Forgets messages; says how many. */
  discard(filter: OutboxFilter): Promise<number>
}
