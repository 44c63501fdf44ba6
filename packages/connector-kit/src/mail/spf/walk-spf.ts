import { dnsName } from '../dns/dns-name.ts'
import {
  type AddressSet,
  allAddresses,
  difference,
  intersection,
  network,
  noAddresses,
  shareOf,
  union,
} from './address-space.ts'
import { expandDomainSpec } from './domain-spec.ts'
import { hostsOf } from './hosts-of.ts'
import { isSpf, parseSpf } from './parse-spf.ts'
import type { SpfLookups } from './spf-lookups.ts'
import type { Place, Walk } from './spf-place.ts'
import type { SpfMechanism, SpfQualifier, SpfRecord } from './spf-record.ts'
import type { SpfWalk } from './spf-result.ts'

/** Terms by which a larger share of all addresses passes are named. */
const wide = 0.001

/** What a record says of all senders. */
interface Said {
  readonly passes: AddressSet
  readonly otherwise: SpfQualifier
  readonly otherwiseFrom: SpfWalk['otherwiseFrom']
  readonly widest: readonly string[]
}

/** Walks a well-formed record and those that it refers to, for all senders at once. Problems go to `lookups`. */
export async function walkSpf(record: SpfRecord, domain: string, lookups: SpfLookups): Promise<SpfWalk> {
  const walk: Walk = { origin: domain, lookups, includes: new Set(), notFollowed: new Set() }
  const { passes, otherwise, otherwiseFrom, widest } = await walkRecord(record, { domain, above: [] }, walk)
  return {
    lookups: lookups.count,
    voidLookups: lookups.voids,
    otherwise,
    otherwiseFrom,
    passing: shareOf(passes),
    widest,
    notFollowed: [...walk.notFollowed],
    includes: [...walk.includes],
  }
}

async function walkRecord(record: SpfRecord, place: Place, walk: Walk): Promise<Said> {
  const passing: AddressSet[] = []
  const widest: string[] = []
  let undecided = allAddresses
  for (const [qualifier, mechanisms] of runsOf(record.mechanisms)) {
    const matching: AddressSet[] = []
    for (const mechanism of mechanisms) {
      const { matches, because } = await matchesOf(mechanism, place, walk)
      matching.push(matches)
      if (qualifier === 'pass' && isWide(matches)) widest.push(...(because ?? [`${place.domain}: ${mechanism.text}`]))
    }
    const matches = intersection(union(matching), undecided)
    if (qualifier === 'pass') passing.push(matches)
    // What follows `all` is never reached.
    if (mechanisms.at(-1)?.kind === 'all') {
      return { passes: union(passing), otherwise: qualifier, otherwiseFrom: 'all', widest }
    }
    undecided = difference(undecided, matches)
  }
  // A redirect counts only where there is no `all`, which would have been reached by now.
  const target =
    record.redirect === undefined
      ? undefined
      : await follow(record.redirect, `redirect=${record.redirect}`, place, walk)
  if (!target) {
    const hidden =
      record.redirect !== undefined && expandDomainSpec(record.redirect, place.domain, walk.origin) === undefined
    return { passes: union(passing), otherwise: 'neutral', otherwiseFrom: hidden ? 'message' : 'default', widest }
  }
  return {
    passes: union([...passing, intersection(target.passes, undecided)]),
    otherwise: target.otherwise,
    otherwiseFrom: target.otherwiseFrom === 'message' ? 'message' : 'redirect',
    widest: [...widest, ...target.widest],
  }
}

/** Mechanisms that stand together and say the same, up to the first `all`. */
function runsOf(mechanisms: readonly SpfMechanism[]): readonly (readonly [SpfQualifier, readonly SpfMechanism[]])[] {
  const runs: [SpfQualifier, SpfMechanism[]][] = []
  for (const mechanism of mechanisms) {
    const last = runs.at(-1)
    if (last?.[0] === mechanism.qualifier && mechanism.kind !== 'all') last[1].push(mechanism)
    else runs.push([mechanism.qualifier, [mechanism]])
    if (mechanism.kind === 'all') break
  }
  return runs
}

function isWide(set: AddressSet): boolean {
  const { ipv4, ipv6 } = shareOf(set)
  return ipv4 > wide || ipv6 > wide
}

interface Matches {
  readonly matches: AddressSet
  /** The terms below that it comes from. */
  readonly because?: readonly string[]
}

/** The senders that a mechanism matches, as far as they can be told; a few hosts more or less do not matter. */
async function matchesOf(mechanism: SpfMechanism, place: Place, walk: Walk): Promise<Matches> {
  switch (mechanism.kind) {
    case 'all':
      return { matches: allAddresses }
    case 'ip4':
      return { matches: network(4, mechanism.address, mechanism.prefix) }
    case 'ip6':
      return { matches: network(6, mechanism.address, mechanism.prefix) }
    case 'include': {
      const target = await follow(mechanism.domain, mechanism.text, place, walk)
      return target ? { matches: target.passes, because: target.widest } : { matches: noAddresses }
    }
    default:
      return { matches: await hostsOf(mechanism, place, walk) }
  }
}

/** Walks the record that an `include` or `redirect` refers to; `undefined` where there is none to walk. */
async function follow(spec: string, term: string, { domain, above }: Place, walk: Walk): Promise<Said | undefined> {
  const { lookups, origin } = walk
  lookups.countTerm()
  if (lookups.stopped) return undefined
  const expanded = expandDomainSpec(spec, domain, origin)
  if (expanded === undefined) {
    walk.notFollowed.add(`${domain}: ${term}`)
    return undefined
  }
  const target = dnsName(expanded) ?? expanded
  if (target === domain || above.includes(target)) {
    lookups.report({ kind: 'loop', message: `The SPF record of ${domain} leads back to ${target}`, domain, term })
    return undefined
  }
  const texts = await lookups.ask('txt', target)
  if (!texts) return undefined
  if (texts.length === 0) lookups.countVoid()
  const records = texts.filter(isSpf)
  const [text] = records
  if (text === undefined) {
    const message = `${domain} refers to ${target}, which has no SPF record`
    lookups.report({ kind: 'missing-target', message, domain, term })
    return undefined
  }
  walk.includes.add(target)
  if (records.length > 1) {
    lookups.report({ kind: 'several-records', message: `${target} has ${records.length} SPF records`, domain: target })
    return undefined
  }
  const record = parseSpf(text)
  if (!record) return undefined
  const [error] = record.errors
  if (error) {
    const message = `A term of the SPF record of ${target} ${error.message}`
    lookups.report({ kind: 'syntax', message, domain: target, term: error.term })
    return undefined
  }
  return walkRecord(record, { domain: target, above: [...above, domain] }, walk)
}
