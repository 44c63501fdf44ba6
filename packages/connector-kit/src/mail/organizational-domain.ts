import { getDomain } from 'tldts'

/**
 * The organisational domain of a name, by the public suffix list: `example.co.uk` of `mail.example.co.uk`.
 * `undefined` where the name is a public suffix itself.
 */
export function organizationalDomain(domain: string): string | undefined {
  return getDomain(domain, { allowPrivateDomains: true, validateHostname: false, extractHostname: false }) ?? undefined
}
