import { randomBytes } from 'node:crypto'
import { createMemoryState, createScanner, type Scanner, type ScanReport, type StateStore } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { createVault, environmentKey, type KeyProvider } from '../src/index.ts'
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
    const report = await scannerWith(state, environmentKey({ value: newKey() })).scan(id)
    expect(outcome(report)).toEqual(['failed', 'credential'])
    expect(report.error?.message).toContain('is not in OPENCASB_KEY. Restore that key')
    const scanner = scannerWith(state, right)
    expect(outcome(await scanner.scan(id))).toEqual(['complete'])
    expect((await scanner.integrations.get(id))?.health?.state).toBe('healthy')
  })

  it('ask nobody to reconnect where the key provider is away', async () => {
    const state = createMemoryState()
    const keys = environmentKey({ value: newKey() })
    const id = await register(scannerWith(state, keys), 'one')
    const away = async (): Promise<never> => {
      throw new Error('connect ECONNREFUSED')
    }
    const scanner = scannerWith(state, { ...keys, unwrap: away })
    expect(outcome(await scanner.scan(id))).toEqual(['failed', 'provider'])
    expect((await scanner.integrations.get(id))?.health?.state).not.toBe('reconnect-required')
  })
})
