// Checked by the compiler alone: what must not compile, does not.
import type { NewIntegration } from '@opencasb/core'
import type { GithubConfigInput } from './config.ts'
import type { GithubCredentials } from './sign-in/credentials.ts'

export const given: NewIntegration = {
  connector: 'github',
  config: { organizations: ['acme'] } satisfies GithubConfigInput,
  credentials: { kind: 'github-app', appId: '1', installationId: '2', privateKey: '' } satisfies GithubCredentials,
}

declare const config: GithubConfigInput
declare const credentials: GithubCredentials

export const declared: NewIntegration = { connector: 'github', config, credentials }

export const misspeltSetting: GithubConfigInput = {
  organizations: ['acme'],
  // @ts-expect-error it is called baseUrl
  baseURL: 'https://github.example.com/api/v3',
}

export const misspeltField: GithubCredentials = {
  kind: 'github-app',
  appId: '1',
  // @ts-expect-error it is called installationId
  instalationId: '2',
  privateKey: '',
}

// @ts-expect-error a token has no installation
export const foreignField: GithubCredentials = { kind: 'pat-classic', token: '', installationId: '2' }

// @ts-expect-error there is no such way to sign in
export const unknownKind: GithubCredentials = { kind: 'pat', token: '' }
