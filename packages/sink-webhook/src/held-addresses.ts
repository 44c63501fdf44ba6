import ipaddr from 'ipaddr.js'

/**
 * The IPv4 addresses that an IPv6 address holds: to somebody on the way it may stand for them. Only forms with known
 * numbers are told; a network that translates with a prefix of its own is not noticed.
 * @see https://www.rfc-editor.org/rfc/rfc6052 NAT64
 * @see https://www.rfc-editor.org/rfc/rfc3056 6to4
 * @see https://www.rfc-editor.org/rfc/rfc4380 Teredo
 * @see https://www.rfc-editor.org/rfc/rfc5214 ISATAP
 */
export function heldAddresses({ parts }: ipaddr.IPv6): readonly string[] {
  const [p0 = 0, p1 = 0, p2 = 0, p3 = 0, p4 = 0, p5 = 0, p6 = 0, p7 = 0] = parts
  const last = dotted(p6, p7)
  const hasZeros = (p0 | p1 | p2 | p3) === 0
  // IPv4-compatible, the unspecified address with it; loopback is an address of its own.
  if (hasZeros && p4 === 0 && p5 === 0) return p6 === 0 && p7 === 1 ? [] : [last]
  if (hasZeros && (p4 === 0xffff ? p5 === 0 : p4 === 0 && p5 === 0xffff)) return [last]
  // Where something stands between, the prefix is a shorter one and nobody can say which: as bad as the worst address.
  if (p0 === 0x64 && p1 === 0xff9b) return (p3 | p4 | p5) === 0 ? [last] : [last, dotted(0, 0)]
  if (p0 === 0x2002) return [dotted(p1, p2)]
  if (p0 === 0x2001 && p1 === 0) return [dotted(p2, p3), dotted(p6 ^ 0xffff, p7 ^ 0xffff)]
  if ((p4 & 0xfdff) === 0 && p5 === 0x5efe) return [last]
  return []
}

function dotted(high: number, low: number): string {
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]).toString()
}
