import { confirmDomain } from './confirm-domain.ts'
import { dnsName } from './dns/dns-name.ts'
import type { DnsResolver } from './dns/dns-resolver.ts'
import type { MxResult } from './mx-result.ts'

/**
 * Reads the mail servers of a domain.
 * @throws ProviderError where DNS does not answer, or does not know the domain
 */
export async function readMx(domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<MxResult> {
  const name = dnsName(domain) ?? domain
  const servers = (await resolver.mx(name, signal)).toSorted((a, b) => a.priority - b.priority)
  if (servers.length === 0) await confirmDomain(name, resolver, signal)
  return { domain: name, servers, acceptsNone: servers.length === 1 && servers[0]?.exchange === '' }
}
