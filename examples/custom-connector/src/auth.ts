import type { AuthMethod } from '@opencasb/core/connector'
import { z } from 'zod'

/** A field whose text is given once and shown nowhere again. */
const secretField = (what: string, title: string, description: string) =>
  z
    .string(`must be ${what}`)
    .min(1, 'must not be empty')
    .meta({ title, description, format: 'password', writeOnly: true })

/** A key that is sent as it is. */
const apiKey: AuthMethod = {
  kind: 'api-key',
  title: 'API key',
  schema: z.strictObject({
    key: secretField('the key', 'API key', 'It is shown once, when it is made in the settings of the workspace.'),
  }),
  secrets: ['key'],
}

/** A client whose secret is exchanged for a token that lasts an hour. */
const oauthClient: AuthMethod = {
  kind: 'oauth-client',
  title: 'OAuth client',
  schema: z.strictObject({
    clientId: z.string('must be the id of the client').min(1, 'must not be empty').meta({
      title: 'Client ID',
      description: 'It stands in the list of clients in the settings of the workspace.',
    }),
    clientSecret: secretField(
      'the secret of the client',
      'Client secret',
      'It is shown once, when the client is made.',
    ),
  }),
  secrets: ['clientSecret'],
}

/** The ways to sign in to Acme Notes. */
export const acmeNotesAuth: readonly AuthMethod[] = [apiKey, oauthClient]
