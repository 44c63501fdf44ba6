import { type StoredCredentials, secret } from '@opencasb/core'

type Pairs = readonly (readonly [string, string])[]

/** Credentials as bytes to be sealed. Overwrite them after use. */
export function credentialBytes({ kind, fields, secrets }: StoredCredentials): Buffer {
  const revealed = Object.entries(secrets).map(([name, value]) => [name, value.reveal()])
  return Buffer.from(JSON.stringify([kind, Object.entries(fields), revealed]))
}

/** The credentials again. The bytes were authenticated: they are what {@link credentialBytes} made. */
export function credentialsFromBytes(bytes: Buffer): StoredCredentials {
  const [kind, fields, secrets] = JSON.parse(bytes.toString()) as [string, Pairs, Pairs]
  return {
    kind,
    fields: Object.fromEntries(fields),
    secrets: Object.fromEntries(secrets.map(([name, value]) => [name, secret(value)])),
  }
}
