import { randomBytes } from 'node:crypto'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryState, createScanner, type Scanner, type ScanReport, type StateStore } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { createKeyFile, createVault, environmentKey, type KeyProvider, keyFile } from '../src/index.ts'
import { emptyConnector } from './empty-connector.ts'

const newKey = (): string => randomBytes(32).toString('base64')

function scannerWith(state: StateStore, keys: KeyProvider): Scanner {
  return createScanner({
    connectors: [emptyConnector()],
    state,
    credentials: createVault({ store: state.sealed, keys }),
  })
}

async function register(scanner: Scanner, account: string): Promise<string> {
  const credentials = { kind: 'token', account, token: `token of ${account}` }
  return (await scanner.integrations.register({ connector: 'empty', config: {}, credentials })).id
}

async function credentialRefOf(state: StateStore, id: string): Promise<string> {
  return (await state.integrations.get(id))?.credentialRef ?? ''
}

function outcome({ status, error }: ScanReport): unknown {
  return error ? [status, error.code] : [status]
}

/** The scan fails by what the operator has to mend, and what customers see of that names no key and no place. */
async function expectOperatorsTrouble(scanner: Scanner, id: string): Promise<void> {
  const report = await scanner.scan(id)
  expect(outcome(report)).toEqual(['failed', 'state'])
  const health = (await scanner.integrations.get(id))?.health
  expect(health).toMatchObject({ state: 'failing', reason: report.error?.message })
  expect(health?.reason).toContain('nobody has to reconnect')
  expect(health?.remedy).toMatch(/^Whoever runs the scanner makes .*the keys of the credentials.* available again/)
  expect(JSON.stringify([report, health])).not.toMatch(/canary|local:|OPENCASB_KEY/)
}

describe('scans with credentials from a vault', () => {
  it('fail where a wrapped key is damaged, for that integration only, and say what to do', async () => {
    const state = createMemoryState()
    const scanner = scannerWith(state, environmentKey({ value: newKey() }))
    const one = await register(scanner, 'one')
    const two = await register(scanner, 'two')
    const ref = await credentialRefOf(state, one)
    const record = await state.sealed.get(ref)
    if (!record) throw new Error('no record')
    await state.sealed.put({ ...record, wrappedKey: randomBytes(61) })

    const report = await scanner.scan(one)
    expect(outcome(report)).toEqual(['failed', 'credential'])
    expect(report.error?.message).toMatch(/^credentials ".*": the wrapped data key was changed or damaged/)
    expect(report.error?.message).toContain('reconnect the integration')
    expect(outcome(await scanner.scan(two))).toEqual(['complete'])
    expect((await scanner.integrations.get(one))?.health?.state).toBe('reconnect-required')
    expect((await scanner.integrations.get(two))?.health?.state).toBe('healthy')
    await scanner.close()
  })

  it('fail with the wrong master key, and go on once the right one is back', async () => {
    const state = createMemoryState()
    const right = environmentKey({ value: newKey() })
    const id = await register(scannerWith(state, right), 'one')
    const wrong = scannerWith(state, environmentKey({ value: newKey() }))
    await expectOperatorsTrouble(wrong, id)
    const scanner = scannerWith(state, right)
    expect(outcome(await scanner.scan(id))).toEqual(['complete'])
    expect((await scanner.integrations.get(id))?.health?.state).toBe('healthy')
  })

  it('tell customers of a missing key file no path, and not to reconnect', async () => {
    const state = createMemoryState()
    const folder = await mkdtemp(join(tmpdir(), 'opencasb-vault-'))
    const path = join(folder, 'canary.keys')
    await createKeyFile({ path })
    const scanner = scannerWith(state, keyFile({ path }))
    const id = await register(scanner, 'one')
    await rename(path, `${path}.away`)
    await expectOperatorsTrouble(scanner, id)
    await expect(scanner.integrations.check(id)).rejects.toMatchObject({
      code: 'state',
      cause: { message: `${path}: there is no such file; make it with createKeyFile, or restore it` },
    })
    await rename(`${path}.away`, path)
    expect((await scanner.integrations.check(id)).state).toBe('healthy')
    await rm(folder, { recursive: true })
  })

  it('leave the health as it was where a check is made with the wrong key', async () => {
    const state = createMemoryState()
    const right = scannerWith(state, environmentKey({ value: newKey() }))
    const id = await register(right, 'one')
    await right.scan(id)
    const before = await state.integrations.get(id)
    const wrong = scannerWith(state, environmentKey({ value: newKey() }))
    await expect(wrong.integrations.check(id)).rejects.toMatchObject({ code: 'state', reason: 'unavailable' })
    expect((await state.integrations.get(id))?.health).toEqual(before?.health)
  })

  it('ask nobody to reconnect where the key provider is away', async () => {
    const state = createMemoryState()
    const keys = environmentKey({ value: newKey() })
    const id = await register(scannerWith(state, keys), 'one')
    const away = async (): Promise<never> => {
      throw new Error('connect ECONNREFUSED canary.internal')
    }
    const scanner = scannerWith(state, { ...keys, unwrap: away })
    await expectOperatorsTrouble(scanner, id)
    expect(outcome(await scannerWith(state, keys).scan(id))).toEqual(['complete'])
  })
})
