import { Resolver } from 'node:dns/promises'
import { ConfigError, ProviderError } from '@opencasb/core'
import { waitFor } from '../../http/wait-for.ts'
import { dnsName } from './dns-name.ts'
import type { DnsResolver } from './dns-resolver.ts'

/** What {@link createDnsResolver} takes. */
export interface DnsResolverOptions {
  /** Addresses of name servers, with a port where it is not 53. @default those of the system */
  readonly servers?: readonly string[]
  /** First time to wait for a server, in milliseconds; it grows with each try. @default 3000 */
  readonly timeoutMs?: number
  /** How often each server is asked. @default 3 */
  readonly tries?: number
}

/**
 * A resolver on the resolver of Node. It asks DNS, never the hosts file.
 * @throws ConfigError where a server is not an address
 */
export function createDnsResolver(options: DnsResolverOptions = {}): DnsResolver {
  const { servers, timeoutMs = 3000, tries = 3 } = options
  const resolver = new Resolver({ timeout: timeoutMs, tries })
  if (servers) setServers(resolver, servers)
  /** `undefined` where there is no such type at the name, `null` where there is no such name. */
  const look = async <T>(
    type: string,
    name: string,
    signal: AbortSignal,
    query: (name: string) => Promise<T>,
  ): Promise<T | undefined | null> => {
    signal.throwIfAborted()
    const absolute = dnsName(name)
    if (absolute === undefined) return null
    try {
      return await waitFor(query(absolute), signal)
    } catch (error) {
      signal.throwIfAborted()
      const code = codeOf(error)
      if (code === 'ENODATA') return undefined
      // NXDOMAIN
      if (code === 'ENOTFOUND') return null
      throw new ProviderError(`DNS did not answer for ${type} of ${absolute} (${code})`)
    }
  }
  return {
    async txt(name, signal) {
      const records = await look('TXT', name, signal, (absolute) => resolver.resolveTxt(absolute))
      return (records ?? []).map((strings) => strings.join(''))
    },
    async mx(name, signal) {
      const records = await look('MX', name, signal, (absolute) => resolver.resolveMx(absolute))
      return (records ?? []).map(({ exchange, priority }) => ({ exchange: dnsName(exchange) ?? '', priority }))
    },
    async a(name, signal) {
      return (await look('A', name, signal, (absolute) => resolver.resolve4(absolute))) ?? []
    },
    async aaaa(name, signal) {
      return (await look('AAAA', name, signal, (absolute) => resolver.resolve6(absolute))) ?? []
    },
    async exists(name, signal) {
      return (await look('SOA', name, signal, (absolute) => resolver.resolveSoa(absolute))) !== null
    },
  }
}

function setServers(resolver: Resolver, servers: readonly string[]): void {
  try {
    resolver.setServers([...servers])
  } catch (cause) {
    throw new ConfigError('Give the name servers as addresses: 192.0.2.53 or [2001:db8::53]:5353', {
      field: 'servers',
      cause,
    })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error'
}
