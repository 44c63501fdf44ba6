import { randomBytes } from 'node:crypto'
import type { SealedRecord } from '@opencasb/core'

const separator = '.'

/** A version that was never used before. */
export function newVersion(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * The version of the credentials in a record. It stays when their data key is wrapped anew, so that who read them before
 * may still replace them.
 */
export function credentialVersion({ version }: Pick<SealedRecord, 'version'>): string {
  const [credentials = ''] = version.split(separator)
  return credentials
}

/** The version of a record with the same credentials under another wrapping. */
export function rewrappedVersion(record: Pick<SealedRecord, 'version'>): string {
  return credentialVersion(record) + separator + newVersion()
}
