import { confirmDomain } from '../confirm-domain.ts'
import { dnsName } from '../dns/dns-name.ts'
import type { DnsResolver } from '../dns/dns-resolver.ts'
import type { DkimKey, DkimResult, DkimSelector } from './dkim-result.ts'
import { parseDkimKey } from './parse-dkim-key.ts'

/**
 * Reads the DKIM keys of a domain under the given selectors: DNS cannot list them.
 * @throws ProviderError where DNS does not answer for one of them, or does not know the domain
 */
export async function readDkim(
  domain: string,
  selectors: readonly string[],
  resolver: DnsResolver,
  signal: AbortSignal,
): Promise<DkimResult> {
  const name = dnsName(domain) ?? domain
  const found = await Promise.all(selectors.map((selector) => readSelector(name, selector, resolver, signal)))
  if (found.length > 0 && found.every(({ status }) => status === 'none')) await confirmDomain(name, resolver, signal)
  return { domain: name, selectors: found }
}

async function readSelector(
  domain: string,
  selector: string,
  resolver: DnsResolver,
  signal: AbortSignal,
): Promise<DkimSelector> {
  const name = `${selector}._domainkey.${domain}`
  const texts = await resolver.txt(name, signal)
  const keys = texts.map(parseDkimKey).filter((key) => key !== undefined)
  // With several records it is undefined which one a verifier takes; a usable one is what was meant.
  const key = keys.find((candidate) => statusOf(candidate) === 'ok') ?? keys[0]
  return key ? { selector, name, status: statusOf(key), key } : { selector, name, status: 'none' }
}

function statusOf({ problems, revoked }: DkimKey): 'ok' | 'revoked' | 'invalid' {
  return problems.length > 0 ? 'invalid' : revoked ? 'revoked' : 'ok'
}
