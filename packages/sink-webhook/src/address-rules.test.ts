import { describe, expect, it } from 'vitest'
import { addressRules } from './address-rules.ts'

const refused: readonly (readonly [string, string])[] = [
  ['this host', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['shared between a carrier and its customers', '100.64.0.1'],
  ['shared between a carrier and its customers', '100.127.255.255'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['link-local, where clouds keep credentials', '169.254.169.254'],
  ['protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['6to4 relays', '192.88.99.1'],
  ['benchmarks', '198.18.0.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['a platform that answers machines in its cloud', '168.63.129.16'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4-mapped, private', '::ffff:10.0.0.1'],
  ['IPv4-mapped, in hexadecimal', '::ffff:7f00:1'],
  ['IPv4-mapped, public', '::ffff:8.8.8.8'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['IPv4-compatible, public', '::8.8.8.8'],
  ['IPv4-translated', '::ffff:0:127.0.0.1'],
  ['NAT64', '64:ff9b::127.0.0.1'],
  ['NAT64, local', '64:ff9b:1::7f00:1'],
  ['6to4', '2002:7f00:1::'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['unique local', 'fd00:ec2::254'],
  ['multicast', 'ff02::1'],
  ['discard', '100::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['ORCHID', '2001:20::1'],
  ['segment routing', '5f00::1'],
  ['not given out', '4000::1'],
]

/** IPv4 addresses that are not the public internet's. */
const inner = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
]

/** The ways in which an IPv6 address holds an IPv4 address, as two groups of hexadecimal digits and their complement. */
const holders: readonly (readonly [string, (inside: string, complement: string) => string])[] = [
  ['IPv4-mapped', (inside) => `::ffff:${inside}`],
  ['IPv4-compatible', (inside) => `::${inside}`],
  ['IPv4-translated', (inside) => `::ffff:0:${inside}`],
  ['NAT64', (inside) => `64:ff9b::${inside}`],
  ['local NAT64', (inside) => `64:ff9b:1::${inside}`],
  ['6to4', (inside) => `2002:${inside}::1`],
  ['Teredo, its server', (inside) => `2001:0:${inside}:8000:63bf:f7f7:f7f7`],
  ['Teredo, its client', (_inside, complement) => `2001:0:808:808:8000:63bf:${complement}`],
  ['ISATAP', (inside) => `2606:4700::5efe:${inside}`],
  ['ISATAP, global', (inside) => `2606:4700::200:5efe:${inside}`],
]

function held([, write]: (typeof holders)[number], address: string): string {
  const bytes = address.split('.').map(Number)
  const groupsOf = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string =>
    [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(':')
  return write(groupsOf(bytes), groupsOf(bytes.map((byte) => 255 - byte)))
}

describe('addressRules', () => {
  it.each(refused)('[F28] refuses what is %s: %s', (_what, address) => {
    expect(addressRules([]).isAllowed(address)).toBe(false)
  })

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    'allows %s',
    (address) => {
      expect(addressRules([]).isAllowed(address)).toBe(true)
    },
  )

  it('[F28] takes only plain notation for an address', () => {
    for (const odd of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1', 'localhost', '', '8.8.8.8 ', '[::1]']) {
      expect(addressRules(['0.0.0.0/0', '::/0']).isAllowed(odd)).toBe(false)
    }
  })

  it('allows the ranges that the host names, and not other forms of them', () => {
    const rules = addressRules(['10.0.0.0/8', '127.0.0.1/32', 'fd00::/8'])
    expect(['10.1.2.3', '127.0.0.1', 'fd00::5'].map((address) => rules.isAllowed(address))).toEqual([true, true, true])
    const others = ['127.0.0.2', '192.168.0.1', '::ffff:10.1.2.3', '64:ff9b::a01:203', '2002:a01:203::', 'fc00::5']
    for (const address of others) expect(rules.isAllowed(address)).toBe(false)
  })

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', 'localhost/8', '10.0.0.0/-1', ''])(
    'refuses the range %j',
    (range) => {
      expect(() => addressRules([range])).toThrow(/allow: .* is not a range of addresses/)
    },
  )

  it('[F28] opens the family of addresses that a range belongs to, and not the other', () => {
    const six = addressRules(['::/0'])
    for (const address of inner) expect([address, six.isAllowed(address)]).toEqual([address, false])
    expect(['fd00::1', '::1', 'fe80::1%eth0'].map((address) => six.isAllowed(address))).toEqual([true, true, true])
    const four = addressRules(['0.0.0.0/0'])
    for (const address of inner) expect([address, four.isAllowed(address)]).toEqual([address, true])
    expect(['fd00::1', '::1', 'fe80::1%eth0'].map((address) => four.isAllowed(address))).toEqual([false, false, false])
  })

  it.each(holders)(
    '[F28] refuses every inner address in its %s form, with or without all of IPv6 allowed',
    (...holder) => {
      for (const rules of [addressRules([]), addressRules(['::/0'])]) {
        for (const address of inner) {
          const form = held(holder, address)
          expect([form, rules.isAllowed(form)]).toEqual([form, false])
        }
      }
    },
  )

  it('allows a form that holds an address where both are allowed', () => {
    const translated = addressRules(['64:ff9b::/96', '64:ff9b:1::/48'])
    const forms = ['64:ff9b::808:808', '64:ff9b:1::808:808', '64:ff9b::a01:203', '64:ff9b:1:a01:2:300::']
    expect(forms.map((form) => translated.isAllowed(form))).toEqual([true, true, false, false])
    expect(addressRules(['64:ff9b::/96', '10.0.0.0/8']).isAllowed('64:ff9b::a01:203')).toBe(true)
    // A mapped form is IPv4 on the wire, and no name server has a reason to give it.
    expect(addressRules(['0.0.0.0/0', '::/0']).isAllowed('::ffff:8.8.8.8')).toBe(false)
  })

  it.each(['::ffff:10.0.0.0/104', '::ffff:0:0/96', '::ffff:a00:0/128'])(
    'refuses the range %j, which is one of IPv4 addresses in disguise',
    (range) => {
      expect(() => addressRules([range])).toThrow(/allow: .* holds IPv4 addresses; write it as 10\.0\.0\.0\/8/)
    },
  )
})
