import type { StandardSchemaV1 } from '@opencasb/core'
import type { AuthMethod } from '@opencasb/core/connector'
import { z } from 'zod'
import { userApproval } from './connect-user.ts'

const text = (what: string, where: string): z.ZodType<string> =>
  z
    .string({ error: `give the ${what}: ${where}` })
    .trim()
    .min(1, `give the ${what}: ${where}`)

const clientId = text('consumer key', 'it stands in the OAuth settings of the app, under Consumer Key and Secret').meta(
  {
    title: 'Consumer Key',
    description: 'It stands in the OAuth settings of the app, under "Consumer Key and Secret".',
  },
)
const clientSecret = text(
  'consumer secret',
  'it stands in the OAuth settings of the app, under Consumer Key and Secret',
).meta({
  title: 'Consumer Secret',
  description: 'It stands in the OAuth settings of the app, under "Consumer Key and Secret".',
  format: 'password',
  writeOnly: true,
})
const username = text(
  'username of the integration user',
  'it looks like an email address, and in sandboxes ends with their name',
).meta({
  title: 'Username',
  description: 'That of the integration user. It looks like an email address, and in sandboxes ends with their name.',
  examples: ['integration@acme.example.com'],
})
const refreshToken = text(
  'refresh token',
  'it came with the access token when the integration user approved the app',
).meta({
  title: 'Refresh token',
  description: 'It came with the access token when the integration user approved the app.',
  format: 'password',
  writeOnly: true,
})

const privateKey = z
  .string({ error: 'give the private key, PEM text' })
  .superRefine((pem, context) => {
    const problem = keyProblem(pem)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({
    title: 'Private key',
    description: 'PEM text of the private key whose certificate was uploaded to the app, without a passphrase.',
    writeOnly: true,
  })

/** What {@link authMethods} takes. */
export interface AuthMethodOptions {
  /** The host signs JWTs by itself, so that no private key is stored. */
  readonly signs: boolean
}

/** The ways to sign in to Salesforce. */
export function authMethods({ signs }: AuthMethodOptions): readonly AuthMethod[] {
  return [
    {
      kind: 'jwt-bearer',
      title: 'JWT bearer (certificate)',
      schema: signs ? fields({ clientId, username }) : fields({ clientId, username, privateKey }),
      secrets: signs ? [] : ['privateKey'],
    },
    {
      kind: 'client-credentials',
      title: 'Client credentials',
      schema: fields({ clientId, clientSecret }),
      secrets: ['clientSecret'],
    },
    {
      kind: 'web-server',
      title: 'Authorised by a user (web server flow, refresh token)',
      schema: fields({ clientId, clientSecret, refreshToken }),
      secrets: ['clientSecret', 'refreshToken'],
      connect: userApproval,
    },
  ]
}

function fields(shape: Record<string, z.ZodType<string>>): StandardSchemaV1<unknown, Readonly<Record<string, string>>> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? 'has a field that is none of these credentials' : undefined,
  })
}

function keyProblem(pem: string): string | undefined {
  if (/-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(pem)) return undefined
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(pem))
    return 'is encrypted: give it without a passphrase'
  if (/-----BEGIN CERTIFICATE-----/.test(pem))
    return 'is the certificate: that one is uploaded to the app; give the private key that belongs to it'
  return 'is no PEM private key: give the one whose certificate was uploaded to the app'
}
