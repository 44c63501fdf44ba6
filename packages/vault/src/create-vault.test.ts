import { randomBytes } from 'node:crypto'
import {
  ConfigError,
  CredentialError,
  createMemoryState,
  PermissionError,
  ProviderError,
  type SealedRecord,
  type SealedStore,
  StateError,
  type StoredCredentials,
  secret,
} from '@opencasb/core'
import { createFakeClock, credentialStoreConformance } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { createVault, type Vault } from './create-vault.ts'
import { environmentKey } from './environment-key.ts'

const newKey = (): string => randomBytes(32).toString('base64')
const sealedStore = (): SealedStore => createMemoryState().sealed

function token(value: string): StoredCredentials {
  return { kind: 'token', fields: { organization: 'acme' }, secrets: { token: secret(value) } }
}

async function tokenOf(vault: Vault, ref: string): Promise<string | undefined> {
  return (await vault.read(ref))?.credentials.secrets['token']?.reveal()
}

async function recordOf(store: SealedStore, ref: string): Promise<SealedRecord> {
  const record = await store.get(ref)
  if (!record) throw new Error(`no record ${ref}`)
  return record
}

/** Why reading failed. */
async function trouble(vault: Vault, ref: string): Promise<CredentialError> {
  const error = await vault.read(ref).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!CredentialError.is(error)) throw new Error(`expected a CredentialError, got ${String(error)}`)
  return error
}

