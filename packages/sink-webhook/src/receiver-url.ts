import { isIP } from 'node:net'
import { ConfigError } from '@opencasb/core'
import type { AddressRules } from './address-rules.ts'

const field = 'url'

/**
 * Reads the address of a receiver. Numbers of every form (decimal, octal, hexadecimal) become the IPv4 address that
 * they stand for, and are judged as such.
 * @throws ConfigError for what is no address to send findings to; the message does not repeat it, because it may hold a secret
 */
export function receiverUrl(given: string, rules: AddressRules, allowHttp: boolean): URL {
  if (!URL.canParse(given)) throw new ConfigError(`${field}: is not an absolute address`, { field })
  const url = new URL(given)
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    throw new ConfigError(`${field}: must begin with https://, because findings tell where the organisation is weak`, {
      field,
    })
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigError(`${field}: must not hold a user name or password; receivers know us by the signature`, {
      field,
    })
  }
  const host = literalOf(url)
  if (isIP(host) !== 0 && !rules.isAllowed(host)) {
    throw new ConfigError(`${field}: ${host} is not a public address; name its range in "allow" if it is meant`, {
      field,
    })
  }
  url.hash = ''
  return url
}

/** The host without the brackets of IPv6. */
function literalOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}
