import type { SignFunction } from '@opencasb/connector-kit'
import type { StandardSchemaV1 } from '@opencasb/core'
import type { AuthMethod } from '@opencasb/core/connector'
import { z } from 'zod'
import { adminConsent } from './connect-admin.ts'
import { keyProblem } from './service-account-key.ts'

const key = z
  .string({ error: 'give the key of the service account, the JSON text as downloaded' })
  .superRefine((text, context) => {
    const problem = keyProblem(text)
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  })
  .meta({
    title: 'Service account key',
    description: 'The text of the JSON file that the Google Cloud console offers when a key is created.',
    writeOnly: true,
  })

const clientEmail = z
  .string({ error: 'give the e-mail address of the service account' })
  .trim()
  .regex(/^[^\s@]+@[^\s@]+$/, 'is no e-mail address: it ends with .iam.gserviceaccount.com')
  .meta({
    title: 'Service account email',
    description: 'It ends with .iam.gserviceaccount.com.',
    examples: ['scanner@example.iam.gserviceaccount.com'],
  })

const clientId = z
  .string({ error: 'give the client id of the OAuth client' })
  .trim()
  .regex(/^[\w.-]{5,200}$/, 'is no client id: it ends with .apps.googleusercontent.com')
  .meta({
    title: 'Client ID',
    description: 'That of the OAuth client, under "Google Auth Platform", "Clients".',
    examples: ['1234567890-acme.apps.googleusercontent.com'],
  })

const secretText = (what: string): z.ZodType<string> =>
  z
    .string({ error: `give the ${what}` })
    .trim()
    .min(1, `is empty: give the ${what}`)

const clientSecret = secretText('client secret').meta({
  title: 'Client secret',
  description: 'That of the OAuth client, under "Google Auth Platform", "Clients".',
  format: 'password',
  writeOnly: true,
})

const refreshToken = secretText('refresh token').meta({
  title: 'Refresh token',
  description: 'What Google gave when the administrator consented with access_type=offline.',
  format: 'password',
  writeOnly: true,
})

/**
 * The ways to sign in to Google Workspace.
 * @param sign given where the key of the service account stays outside: then its address is all that is stored
 */
export function authMethods(sign?: SignFunction): readonly AuthMethod[] {
  return [
    {
      kind: 'service-account',
      title: 'Service account with domain-wide delegation',
      schema: sign ? fields({ clientEmail }) : fields({ key }),
      secrets: sign ? [] : ['key'],
    },
    {
      kind: 'admin-oauth',
      title: "Administrator's consent (OAuth client)",
      schema: fields({ clientId, clientSecret, refreshToken }),
      secrets: ['clientSecret', 'refreshToken'],
      connect: adminConsent,
    },
  ]
}

function fields(shape: Record<string, z.ZodType<string>>): StandardSchemaV1<unknown, Readonly<Record<string, string>>> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} is no field of these credentials` : undefined,
  })
}
