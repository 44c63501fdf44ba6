// Checked by the compiler alone: what must not compile, does not.
import type { NewIntegration } from '@opencasb/core'
import type { M365ConfigInput } from './config.ts'
import type { M365Credentials } from './sign-in/credentials.ts'

export const given: NewIntegration = {
  connector: 'm365',
  config: { tenant: 'acme.onmicrosoft.com', sharing: { oneDrive: false } } satisfies M365ConfigInput,
  credentials: { kind: 'client-secret', clientId: '1', clientSecret: '' } satisfies M365Credentials,
}

declare const config: M365ConfigInput
declare const credentials: M365Credentials

export const declared: NewIntegration = { connector: 'm365', config, credentials }

export const misspeltSetting: M365ConfigInput = {
  tenant: 'acme.onmicrosoft.com',
  // @ts-expect-error it is called us-government-gcc-high
  cloud: 'gcc-high',
}

export const misspeltField: M365Credentials = {
  kind: 'certificate',
  clientId: '1',
  // @ts-expect-error it is called certificate
  cert: '',
}

// @ts-expect-error a client secret has no certificate
export const foreignField: M365Credentials = { kind: 'client-secret', clientId: '1', clientSecret: '', certificate: '' }

// @ts-expect-error there is no such way to sign in
export const unknownKind: M365Credentials = { kind: 'secret', clientId: '1', clientSecret: '' }
