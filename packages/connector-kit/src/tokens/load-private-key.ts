import { createPrivateKey, type KeyObject } from 'node:crypto'
import { ConfigError, type Secret } from '@opencasb/core'

/**
 * Reads a private key from PEM text, PKCS#1 or PKCS#8; line ends written as `\n` are accepted.
 * @param field what the message names: `credentials.privateKey`
 * @throws ConfigError where it is not an unencrypted private key
 */
export function loadPrivateKey(pem: string | Secret, field: string): KeyObject {
  const text = (typeof pem === 'string' ? pem : pem.reveal()).replaceAll('\\n', '\n').trim()
  const problem = findProblem(text)
  if (problem) throw new ConfigError(`${field} ${problem}`, { field })
  try {
    return createPrivateKey(`${text}\n`)
  } catch {
    // The cause could quote the key.
    throw new ConfigError(`${field} cannot be read as a private key: it may be cut`, { field })
  }
}

function findProblem(text: string): string | undefined {
  const kind = /^-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text)?.[1]
  if (text === '') return 'is empty: give the private key as PEM text'
  if (!kind)
    return 'is not a PEM private key: it must begin with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----'
  if (kind.startsWith('ENCRYPTED') || text.includes('Proc-Type: 4,ENCRYPTED')) {
    return 'is encrypted with a passphrase: give it unencrypted'
  }
  if (kind === 'PUBLIC KEY' || kind === 'RSA PUBLIC KEY') return 'is a public key: the private key is needed'
  if (kind.includes('CERTIFICATE')) return 'is a certificate: its private key is needed'
  if (!kind.endsWith('PRIVATE KEY') || kind.startsWith('OPENSSH'))
    return `is of kind "${kind}": PKCS#1 or PKCS#8 is needed`
  return text.includes(`-----END ${kind}-----`) ? undefined : 'is cut: its last line is missing'
}
