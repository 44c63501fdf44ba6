import { createMemoryState, type StoredCredentials, secret } from '@opencasb/core'
import { createVault } from '@opencasb/vault'
import { describe, expect, it } from 'vitest'
import { awsKmsKeys } from './aws-kms-keys.ts'
import { createFakeKms } from './fake-kms.ts'

const credentials: StoredCredentials = { kind: 'token', fields: {}, secrets: { token: secret('token-1') } }

function setUp() {
  const kms = createFakeKms()
  const keyArn = kms.createKey()
  const store = createMemoryState().sealed
  return { kms, keyArn, store, vault: createVault({ store, keys: awsKmsKeys({ kms, keyArn }) }) }
}

describe('awsKmsKeys', () => {
  it('seals and opens credentials with a key that never leaves the service', async () => {
    const { kms, keyArn, store, vault } = setUp()
    await vault.write('one', credentials)
    expect((await vault.read('one'))?.credentials.secrets['token']?.reveal()).toBe('token-1')
    expect((await store.get('one'))?.keyId).toBe(keyArn)
    const context = { 'opencasb:credentials': 'one' }
    expect(kms.calls).toEqual([
      { call: 'encrypt', context },
      { call: 'decrypt', context },
    ])
  })

  it('does not open a data key for other credentials than it was wrapped for', async () => {
    const { kms, keyArn } = setUp()
    const keys = awsKmsKeys({ kms, keyArn })
    const { wrapped, keyId } = await keys.wrap(Buffer.alloc(32, 7), { ref: 'one' })
    await expect(keys.unwrap(wrapped, { ref: 'two', keyId })).rejects.toMatchObject({ code: 'credential' })
  })

  it('re-wraps under a new key, with the old one still there', async () => {
    const { kms, store, vault } = setUp()
    await vault.write('one', credentials)
    const keyArn = kms.createKey()
    const next = createVault({ store, keys: awsKmsKeys({ kms, keyArn }) })
    expect(await next.rotate()).toEqual({ keyId: keyArn, rewrapped: 1, failed: [] })
    expect((await store.get('one'))?.keyId).toBe(keyArn)
    expect((await next.read('one'))?.credentials.secrets['token']?.reveal()).toBe('token-1')
  })

  it.each([
    ['InvalidCiphertextException', 'credential', 'credential', false],
    ['IncorrectKeyException', 'credential', 'credential', false],
    ['DisabledException', 'config', 'state', true],
    ['NotFoundException', 'config', 'state', true],
    ['AccessDeniedException', 'permission', 'state', true],
    ['ThrottlingException', 'provider', 'state', true],
    ['KMSInternalException', 'provider', 'state', true],
    ['KeyUnavailableException', 'provider', 'state', true],
    ['TimeoutError', 'provider', 'state', true],
  ])('turns %s into an error of kind %s, for scans %s', async (name, kind, code, retryable) => {
    const { kms, keyArn, vault } = setUp()
    await vault.write('one', credentials)
    kms.failWith(name)
    const error = await vault.read('one').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code, retryable, cause: { code: kind } })
    expect((error as Error).message).not.toContain(keyArn)
    kms.failWith(undefined)
    expect(await vault.read('one')).toBeDefined()
  })

  it('hands the signal on', async () => {
    const { kms, keyArn } = setUp()
    const reason = new Error('stopped')
    const wrapping = awsKmsKeys({ kms, keyArn }).wrap(Buffer.alloc(32), { ref: 'one' }, AbortSignal.abort(reason))
    await expect(wrapping).rejects.toBe(reason)
    expect(kms.calls).toEqual([])
  })

  it('refuses an alias: records name the key that wrapped them', () => {
    const { kms } = setUp()
    expect(() => awsKmsKeys({ kms, keyArn: 'alias/acme' })).toThrow('is not the ARN of a KMS key')
  })
})
