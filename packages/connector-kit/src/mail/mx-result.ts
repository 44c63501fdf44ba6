import type { MxRecord } from './dns/dns-resolver.ts'

/** Where mail to a domain goes. */
export interface MxResult {
  readonly domain: string
  /** By priority, the most wanted first. */
  readonly servers: readonly MxRecord[]
  /** The domain says that it takes no mail (RFC 7505). */
  readonly acceptsNone: boolean
}
