import type { JsonValue } from '../model/json.ts'
import type { ListOptions, ListPage } from './state.ts'

/** What a durable sink is told later: a change of a finding or of health, or the end of a scan. */
export type OutboxType = 'finding-change' | 'health-change' | 'scan-end'

/** One message for one sink, kept with the commit that it tells of. */
export interface OutboxEntry {
  /** The same for the same message, however often it is written or sent: receivers tell repetitions by it. */
  readonly id: string
  readonly sink: string
  readonly integration: string
  readonly type: OutboxType
  readonly body: JsonValue
  /** ISO 8601. */
  readonly createdAt: string
}

/** An entry with how far its delivery has come. */
export interface OutboxRow extends OutboxEntry {
  /** `dead`: given up; kept until the host retries or discards it. */
  readonly state: 'waiting' | 'dead'
  /** Attempts that failed. */
  readonly attempts: number
  /** Nobody takes it before this time; ISO 8601. */
  readonly nextAt: string
  readonly lastError?: string
}

/** What hosts filter the outbox by. */
export interface OutboxFilter {
  readonly sink?: string
  readonly integration?: string
  readonly state?: OutboxRow['state']
}

/** Messages that durable sinks have not taken yet. */
export interface OutboxStore {
  /** Adds outside of a scan's commit. An entry that is there already is left as it is. */
  add(entries: readonly OutboxEntry[]): Promise<void>
  /** Takes waiting entries whose time has come, oldest first, and puts them off until `until`, so that nobody else gets them. */
  claim(query: {
    readonly sink: string
    readonly now: string
    readonly until: string
    readonly limit: number
    /** Integrations whose entries are passed over, so that one with thousands does not keep the others waiting. @default none */
    readonly except?: readonly string[]
  }): Promise<readonly OutboxRow[]>
  /** They were taken: forgets them. */
  done(sink: string, ids: readonly string[]): Promise<void>
  /** They were not: one attempt more. */
  failed(
    sink: string,
    failures: readonly {
      readonly id: string
      readonly error: string
      /** When to try again; absent: given up. */
      readonly nextAt?: string
    }[],
  ): Promise<void>
  /** By creation, then id. */
  list(filter: OutboxFilter, options?: ListOptions): Promise<ListPage<OutboxRow>>
  /** Makes dead entries wait again, due at `now`; says how many. */
  revive(filter: Omit<OutboxFilter, 'state'>, now: string): Promise<number>
  /** Forgets entries that match; says how many. */
  discard(filter: OutboxFilter): Promise<number>
}
