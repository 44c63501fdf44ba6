import { createPublicKey } from 'node:crypto'
import { byName, parseTagList } from '../tag-list.ts'
import type { DkimKey } from './dkim-result.ts'

/**
 * Reads a DKIM key record; `undefined` where the text is none: another version, or no `p`.
 * Never throws.
 * @see https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1
 */
export function parseDkimKey(text: string): DkimKey | undefined {
  const { tags, odd } = parseTagList(text)
  const { values, repeated } = byName(tags)
  const version = values.get('v')
  const data = values.get('p')
  if (version === undefined ? data === undefined : version !== 'DKIM1' || tags[0]?.name !== 'v') return undefined
  const type = values.get('k') ?? 'rsa'
  const flags = (values.get('t') ?? '').split(':').map((flag) => flag.trim())
  const services = (values.get('s') ?? '*').split(':').map((service) => service.trim())
  const problems: string[] = []
  if (odd.length > 0) problems.push('has something that is not a tag')
  if (repeated.length > 0) problems.push(`has the tag ${repeated.join(', ')} more than once`)
  if (data === undefined) problems.push('has no p tag')
  if (!services.includes('*') && !services.includes('email')) problems.push('is not for mail')
  const revoked = data === ''
  const bits = data === undefined || revoked ? undefined : keyBits(type, data.replaceAll(/\s+/g, ''))
  if (typeof bits === 'string') problems.push(bits)
  return {
    text,
    type,
    revoked,
    testing: flags.includes('y'),
    strict: flags.includes('s'),
    bits: typeof bits === 'number' ? bits : undefined,
    problems,
  }
}

/** The length of a key, or what is wrong with it. */
function keyBits(type: string, data: string): number | string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return 'has a key that is not Base64'
  const der = Buffer.from(data, 'base64')
  if (type === 'ed25519') return der.length === 32 ? 256 : 'has a key that is not of Ed25519'
  if (type !== 'rsa') return `has a key of the unknown type ${type.slice(0, 40)}`
  return rsaBits(der, 'spki') ?? rsaBits(der, 'pkcs1') ?? 'has a key that is not of RSA'
}

/** The RFC says PKCS#1, everybody publishes SPKI; verifiers take both. */
function rsaBits(key: Buffer, type: 'spki' | 'pkcs1'): number | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key, format: 'der', type })
    return asymmetricKeyType === 'rsa' ? asymmetricKeyDetails?.modulusLength : undefined
  } catch {
    return undefined
  }
}
