import { confirmDomain } from './confirm-domain.ts'
import { dnsName } from './dns/dns-name.ts'
import type { DnsResolver } from './dns/dns-resolver.ts'
import { byName, parseTagList } from './tag-list.ts'

/** The TXT record of TLS reporting. */
export interface TlsRptRecord {
  readonly text: string
  /** `rua`: mailto and https addresses; others are left out. */
  readonly reports: readonly string[]
}

/** Whether a domain asks for reports about TLS. */
export interface TlsRptResult {
  readonly domain: string
  /** `invalid`: senders act as if there was none. */
  readonly status: 'none' | 'ok' | 'invalid'
  readonly records: readonly TlsRptRecord[]
}

/**
 * Reads a TLS reporting record; `undefined` where the text is none.
 * @see https://www.rfc-editor.org/rfc/rfc8460#section-3
 */
export function parseTlsRpt(text: string): TlsRptRecord | undefined {
  if (!/^v=TLSRPTv1[ \t]*;/.test(text)) return undefined
  const rua = byName(parseTagList(text).tags).values.get('rua') ?? ''
  const addresses = rua.split(',').map((address) => address.trim())
  return { text, reports: addresses.filter((address) => /^(?:mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/i.test(address)) }
}

/**
 * Reads `_smtp._tls` of a domain.
 * @throws ProviderError where DNS does not answer, or does not know the domain
 */
export async function readTlsRpt(domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<TlsRptResult> {
  const name = dnsName(domain) ?? domain
  const texts = await resolver.txt(`_smtp._tls.${name}`, signal)
  const records = texts.map(parseTlsRpt).filter((record) => record !== undefined)
  if (records.length === 0) await confirmDomain(name, resolver, signal)
  const usable = records.length === 1 && (records[0]?.reports.length ?? 0) > 0
  return { domain: name, status: records.length === 0 ? 'none' : usable ? 'ok' : 'invalid', records }
}
