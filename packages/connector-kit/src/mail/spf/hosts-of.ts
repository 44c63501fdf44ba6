import { type AddressSet, allAddresses, network, noAddresses, union } from './address-space.ts'
import { expandDomainSpec } from './domain-spec.ts'
import { type SpfLookups, spfLimits } from './spf-lookups.ts'
import type { Place, Walk } from './spf-place.ts'
import type { SpfMechanism } from './spf-record.ts'

type HostMechanism = Extract<SpfMechanism, { kind: 'a' | 'mx' | 'ptr' | 'exists' }>

/** The addresses behind a mechanism that names hosts. What depends on the message goes to `notFollowed`. */
export async function hostsOf(mechanism: HostMechanism, { domain }: Place, walk: Walk): Promise<AddressSet> {
  const { lookups, notFollowed } = walk
  lookups.countTerm()
  const name = expandDomainSpec(mechanism.domain ?? domain, domain, walk.origin)
  if (name === undefined || mechanism.kind === 'ptr') {
    if (name === undefined) notFollowed.add(`${domain}: ${mechanism.text}`)
    return noAddresses
  }
  if (mechanism.kind === 'exists') {
    const found = await lookups.ask('a', name)
    if (found?.length === 0) lookups.countVoid()
    return found?.length ? allAddresses : noAddresses
  }
  if (mechanism.kind === 'a') {
    const found = await addressesOf(name, mechanism, lookups)
    if (found && !found.some) lookups.countVoid()
    return found?.set ?? noAddresses
  }
  const servers = await lookups.ask('mx', name)
  if (servers?.length === 0) lookups.countVoid()
  if (servers && servers.length > spfLimits.mailServers) {
    const message = `${name} has ${servers.length} mail servers; receivers look at ${spfLimits.mailServers} and then give up`
    lookups.report({ kind: 'too-many-mail-servers', message, domain, term: mechanism.text })
  }
  // The networks of mail servers matter only where they are written to be huge.
  if (!servers || (mechanism.prefix4 >= 8 && mechanism.prefix6 >= 8)) return noAddresses
  const sets: AddressSet[] = []
  for (const { exchange } of servers.slice(0, spfLimits.mailServers)) {
    const found = exchange === '' ? undefined : await addressesOf(exchange, mechanism, lookups)
    if (found) sets.push(found.set)
  }
  return union(sets)
}

async function addressesOf(
  name: string,
  { prefix4, prefix6 }: { readonly prefix4: number; readonly prefix6: number },
  lookups: SpfLookups,
): Promise<{ readonly some: boolean; readonly set: AddressSet } | undefined> {
  const ipv4 = await lookups.ask('a', name)
  // Which of the two is looked up depends on the sender; it is void for everybody only where both are empty.
  const ipv6 = ipv4 && ipv4.length > 0 && prefix6 === 128 ? [] : await lookups.ask('aaaa', name)
  if (!ipv4 || !ipv6) return undefined
  const sets = [
    ...ipv4.map((address) => network(4, address, prefix4)),
    ...ipv6.map((address) => network(6, address, prefix6)),
  ]
  return { some: sets.length > 0, set: union(sets) }
}
