import { ProviderError } from '@opencasb/core'
import { dnsName } from './dns-name.ts'
import type { DnsResolver, MxRecord } from './dns-resolver.ts'

/** The records of one name. `fails` makes every look-up of it fail, as SERVFAIL would. */
export interface FakeName {
  readonly txt?: readonly string[]
  readonly mx?: readonly MxRecord[]
  readonly a?: readonly string[]
  readonly aaaa?: readonly string[]
  /** Looked up in place of this name, which then has no records of its own. */
  readonly cname?: string
  readonly fails?: boolean
}

/** Names and their records, as plain data. */
export type FakeZone = Readonly<Record<string, FakeName>>

/** A resolver over plain data, for tests and simulators. */
export interface FakeResolver extends DnsResolver {
  /** What was asked, in order: `TXT example.com`. */
  readonly asked: readonly string[]
}

/**
 * Makes a resolver that answers from a zone, and says that any other name does not exist. A domain that publishes
 * nothing is in the zone as `{}`: mail posture of a domain that DNS does not know is an error.
 * @param zone read at each look-up, so that a test may change it; a function is called at each look-up
 */
export function createFakeResolver(zone: FakeZone | (() => FakeZone)): FakeResolver {
  const asked: string[] = []
  const read = (type: string, name: string, signal: AbortSignal): ReadonlyMap<string | undefined, FakeName> => {
    signal.throwIfAborted()
    asked.push(`${type} ${name}`)
    const names = Object.entries(typeof zone === 'function' ? zone() : zone)
    return new Map(names.map(([key, value]) => [dnsName(key), value]))
  }
  const look = async <K extends 'txt' | 'mx' | 'a' | 'aaaa'>(
    type: K,
    name: string,
    signal: AbortSignal,
  ): Promise<NonNullable<FakeName[K]> | readonly never[]> => {
    const names = read(type.toUpperCase(), name, signal)
    let found = names.get(dnsName(name))
    for (let hops = 0; found?.cname !== undefined && !found.fails && hops < 10; hops++) {
      found = names.get(dnsName(found.cname))
    }
    if (found?.fails) throw silence(type.toUpperCase(), name)
    return found?.[type] ?? []
  }
  return {
    asked,
    txt: (name, signal) => look('txt', name, signal),
    mx: (name, signal) => look('mx', name, signal),
    a: (name, signal) => look('a', name, signal),
    aaaa: (name, signal) => look('aaaa', name, signal),
    async exists(name, signal) {
      const absolute = dnsName(name)
      const names = read('SOA', name, signal)
      if (names.get(absolute)?.fails) throw silence('SOA', name)
      return [...names.keys()].some((known) => known === absolute || known?.endsWith(`.${absolute}`))
    },
  }
}

function silence(type: string, name: string): ProviderError {
  return new ProviderError(`DNS did not answer for ${type} of ${name} (ESERVFAIL)`)
}
