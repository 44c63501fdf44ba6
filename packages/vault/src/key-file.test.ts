import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryState, secret } from '@opencasb/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVault } from './create-vault.ts'
import { keyFile } from './key-file.ts'
import { addFileKey, createKeyFile } from './write-key-file.ts'

const ref = 'one'
const credentials = { kind: 'token', fields: {}, secrets: { token: secret('token-1') } }

describe('keyFile', () => {
  let folder: string
  let path: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'opencasb-vault-'))
    path = join(folder, 'opencasb.keys')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('opens what it wrapped, in another process as well', async () => {
    const { keyId } = await createKeyFile({ path })
    const { wrapped, ...made } = await keyFile({ path }).wrap(Buffer.alloc(32, 7), { ref })
    expect(made.keyId).toBe(keyId)
    expect(await keyFile({ path }).unwrap(wrapped, { ref, keyId })).toEqual(Buffer.alloc(32, 7))
  })

  it('is made for its owner only, and never over another file', async () => {
    await createKeyFile({ path })
    const text = await readFile(path, 'utf8')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await expect(createKeyFile({ path })).rejects.toMatchObject({ code: 'config', field: path })
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  it.each([0o644, 0o640, 0o604, 0o620])('is refused where other users may open it (mode %o)', async (mode) => {
    await createKeyFile({ path })
    await chmod(path, mode)
    await expect(keyFile({ path }).currentKeyId()).rejects.toThrow(`run: chmod 600 ${path}`)
    await expect(addFileKey({ path })).rejects.toMatchObject({ code: 'config' })
  })

  it('says what is wrong with a file that is missing, empty or no key file, without showing what is in it', async () => {
    await expect(keyFile({ path }).currentKeyId()).rejects.toThrow('there is no such file')
    await writeFile(path, '# nothing\n\n', { mode: 0o600 })
    await expect(keyFile({ path }).currentKeyId()).rejects.toThrow('it holds no key')
    await writeFile(path, 'canary-passphrase\n')
    const error = await Promise.resolve(keyFile({ path }).currentKeyId()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'config', field: path })
    expect(String(error)).not.toContain('canary')
  })

  it('takes a key that is added while it is in use, and still opens what the older one wrapped', async () => {
    const first = await createKeyFile({ path })
    const store = createMemoryState().sealed
    const vault = createVault({ store, keys: keyFile({ path }) })
    await vault.write(ref, credentials)
    const second = await addFileKey({ path })
    expect(second.keyId).not.toBe(first.keyId)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await vault.read(ref))?.credentials.secrets.token?.reveal()).toBe('token-1')
    expect(await vault.rotate()).toEqual({ keyId: second.keyId, rewrapped: 1, failed: [] })
    expect((await store.get(ref))?.keyId).toBe(second.keyId)
  })

  it('loses no key where two are added at once', async () => {
    await createKeyFile({ path })
    const added = await Promise.allSettled([addFileKey({ path }), addFileKey({ path }), addFileKey({ path })])
    const refused = added.filter(({ status }) => status === 'rejected')
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines).toHaveLength(4 - refused.length)
  })

  it('leaves nothing behind where no key can be added', async () => {
    await expect(addFileKey({ path })).rejects.toThrow('there is no such file')
    await createKeyFile({ path })
    await addFileKey({ path })
    const { keyId } = await addFileKey({ path })
    expect(await keyFile({ path }).currentKeyId()).toBe(keyId)
  })
})
