import { ProviderError } from '@opencasb/core'
import type { DnsResolver } from './dns/dns-resolver.ts'
import { organizationalDomain } from './organizational-domain.ts'

/**
 * Makes sure that DNS knows a domain before it is believed that nothing is published there. A resolver that does not
 * see public names, as in many closed networks, says of every one of them that it does not exist.
 * @throws ProviderError where DNS knows no such domain, or does not answer
 */
export async function confirmDomain(domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<void> {
  const registered = organizationalDomain(domain) ?? domain
  if (await resolver.exists(registered, signal)) return
  throw new ProviderError(
    `DNS knows no domain ${registered.slice(0, 253)}: its registration has ended, or the resolver does not see public names`,
  )
}
