/** Inclusive ranges of addresses, sorted and apart from each other. IPv4 has 32 bits, IPv6 128. */
export type AddressRanges = readonly (readonly [first: bigint, last: bigint])[]

/** A set of addresses of both families. */
export interface AddressSet {
  readonly ipv4: AddressRanges
  readonly ipv6: AddressRanges
}

export const noAddresses: AddressSet = { ipv4: [], ipv6: [] }
export const allAddresses: AddressSet = { ipv4: [[0n, (1n << 32n) - 1n]], ipv6: [[0n, (1n << 128n) - 1n]] }

/** The addresses of a network. The address must be valid for its family. */
export function network(family: 4 | 6, address: string, prefix: number): AddressSet {
  const bits = family === 4 ? 32 : 128
  const value = family === 4 ? ipv4Value(address) : ipv6Value(address)
  const host = BigInt(bits - prefix)
  const first = (value >> host) << host
  const ranges: AddressRanges = [[first, first + (1n << host) - 1n]]
  return family === 4 ? { ipv4: ranges, ipv6: [] } : { ipv4: [], ipv6: ranges }
}

/** What is in any of them. */
export function union(sets: readonly AddressSet[]): AddressSet {
  return { ipv4: merge(sets.flatMap(({ ipv4 }) => ipv4)), ipv6: merge(sets.flatMap(({ ipv6 }) => ipv6)) }
}

/** What is in both. */
export function intersection(one: AddressSet, other: AddressSet): AddressSet {
  return { ipv4: overlap(one.ipv4, other.ipv4), ipv6: overlap(one.ipv6, other.ipv6) }
}

/** What is in the first and not in the second. */
export function difference(one: AddressSet, other: AddressSet): AddressSet {
  return intersection(one, {
    ipv4: complement(other.ipv4, 32n),
    ipv6: complement(other.ipv6, 128n),
  })
}

const publicUnicast: AddressSet = {
  ipv4: [[0n, (224n << 24n) - 1n]],
  ipv6: [[1n << 125n, (1n << 126n) - 1n]],
}

/** The share of the public unicast addresses (0.0.0.0 to 223.255.255.255, 2000::/3) that a set holds, 0 to 1. */
export function shareOf(set: AddressSet): { readonly ipv4: number; readonly ipv6: number } {
  const held = intersection(set, publicUnicast)
  return {
    ipv4: ratio(size(held.ipv4), size(publicUnicast.ipv4)),
    ipv6: ratio(size(held.ipv6), size(publicUnicast.ipv6)),
  }
}

/** Never rounds up to 1. */
function ratio(part: bigint, whole: bigint): number {
  return part === whole ? 1 : Number((part * 1_000_000n) / whole) / 1_000_000
}

function size(ranges: AddressRanges): bigint {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1n, 0n)
}

function merge(ranges: AddressRanges): AddressRanges {
  const sorted = ranges.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const merged: [bigint, bigint][] = []
  for (const [first, last] of sorted) {
    const before = merged.at(-1)
    if (before && first <= before[1] + 1n) {
      if (last > before[1]) before[1] = last
    } else merged.push([first, last])
  }
  return merged
}

function overlap(one: AddressRanges, other: AddressRanges): AddressRanges {
  const found: [bigint, bigint][] = []
  let index = 0
  for (const [first, last] of one) {
    for (let range = other[index]; range && range[1] < first; range = other[index]) index++
    for (let at = index, range = other[at]; range && range[0] <= last; range = other[++at]) {
      found.push([range[0] > first ? range[0] : first, range[1] < last ? range[1] : last])
    }
  }
  return found
}

function complement(ranges: AddressRanges, bits: bigint): AddressRanges {
  const gaps: [bigint, bigint][] = []
  let from = 0n
  for (const [first, last] of ranges) {
    if (first > from) gaps.push([from, first - 1n])
    from = last + 1n
  }
  const end = (1n << bits) - 1n
  if (from <= end) gaps.push([from, end])
  return gaps
}

function ipv4Value(address: string): bigint {
  return address.split('.').reduce((value, part) => (value << 8n) + BigInt(part), 0n)
}

function ipv6Value(address: string): bigint {
  const dotted = address.lastIndexOf('.') < 0 ? undefined : address.slice(address.lastIndexOf(':') + 1)
  const text = dotted
    ? `${address.slice(0, -dotted.length)}${(ipv4Value(dotted) >> 16n).toString(16)}:${(ipv4Value(dotted) & 0xffffn).toString(16)}`
    : address
  const [head = '', tail] = text.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const zeros = new Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n)
}
