/** One mail server of a domain. */
export interface MxRecord {
  /** Host name in lower case without a final dot; empty in a null MX. */
  readonly exchange: string
  readonly priority: number
}

/**
 * Reads DNS. An empty list means that the name or the type does not exist, and nothing else.
 * Names are looked up as absolute; aliases (CNAME) are followed by DNS itself.
 * Every method throws a `ProviderError` where DNS did not answer (SERVFAIL, REFUSED, time-out): that is never an empty list.
 */
export interface DnsResolver {
  /** TXT records; the strings of one record are joined without spaces. */
  txt(name: string, signal: AbortSignal): Promise<readonly string[]>
  mx(name: string, signal: AbortSignal): Promise<readonly MxRecord[]>
  /** IPv4 addresses. */
  a(name: string, signal: AbortSignal): Promise<readonly string[]>
  /** IPv6 addresses. */
  aaaa(name: string, signal: AbortSignal): Promise<readonly string[]>
  /** Whether there is anything at the name or below it. */
  exists(name: string, signal: AbortSignal): Promise<boolean>
}
