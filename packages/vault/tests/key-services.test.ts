import { createMemoryState, type StoredCredentials, secret } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { createVault } from '../src/index.ts'
import { azureKeyVault } from './services/azure-key-vault.ts'
import { googleCloudKms } from './services/google-cloud-kms.ts'
import { vaultTransit } from './services/vault-transit.ts'

function token(value: string): StoredCredentials {
  return { kind: 'token', fields: {}, secrets: { token: secret(value) } }
}

describe.each([
  ['Google Cloud KMS', googleCloudKms],
  ['Azure Key Vault', azureKeyVault],
  ['Vault Transit', vaultTransit],
])('a vault whose keys are in a service like %s', (_, start) => {
  function setUp() {
    const service = start()
    const store = createMemoryState().sealed
    const vault = createVault({ store, keys: service.keys })
    const read = async (ref: string): Promise<string | undefined> =>
      (await vault.read(ref))?.credentials.secrets['token']?.reveal()
    return { service, store, vault, read }
  }

  it('opens what it sealed, and names the version of the key that wraps', async () => {
    const { service, store, vault, read } = setUp()
    await vault.write('one', token('token-1'))
    expect(await read('one')).toBe('token-1')
    expect((await store.get('one'))?.keyId).toBe(await service.keys.currentKeyId())
  })

  it('goes on with a new version of the key, and needs the old one no more after a rotation', async () => {
    const { service, vault, read } = setUp()
    await vault.write('one', token('token-1'))
    await vault.write('two', token('token-2'))
    service.rotate()
    expect(await read('one')).toBe('token-1')
    await vault.write('three', token('token-3'))
    expect(await vault.rotate()).toEqual({ keyId: await service.keys.currentKeyId(), rewrapped: 2, failed: [] })
    service.destroyOldest()
    for (const n of ['one', 'two', 'three']) expect(await read(n)).toMatch(/^token-[123]$/)
  })

  it('says whose data key is lost with a version that was destroyed too early', async () => {
    const { service, vault, read } = setUp()
    await vault.write('one', token('token-1'))
    service.rotate()
    await vault.write('two', token('token-2'))
    service.destroyOldest()
    await expect(vault.read('one')).rejects.toMatchObject({
      code: 'credential',
      message: expect.stringMatching(/^credentials "one": .*reconnect the integration$/),
    })
    expect(await vault.rotate()).toMatchObject({ rewrapped: 0, failed: [{ ref: 'one' }] })
    expect(await read('two')).toBe('token-2')
  })

  it('does not open records that were swapped', async () => {
    const { store, vault } = setUp()
    await vault.write('one', token('token-1'))
    await vault.write('two', token('token-2'))
    const two = await store.get('two')
    if (!two) throw new Error('no record')
    await store.put({ ...two, ref: 'one' })
    await expect(vault.read('one')).rejects.toMatchObject({ code: 'credential' })
  })
})
