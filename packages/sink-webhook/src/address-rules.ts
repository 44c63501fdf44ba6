import { BlockList, isIP } from 'node:net'
import { ConfigError } from '@opencasb/core'
import ipaddr from 'ipaddr.js'

/** Says which addresses may be connected to. */
export interface AddressRules {
  isAllowed(address: string): boolean
}

/**
 * Ordinary public addresses by number, behind which platforms of clouds answer the machines that run there.
 * @see https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
const platformAddresses: readonly string[] = ['168.63.129.16']

/**
 * Allows what belongs to the public internet, and the ranges that the host names. Whatever stands for something else
 * (private, loopback, link-local, shared, multicast, documentation, an IPv4 address inside of an IPv6 one) is refused.
 * @throws ConfigError for a range that is not in CIDR notation
 */
export function addressRules(allow: readonly string[]): AddressRules {
  const allowed = new BlockList()
  for (const range of allow) {
    const [network = '', bits = ''] = range.split('/')
    const version = isIP(network)
    const widest = version === 4 ? 32 : 128
    if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > widest) {
      throw new ConfigError(`allow: "${range}" is not a range of addresses; write it as 10.0.0.0/8 or fd00::/8`, {
        field: 'allow',
      })
    }
    allowed.addSubnet(network, Number(bits), version === 4 ? 'ipv4' : 'ipv6')
  }
  return {
    isAllowed(address) {
      const version = isIP(address)
      if (version === 0) return false
      // A mapped form is only what it looks like: naming 10.0.0.0/8 does not open ::ffff:10.0.0.1.
      const isMapped = version === 6 && ipaddr.parse(address).range() === 'ipv4Mapped'
      if (!isMapped && allowed.check(address, version === 4 ? 'ipv4' : 'ipv6')) return true
      return isPublic(address)
    },
  }
}

function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (platformAddresses.includes(parsed.toString())) return false
  // Only 2000::/3 is given out; the forms that hold an IPv4 address below ::/96 are outside of it.
  return !(parsed instanceof ipaddr.IPv6) || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000
}
