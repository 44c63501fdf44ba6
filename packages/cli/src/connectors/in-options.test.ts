import { ConfigError, CredentialError, OpenCasbError, ProviderError } from '@opencasb/core'
import { expect, it } from 'vitest'
import { inOptions, namingOptions } from './in-options.ts'

const target = {
  optionNames: { 'config.organizations': '--organization', 'credentials.token': 'GITHUB_TOKEN' },
  credentialSource: 'GITHUB_TOKEN',
  hints: { provider: 'Check the network.' },
}

it.each([
  ['config.organizations.0: there is none', 'config', '--organization: there is none'],
  ['config.organizations: name one', 'config', '--organization: name one'],
  ['config.organizations.main.0: there is none', 'config', '--organization: there is none'],
  ['config.organizations.0: no\nconfig.organizations.1: no', 'config', '--organization: no'],
  ['credentials.token: is cut', 'credential', 'GITHUB_TOKEN: is cut'],
  ['the token is refused', 'credential', 'GITHUB_TOKEN: the token is refused'],
  ['the vendor is away', 'provider', 'the vendor is away\nCheck the network.'],
])('says %s in the words of the command line', (message, code, text) => {
  expect(inOptions(message, code, target)).toBe(text)
})

it('does not send to an option that the message is about already', () => {
  const hints = { config: '--base-url must be the root of the API.' }
  expect(inOptions('--base-url: no URL', 'config', { ...target, hints })).toBe('--base-url: no URL')
  expect(inOptions('not found', 'config', { ...target, hints })).toBe(
    'not found\n--base-url must be the root of the API.',
  )
})

it('does not send to the address where it is the credentials that are wrong, or the integration', () => {
  const hints = { config: '--base-url must be the root of the API.' }
  for (const message of [
    'credentials.token: is cut',
    'credentials: they reach beta',
    'integration: is there already',
  ]) {
    expect(inOptions(message, 'config', { ...target, hints })).not.toContain('--base-url')
  }
})

it('keeps the kind of the error, and leaves other errors alone', async () => {
  const fail = (error: Error) => namingOptions(target, () => Promise.reject(error)).catch((caught: unknown) => caught)
  expect(ConfigError.is(await fail(new ConfigError('config.organizations: name one')))).toBe(true)
  expect(CredentialError.is(await fail(new CredentialError('refused')))).toBe(true)
  expect(OpenCasbError.is(await fail(new ProviderError('away')))).toBe(true)
  const other = new TypeError('a mistake of ours')
  expect(await fail(other)).toBe(other)
})
