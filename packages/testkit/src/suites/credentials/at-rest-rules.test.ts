import { type CredentialStore, createMemoryCredentials, type StoredCredentials } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { atRestRules } from './at-rest-rules.ts'

/** A store that also writes down what it is given, in the form that the test names. */
function leaking(write: (ref: string, token: string) => string): {
  readonly store: CredentialStore
  readonly bytes: () => Promise<readonly Uint8Array[]>
} {
  const store = createMemoryCredentials()
  const written = new Map<string, string>()
  const note = (ref: string, { secrets }: StoredCredentials): void => {
    written.set(ref, write(ref, secrets['token']?.reveal() ?? ''))
  }
  return {
    store: {
      ...store,
      async write(ref, credentials, signal) {
        note(ref, credentials)
        await store.write(ref, credentials, signal)
      },
      async replace(ref, next, ifVersion, signal) {
        note(ref, next)
        return store.replace(ref, next, ifVersion, signal)
      },
    },
    bytes: async () => [...written.values()].map((text) => Buffer.from(text)),
  }
}

async function brokenRules(write: (ref: string, token: string) => string): Promise<string[]> {
  const broken: string[] = []
  for (const { title, check } of atRestRules.rules) {
    await check(leaking(write)).catch(() => broken.push(/[a-z]+\/[a-z-]+(?=:)/.exec(title)?.[0] ?? title))
  }
  return broken
}

const random = (): string => String(Math.random())

describe('the rules about what is stored', () => {
  it.each<[string, (token: string) => string]>([
    ['as it is', (token) => `{"token":"${token}"}`],
    ['as base64', (token) => Buffer.from(`{"token":"${token}"}`).toString('base64')],
    ['as base64 at another offset', (token) => Buffer.from(`{"tokens":"${token}"}`).toString('base64')],
    ['as base64 at the third offset', (token) => Buffer.from(`{"a token":"${token}"}`).toString('base64')],
    ['as hexadecimal', (token) => Buffer.from(token).toString('hex')],
    ['as UTF-16', (token) => Buffer.from(token, 'utf16le').toString('latin1')],
  ])('notice a secret that is stored %s', async (_, form) => {
    expect(await brokenRules((_ref, token) => random() + form(token))).toContain('credentials/at-rest')
  })

  it('notice sealed bytes that tell which secrets are the same', async () => {
    const broken = await brokenRules((_, token) => [...token].reverse().join('').repeat(2))
    expect(broken).toEqual(['credentials/at-rest-differs'])
  })

  it('notice a store whose bytes they were not given', async () => {
    expect(await brokenRules(() => '')).toContain('credentials/at-rest')
  })

  it('accept bytes that say nothing', async () => {
    expect(await brokenRules(() => random().repeat(40))).toEqual([])
  })
})
