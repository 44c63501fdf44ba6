import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { AddressRules } from './address-rules.ts'

/** Turns a name into addresses. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** The name leads to an address that may not be connected to. */
class AddressRefusedError extends Error {
  readonly address: string

  constructor(address: string) {
    super(`resolves to ${address}, which is not a public address`)
    this.name = 'AddressRefusedError'
    this.address = address
  }
}

/**
 * A look-up for sockets that refuses names of which any address may not be connected to. The socket connects to what it
 * answers and asks nobody again, so a name that changes its mind in between gains nothing.
 */
export function checkedLookup(rules: AddressRules, resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const refused = addresses.find(({ address }) => !rules.isAllowed(address))
      if (refused) return callback(new AddressRefusedError(refused.address), [])
      const [first] = addresses
      if (!first) return callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), [])
      if (options.all) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
}