/** The bytes with one bit turned at a position; from the end where it is negative. */
function turned(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const index = at < 0 ? copy.length + at : at
  copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

describe('a vault in memory', () => {
  const stores = new WeakMap<object, SealedStore>()
  credentialStoreConformance({
    create() {
      const store = sealedStore()
      const vault = createVault({ store, keys: environmentKey({ value: newKey() }) })
      stores.set(vault, store)
      return vault
    },
    async storedBytes(vault) {
      const records = (await stores.get(vault)?.list({ limit: 1_000 })) ?? []
      return records.flatMap((record) =>
        Object.values(record).map((value) => (typeof value === 'string' ? Buffer.from(value) : value)),
      )
    },
    describe,
    it,
  })
})

describe('createVault', () => {
  const keys = environmentKey({ value: newKey() })

  it('seals the open fields as well as the secret ones', async () => {
    const store = sealedStore()
    await createVault({ store, keys }).write('one', token('token-1'))
    const { sealed, wrappedKey } = await recordOf(store, 'one')
    expect(Buffer.concat([sealed, wrappedKey]).includes('acme')).toBe(false)
  })

  it('gives each write a data key of its own', async () => {
    const store = sealedStore()
    const seen = new Set<string>()
    const noting = {
      ...keys,
      wrap: async (...given: Parameters<typeof keys.wrap>) => {
        seen.add(Buffer.from(given[0]).toString('hex'))
        return keys.wrap(...given)
      },
    }
    const vault = createVault({ store, keys: noting })
    for (const ref of ['one', 'one', 'two']) await vault.write(ref, token('token-1'))
    expect(seen.size).toBe(3)
    expect([...seen].map((hex) => hex.length)).toEqual([64, 64, 64])
  })

  it('overwrites data keys in memory after use', async () => {
    const used: Uint8Array[] = []
    const noting: typeof keys = {
      ...keys,
      async wrap(dataKey, context) {
        used.push(dataKey)
        return keys.wrap(dataKey, context)
      },
      async unwrap(wrapped, context) {
        const dataKey = await keys.unwrap(wrapped, context)
        used.push(dataKey)
        return dataKey
      },
    }
    const vault = createVault({ store: sealedStore(), keys: noting })
    await vault.write('one', token('token-1'))
    await vault.read('one')
    expect(used).toHaveLength(2)
    expect(used.every((dataKey) => dataKey.every((byte) => byte === 0))).toBe(true)
  })

  it('does not open a record that was moved to another ref, whole or in parts', async () => {
    const store = sealedStore()
    const vault = createVault({ store, keys })
    await vault.write('one', token('token-1'))
    await vault.write('two', token('token-2'))
    const one = await recordOf(store, 'one')
    const two = await recordOf(store, 'two')
    const swaps: readonly SealedRecord[] = [
      { ...two, ref: 'one' },
      { ...one, sealed: two.sealed },
      { ...one, wrappedKey: two.wrappedKey },
      { ...one, sealed: two.sealed, wrappedKey: two.wrappedKey },
    ]
    for (const swapped of swaps) {
      await store.put(swapped)
      expect((await trouble(vault, 'one')).message).toMatch(/^credentials "one": .*reconnect the integration/)
    }
    expect(await tokenOf(vault, 'two')).toBe('token-2')
  })

  it('does not need a provider that can bind to notice it', async () => {
    const mask = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)
    const unbound = {
      currentKeyId: () => 'mask',
      wrap: async (dataKey: Uint8Array) => ({ keyId: 'mask', wrapped: mask(dataKey) }),
      unwrap: async (wrapped: Uint8Array) => mask(wrapped),
    }
    const store = sealedStore()
    const vault = createVault({ store, keys: unbound })
    await vault.write('one', token('token-1'))
    await vault.write('two', token('token-2'))
    await store.put({ ...(await recordOf(store, 'two')), ref: 'one' })
    await trouble(vault, 'one')
    expect(await tokenOf(vault, 'two')).toBe('token-2')
  })

  it('does not open older sealed bytes under a newer version', async () => {
    const store = sealedStore()
    const vault = createVault({ store, keys })
    await vault.write('one', token('token-1'))
    const older = await recordOf(store, 'one')
    await vault.write('one', token('token-2'))
    await store.put({ ...older, version: (await recordOf(store, 'one')).version })
    await trouble(vault, 'one')
  })

  it.each<[string, (record: SealedRecord) => Partial<SealedRecord>]>([
    ['the format', ({ sealed }) => ({ sealed: turned(sealed, 0) })],
    ['the nonce', ({ sealed }) => ({ sealed: turned(sealed, 1) })],
    ['the ciphertext', ({ sealed }) => ({ sealed: turned(sealed, 20) })],
    ['the tag', ({ sealed }) => ({ sealed: turned(sealed, -1) })],
    ['the end of the sealed bytes', ({ sealed }) => ({ sealed: sealed.subarray(0, -1) })],
    ['all of the sealed bytes', () => ({ sealed: new Uint8Array() })],
    ['the format of the wrapped key', ({ wrappedKey }) => ({ wrappedKey: turned(wrappedKey, 0) })],
    ['the nonce of the wrapped key', ({ wrappedKey }) => ({ wrappedKey: turned(wrappedKey, 12) })],
    ['the wrapped key', ({ wrappedKey }) => ({ wrappedKey: turned(wrappedKey, 30) })],
    ['the tag of the wrapped key', ({ wrappedKey }) => ({ wrappedKey: turned(wrappedKey, -16) })],
    ['all of the wrapped key', () => ({ wrappedKey: new Uint8Array() })],
    ['the version', () => ({ version: 'another' })],
  ])('says which credentials cannot be opened where %s was changed, and opens all others', async (_, change) => {
    const store = sealedStore()
    const vault = createVault({ store, keys })
    await vault.write('one', token('canary-token'))
    await vault.write('two', token('token-2'))
    const record = await recordOf(store, 'one')
    await store.put({ ...record, ...change(record) })
    const error = await trouble(vault, 'one')
    expect(error.message).toMatch(/^credentials "one": .*[Rr]estore .*reconnect the integration$/)
    expect(error.message).not.toContain('canary')
    expect(error.retryable).toBe(false)
    expect(await tokenOf(vault, 'two')).toBe('token-2')
    await vault.write('one', token('token-3'))
    expect(await tokenOf(vault, 'one')).toBe('token-3')
  })

  it('asks nobody to reconnect where the host gives another key, and tells the operator alone which is missing', async () => {
    const store = sealedStore()
    await createVault({ store, keys }).write('one', token('token-1'))
    const other = createVault({ store, keys: environmentKey({ value: newKey(), variable: 'ACME_KEY' }) })
    await other.write('two', token('token-2'))
    const { keyId } = await recordOf(store, 'one')
    await expect(other.read('one')).rejects.toMatchObject({
      code: 'state',
      reason: 'unavailable',
      retryable: true,
      message:
        'credentials "one": the key that seals them is not at hand. Give the scanner that key; nobody has to reconnect',
      cause: {
        code: 'config',
        message: `ACME_KEY: the key "${keyId}" that wraps the data key is not in it; put it back`,
      },
    })
    expect(await tokenOf(other, 'two')).toBe('token-2')
    expect(await tokenOf(createVault({ store, keys }), 'one')).toBe('token-1')
  })

  it.each([
    [
      'is set up wrongly',
      () => new ConfigError('/srv/canary.keys: there is no such file', { field: '/srv/canary.keys' }),
    ],
    ['may not use its key', () => new PermissionError('arn:canary may not be used')],
    ['cannot be reached', () => new TypeError('connect ECONNREFUSED canary.internal')],
    ['is overloaded', () => new ProviderError('canary.internal answered with 503')],
  ])('names no key and no place where the provider %s, whether it reads, writes or replaces', async (_, problem) => {
    const store = sealedStore()
    await createVault({ store, keys }).write('one', token('token-1'))
    const { version = '' } = (await createVault({ store, keys }).read('one')) ?? {}
    const failing = async (): Promise<never> => {
      throw problem()
    }
    const vault = createVault({ store, keys: { ...keys, wrap: failing, unwrap: failing } })
    for (const call of [
      () => vault.read('one'),
      () => vault.write('one', token('token-2')),
      () => vault.replace('one', token('token-2'), version),
    ]) {
      const error = await call().catch((thrown: unknown) => thrown)
      if (!StateError.is(error)) throw new Error(`expected a StateError, got ${String(error)}`)
      expect([error.reason, error.retryable]).toEqual(['unavailable', true])
      expect(error.message).not.toContain('canary')
      expect(error.message).toContain('nobody has to reconnect')
      expect(String((error.cause as Error).message)).toContain('canary')
    }
  })

  it('shows of a provider that can never open a data key no more than that', async () => {
    const lost = async (): Promise<never> => {
      throw new CredentialError('arn:canary was destroyed')
    }
    const vault = createVault({ store: sealedStore(), keys: { ...keys, unwrap: lost } })
    await vault.write('one', token('token-1'))
    const error = await trouble(vault, 'one')
    expect(error.message).toContain('its key is gone for good. Restore the stored record from a backup, or reconnect')
    expect(error.message).not.toContain('canary')
    expect((error.cause as Error).message).toContain('arn:canary was destroyed')
  })

  it('refuses a data key of the wrong length', async () => {
    const short = { ...keys, unwrap: async () => randomBytes(16) }
    const vault = createVault({ store: sealedStore(), keys: short })
    await vault.write('one', token('token-1'))
    expect((await trouble(vault, 'one')).cause).toMatchObject({
      message: expect.stringContaining('16 bytes instead of 32'),
    })
  })

  it('takes a provider that cannot be reached for trouble that passes, not for bad credentials', async () => {
    const store = sealedStore()
    await createVault({ store, keys }).write('one', token('token-1'))
    const down = async (): Promise<never> => {
      throw new TypeError('fetch failed')
    }
    const vault = createVault({ store, keys: { currentKeyId: down, wrap: down, unwrap: down } })
    const told = { code: 'provider', retryable: true, message: expect.stringContaining('fetch failed') }
    const unavailable = { code: 'state', reason: 'unavailable', retryable: true, cause: told }
    await expect(vault.read('one')).rejects.toMatchObject(unavailable)
    await expect(vault.write('one', token('token-2'))).rejects.toMatchObject(unavailable)
    await expect(vault.rotate()).rejects.toMatchObject(told)
    expect(await tokenOf(createVault({ store, keys }), 'one')).toBe('token-1')
  })

  it('[F45] rejects with the reason of the signal when the provider is interrupted by it', async () => {
    const controller = new AbortController()
    const slow = {
      ...keys,
      wrap: (_key: Uint8Array, _context: unknown, signal?: AbortSignal) =>
        new Promise<never>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('request aborted')))
        }),
    }
    const writing = createVault({ store: sealedStore(), keys: slow }).write('one', token('token-1'), controller.signal)
    const reason = new Error('stopped')
    queueMicrotask(() => controller.abort(reason))
    await expect(writing).rejects.toBe(reason)
  })

  it('erases what attempts to connect left, an hour after they began, at the next attempt', async () => {
    const clock = createFakeClock()
    const store = sealedStore()
    const vault = createVault({ store, keys, clock })
    await vault.write('connect:a', token('token-a'))
    await vault.write('integration', token('token-i'))
    await vault.write('connecting', token('token-c'))
    await clock.advance(1_800_000)
    await vault.write('connect:b', token('token-b'))
    expect(await tokenOf(vault, 'connect:a')).toBe('token-a')
    await clock.advance(1_800_001)
    await vault.write('integration', token('token-j'))
    expect(await tokenOf(vault, 'connect:a')).toBe('token-a')
    await vault.write('connect:c', token('token-c'))
    const left = (await store.list({ limit: 10 })).map(({ ref }) => ref)
    expect(left).toEqual(['connect:b', 'connect:c', 'connecting', 'integration'])
  })

  it('erases hundreds of old attempts at once', async () => {
    const clock = createFakeClock()
    const store = sealedStore()
    const vault = createVault({ store, keys, clock })
    for (let n = 0; n < 250; n += 1) await vault.write(`connect:${n}`, token('token-1'))
    await clock.advance(3_600_001)
    await vault.write('connect:new', token('token-2'))
    expect((await store.list({ limit: 10 })).map(({ ref }) => ref)).toEqual(['connect:new'])
  })
})
