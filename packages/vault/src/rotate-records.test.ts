import { randomBytes } from 'node:crypto'
import { createMemoryState, type SealedStore, type StoredCredentials, secret } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { createVault, type Vault } from './create-vault.ts'
import { environmentKey } from './environment-key.ts'
import type { KeyProvider } from './key-provider.ts'

const oldKey = randomBytes(32).toString('base64')
const newKey = randomBytes(32).toString('base64')
const before = environmentKey({ value: oldKey })
const during = environmentKey({ value: `${newKey},${oldKey}` })
const after = environmentKey({ value: newKey })

function token(value: string): StoredCredentials {
  return { kind: 'token', fields: {}, secrets: { token: secret(value) } }
}

async function tokenOf(vault: Vault, ref: string): Promise<string | undefined> {
  return (await vault.read(ref))?.credentials.secrets['token']?.reveal()
}

async function filled(count: number): Promise<{ readonly store: SealedStore; readonly refs: readonly string[] }> {
  const store = createMemoryState().sealed
  const vault = createVault({ store, keys: before })
  const refs = Array.from({ length: count }, (_, n) => `ref ${n}`)
  for (const ref of refs) await vault.write(ref, token(`token of ${ref}`))
  return { store, refs }
}

/** A provider that lets something happen each time before it wraps. */
function interrupted(keys: KeyProvider, between: (ref: string) => Promise<unknown>): KeyProvider {
  return {
    ...keys,
    async wrap(dataKey, context, signal) {
      await between(context.ref)
      return keys.wrap(dataKey, context, signal)
    },
  }
}

describe('rotate', () => {
  it('wraps all data keys with the newest key, so that the old one can be given up', async () => {
    const { store, refs } = await filled(50)
    const vault = createVault({ store, keys: during })
    expect(await vault.rotate()).toEqual({ keyId: await after.currentKeyId(), rewrapped: 50, failed: [] })
    const alone = createVault({ store, keys: after })
    for (const ref of refs) expect(await tokenOf(alone, ref)).toBe(`token of ${ref}`)
    expect(await vault.rotate()).toMatchObject({ rewrapped: 0, failed: [] })
  })

  it('leaves the sealed bytes, their date and their version to readers as they were', async () => {
    const { store } = await filled(1)
    const vault = createVault({ store, keys: during })
    const read = await vault.read('ref 0')
    const record = await store.get('ref 0')
    await vault.rotate()
    const rotated = await store.get('ref 0')
    expect(rotated).toMatchObject({ sealed: record?.sealed, updatedAt: record?.updatedAt })
    expect(rotated?.version).not.toBe(record?.version)
    expect((await vault.read('ref 0'))?.version).toBe(read?.version)
  })

  it('does not make who read before lose the token that replaces it', async () => {
    const { store } = await filled(1)
    const vault = createVault({ store, keys: during })
    const version = (await vault.read('ref 0'))?.version ?? ''
    await vault.rotate()
    expect(await vault.replace('ref 0', token('next'), version)).toBe(true)
    expect(await tokenOf(vault, 'ref 0')).toBe('next')
    expect(await vault.replace('ref 0', token('late'), version)).toBe(false)
  })

  it('does not make a replacement fail that it overtakes', async () => {
    const { store } = await filled(1)
    const rotating = createVault({ store, keys: during })
    const vault = createVault({ store, keys: interrupted(during, () => rotating.rotate()) })
    const version = (await vault.read('ref 0'))?.version ?? ''
    expect(await vault.replace('ref 0', token('next'), version)).toBe(true)
    expect(await tokenOf(vault, 'ref 0')).toBe('next')
  })

  it('lets a replacement win that comes between', async () => {
    const { store } = await filled(3)
    const workers = createVault({ store, keys: before })
    const replaceOnce = async (ref: string): Promise<void> => {
      const read = await workers.read(ref)
      if (read?.credentials.secrets['token']?.reveal() === 'next') return
      await workers.replace(ref, token('next'), read?.version ?? '')
    }
    const vault = createVault({ store, keys: interrupted(during, replaceOnce) })
    expect(await vault.rotate()).toMatchObject({ rewrapped: 3, failed: [] })
    for (const ref of ['ref 0', 'ref 1', 'ref 2']) {
      expect(await tokenOf(createVault({ store, keys: after }), ref)).toBe('next')
    }
  })

  it('does not bring back what is destroyed meanwhile', async () => {
    const { store } = await filled(3)
    const vault = createVault({ store, keys: interrupted(during, (ref) => store.destroy(ref)) })
    expect(await vault.rotate()).toMatchObject({ rewrapped: 0, failed: [] })
    expect(await store.list({ limit: 10 })).toEqual([])
  })

  it('runs beside readers and writers without disturbing one of them', async () => {
    const { store, refs } = await filled(40)
    const vault = createVault({ store, keys: interrupted(during, () => new Promise((done) => setImmediate(done))) })
    const writer = createVault({ store, keys: during })
    const work = async (ref: string): Promise<void> => {
      for (let n = 0; n < 5; n += 1) {
        const read = await writer.read(ref)
        expect(await writer.replace(ref, token(`${n} for ${ref}`), read?.version ?? '')).toBe(true)
        await new Promise((done) => setImmediate(done))
      }
    }
    const [rotation] = await Promise.all([vault.rotate(), vault.rotate(), ...refs.map(work)])
    expect(rotation.failed).toEqual([])
    const alone = createVault({ store, keys: after })
    for (const ref of refs) expect(await tokenOf(alone, ref)).toBe(`4 for ${ref}`)
  })

  it('says which it could not wrap anew and why, and does all others', async () => {
    const { store } = await filled(40)
    const vault = createVault({ store, keys: during })
    const damaged = await store.get('ref 7')
    if (!damaged) throw new Error('no record')
    await store.put({ ...damaged, wrappedKey: Buffer.alloc(61) })
    const foreign = environmentKey({ value: randomBytes(32).toString('base64') })
    await createVault({ store, keys: foreign }).write('ref 9', token('foreign'))
    const { rewrapped, failed } = await vault.rotate()
    expect(rewrapped).toBe(38)
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([
      ['ref 7', 'credential'],
      ['ref 9', 'config'],
    ])
    expect(failed[0]?.error.message).toMatch(/^credentials "ref 7": the wrapped data key was changed or damaged/)
    expect(failed[1]?.error.message).toMatch(/^OPENCASB_KEY: the key "local:[\da-f]{16}" .*is not in it; put it back$/)
  })

  it('goes on where it was stopped', async () => {
    const { store } = await filled(50)
    const controller = new AbortController()
    let wrapped = 0
    const stopping = interrupted(during, async () => {
      wrapped += 1
      if (wrapped === 30) controller.abort(new Error('stopped'))
    })
    const { signal } = controller
    await expect(createVault({ store, keys: stopping }).rotate({ signal })).rejects.toThrow('stopped')
    const { rewrapped } = await createVault({ store, keys: during }).rotate()
    expect(rewrapped).toBeGreaterThan(0)
    expect(rewrapped).toBeLessThan(50)
    const keyId = await after.currentKeyId()
    expect(await store.list({ limit: 10, exceptKeyId: keyId })).toEqual([])
  })

  it('stops where the provider cannot be reached any more', async () => {
    const { store } = await filled(50)
    let calls = 0
    const failing = interrupted(during, async () => {
      calls += 1
      if (calls > 20) throw new Error('connection refused')
    })
    await expect(createVault({ store, keys: failing }).rotate()).rejects.toMatchObject({ code: 'provider' })
    expect(calls).toBeLessThan(50)
  })
})
