import { BlockList, isIP } from 'node:net'
import { ConfigError } from '@opencasb/core'
import ipaddr from 'ipaddr.js'
import { heldAddresses } from './held-addresses.ts'

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
 * An IPv6 address that holds an IPv4 address needs both to be allowed.
 * @throws ConfigError for a range that is not in CIDR notation
 */
export function addressRules(allow: readonly string[]): AddressRules {
  // One list would open IPv4 with `::/0`: it takes each IPv4 address for its mapped form.
  const four = new BlockList()
  const six = new BlockList()
  for (const range of allow) {
    const [network = '', bits = ''] = range.split('/')
    const version = isIP(network)
    const widest = version === 4 ? 32 : 128
    if (version === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > widest) {
      throw new ConfigError(`allow: "${range}" is not a range of addresses; write it as 10.0.0.0/8 or fd00::/8`, {
        field: 'allow',
      })
    }
    if (Number(bits) >= 96 && isMapped(network)) {
      throw new ConfigError(`allow: "${range}" holds IPv4 addresses; write it as 10.0.0.0/8`, { field: 'allow' })
    }
    if (version === 4) four.addSubnet(network, Number(bits), 'ipv4')
    else six.addSubnet(network, Number(bits), 'ipv6')
  }

  function isAllowed(address: string): boolean {
    const version = isIP(address)
    if (version === 0) return false
    if (version === 4) return four.check(address, 'ipv4') || isPublic(address)
    // No name server has a reason to write IPv4 like this.
    if (isMapped(address)) return false
    if (!heldAddresses(ipaddr.IPv6.parse(address)).every(isAllowed)) return false
    return six.check(address, 'ipv6') || isPublic(address)
  }

  return { isAllowed }
}

function isMapped(address: string): boolean {
  return ipaddr.parse(address).range() === 'ipv4Mapped'
}

function isPublic(address: string): boolean {
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (platformAddresses.includes(parsed.toString())) return false
  // Only 2000::/3 is given out; the forms that hold an IPv4 address below ::/96 are outside of it.
  return !(parsed instanceof ipaddr.IPv6) || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000
}
