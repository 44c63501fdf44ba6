// Checked by the compiler alone: what must not compile, does not.
import type { NewIntegration } from '@opencasb/core'
import type { GoogleConfigInput } from './config.ts'
import type { GoogleCredentials } from './sign-in/credentials.ts'

export const given: NewIntegration = {
  connector: 'google',
  config: { adminEmail: 'admin@acme.example' } satisfies GoogleConfigInput,
  credentials: { kind: 'service-account', key: '' } satisfies GoogleCredentials,
}

declare const config: GoogleConfigInput
declare const credentials: GoogleCredentials

export const declared: NewIntegration = { connector: 'google', config, credentials }

export const misspeltSetting: GoogleConfigInput = {
  adminEmail: 'admin@acme.example',
  // @ts-expect-error they are called units
  sharing: { organizationalUnits: ['/Sales'] },
}

export const misspeltField: GoogleCredentials = {
  kind: 'admin-oauth',
  clientId: '1',
  clientSecret: '',
  // @ts-expect-error it is called refreshToken
  refresh_token: '',
}

// @ts-expect-error a service account has no client secret
export const foreignField: GoogleCredentials = { kind: 'service-account', key: '', clientSecret: '' }

// @ts-expect-error there is no such way to sign in
export const unknownKind: GoogleCredentials = { kind: 'oauth', clientId: '1', clientSecret: '', refreshToken: '' }
