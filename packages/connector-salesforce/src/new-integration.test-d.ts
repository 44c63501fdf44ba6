// Checked by the compiler alone: what must not compile, does not.
import type { NewIntegration } from '@opencasb/core'
import type { SalesforceConfigInput } from './config.ts'
import type { SalesforceCredentials } from './sign-in/credentials.ts'

export const given: NewIntegration = {
  connector: 'salesforce',
  config: { baseUrls: { login: 'https://test.salesforce.com' } } satisfies SalesforceConfigInput,
  credentials: { kind: 'client-credentials', clientId: '1', clientSecret: '' } satisfies SalesforceCredentials,
}

declare const config: SalesforceConfigInput
declare const credentials: SalesforceCredentials

export const declared: NewIntegration = { connector: 'salesforce', config, credentials }

export const misspeltSetting: SalesforceConfigInput = {
  // @ts-expect-error it is called login
  baseUrls: { loginUrl: 'https://test.salesforce.com' },
}

export const misspeltField: SalesforceCredentials = {
  kind: 'jwt-bearer',
  clientId: '1',
  // @ts-expect-error it is called username
  userName: 'integration@acme.example.com',
}

export const foreignField: SalesforceCredentials = {
  kind: 'client-credentials',
  clientId: '1',
  clientSecret: '',
  // @ts-expect-error it is no part of client credentials
  refreshToken: '',
}

// @ts-expect-error there is no such way to sign in
export const unknownKind: SalesforceCredentials = { kind: 'jwt', clientId: '1', username: '' }
