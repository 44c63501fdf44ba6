import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allAddresses, difference, intersection, network, noAddresses, shareOf, union } from './address-space.ts'

describe('addresses', () => {
  it('covers all of them by two halves', () => {
    expect(union([network(4, '128.0.0.0', 1), network(4, '0.0.0.0', 1)]).ipv4).toEqual(allAddresses.ipv4)
    expect(union([network(6, '::', 1), network(6, '8000::', 1)]).ipv6).toEqual(allAddresses.ipv6)
  })

  it('counts public unicast addresses only, and never rounds up to all', () => {
    expect(shareOf(network(4, '0.0.0.0', 1)).ipv4).toBeCloseTo(128 / 224, 5)
    expect(shareOf(network(6, '2000::', 3)).ipv6).toBe(1)
    expect(shareOf(network(4, '224.0.0.0', 3)).ipv4).toBe(0)
    expect(shareOf(difference(allAddresses, network(4, '192.0.2.1', 32))).ipv4).toBeLessThan(1)
    expect(shareOf(noAddresses)).toEqual({ ipv4: 0, ipv6: 0 })
  })

  it('reads IPv6 addresses in every form', () => {
    const one = network(6, '2001:db8::192.0.2.1', 128)
    expect(network(6, '2001:0DB8:0:0:0:0:c000:201', 128)).toEqual(one)
    expect(network(6, '::', 128).ipv6).toEqual([[0n, 0n]])
    expect(network(6, '::1.2.3.4', 128).ipv6).toEqual([[0x01020304n, 0x01020304n]])
    expect(network(6, '1::', 16).ipv6[0]?.[0]).toBe(1n << 112n)
  })

  const networks = fc.array(
    fc
      .tuple(fc.nat({ max: 255 }), fc.integer({ min: 0, max: 8 }))
      .map(([octet, prefix]) => network(4, `${octet}.0.0.0`, prefix)),
    { maxLength: 8 },
  )
  const holds = (set: { readonly ipv4: readonly (readonly [bigint, bigint])[] }, octet: number): boolean =>
    set.ipv4.some(([first, last]) => first <= BigInt(octet << 16) << 8n && BigInt(octet << 16) << 8n <= last)

  it('agrees with a set of octets', () => {
    fc.assert(
      fc.property(networks, networks, (some, others) => {
        const one = union(some)
        const other = union(others)
        const both = intersection(one, other)
        const rest = difference(one, other)
        for (let octet = 0; octet < 256; octet++) {
          expect(holds(both, octet)).toBe(holds(one, octet) && holds(other, octet))
          expect(holds(rest, octet)).toBe(holds(one, octet) && !holds(other, octet))
        }
        expect(union([both, rest])).toEqual(one)
      }),
    )
  })
})
