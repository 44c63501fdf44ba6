import type { AuthMethod } from '@opencasb/core/connector'
import { z } from 'zod'

/** A key that is sent as it is. */
const apiKey: AuthMethod = {
  kind: 'api-key',
  title: 'API key',
  schema: z.strictObject({ key: z.string('must be the key').min(1, 'must not be empty') }),
  secrets: ['key'],
}

/** A client whose secret is exchanged for a token that lasts an hour. */
const oauthClient: AuthMethod = {
  kind: 'oauth-client',
  title: 'OAuth client',
  schema: z.strictObject({
    clientId: z.string('must be the id of the client').min(1, 'must not be empty'),
    clientSecret: z.string('must be the secret of the client').min(1, 'must not be empty'),
  }),
  secrets: ['clientSecret'],
}

/** The ways to sign in to Acme Notes. */
export const acmeNotesAuth: readonly AuthMethod[] = [apiKey, oauthClient]
