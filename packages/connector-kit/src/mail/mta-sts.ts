import { confirmDomain } from './confirm-domain.ts'
import { dnsName } from './dns/dns-name.ts'
import type { DnsResolver } from './dns/dns-resolver.ts'
import { byName, parseTagList } from './tag-list.ts'

/** The TXT record of MTA-STS. The policy itself is on a web server, and is not read. */
export interface MtaStsRecord {
  readonly text: string
  /** Changes whenever the policy does; absent where it is missing or malformed. */
  readonly id?: string
}

/** Whether a domain announces an MTA-STS policy. */
export interface MtaStsResult {
  readonly domain: string
  /** `invalid`: receivers act as if there was none. */
  readonly status: 'none' | 'ok' | 'invalid'
  readonly records: readonly MtaStsRecord[]
}

/**
 * Reads an MTA-STS record; `undefined` where the text is none.
 * @see https://www.rfc-editor.org/rfc/rfc8461#section-3.1
 */
export function parseMtaSts(text: string): MtaStsRecord | undefined {
  if (!/^v=STSv1[ \t]*;/.test(text)) return undefined
  const id = byName(parseTagList(text).tags).values.get('id')
  return id !== undefined && /^[A-Za-z0-9]{1,32}$/.test(id) ? { text, id } : { text }
}

/**
 * Reads `_mta-sts` of a domain.
 * @throws ProviderError where DNS does not answer, or does not know the domain
 */
export async function readMtaSts(domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<MtaStsResult> {
  const name = dnsName(domain) ?? domain
  const texts = await resolver.txt(`_mta-sts.${name}`, signal)
  const records = texts.map(parseMtaSts).filter((record) => record !== undefined)
  if (records.length === 0) await confirmDomain(name, resolver, signal)
  const usable = records.length === 1 && records[0]?.id !== undefined
  return { domain: name, status: records.length === 0 ? 'none' : usable ? 'ok' : 'invalid', records }
}
