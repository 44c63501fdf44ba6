import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { secret } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { environmentKey } from './environment-key.ts'

const ref = 'one'

describe('environmentKey', () => {
  const first = randomBytes(32)
  const second = randomBytes(32)

  it('opens what it wrapped, for the same credentials only', async () => {
    const keys = environmentKey({ value: first.toString('base64') })
    const { wrapped, keyId } = await keys.wrap(Buffer.alloc(32, 7), { ref })
    expect(await keys.unwrap(wrapped, { ref, keyId })).toEqual(Buffer.alloc(32, 7))
    await expect(keys.unwrap(wrapped, { ref: 'two', keyId })).rejects.toMatchObject({ code: 'credential' })
  })

  it('wraps with the first of several keys and opens with all', async () => {
    const older = environmentKey({ value: first.toString('base64') })
    const keys = environmentKey({ value: ` ${second.toString('base64')} , ${first.toString('base64')} ,` })
    expect(await keys.currentKeyId()).not.toBe(await older.currentKeyId())
    const { wrapped, keyId } = await older.wrap(Buffer.alloc(32, 7), { ref })
    expect(await keys.unwrap(wrapped, { ref, keyId })).toEqual(Buffer.alloc(32, 7))
    expect((await keys.wrap(Buffer.alloc(32), { ref })).keyId).toBe(await keys.currentKeyId())
  })

  it('takes a Secret, and base64 of the kind that fits into addresses', async () => {
    const plain = environmentKey({ value: first.toString('base64') })
    for (const value of [secret(first.toString('base64')), first.toString('base64url')]) {
      expect(await environmentKey({ value }).currentKeyId()).toBe(await plain.currentKeyId())
    }
  })

  it.each([
    undefined,
    '',
    ' , ',
    'a passphrase',
    randomBytes(16).toString('base64'),
    `${randomBytes(32).toString('base64')}AAAA`,
    `${randomBytes(32).toString('base64')},short`,
    randomBytes(32).toString('hex'),
  ])('refuses what is no key, naming the variable and not showing the value', (value) => {
    try {
      environmentKey({ value, variable: 'ACME_KEY' })
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'config', field: 'ACME_KEY' })
      const shown = value?.trim().slice(0, 12)
      if (shown && shown !== ',') expect(String(error)).not.toContain(shown)
    }
  })

  it('does not show the key when it is printed', async () => {
    const keys = environmentKey({ value: first.toString('base64') })
    const shown = inspect(keys, { depth: 20, showHidden: true }) + JSON.stringify(keys) + (await keys.currentKeyId())
    for (const form of ['base64', 'hex'] as const) expect(shown).not.toContain(first.toString(form).slice(0, 10))
  })
})
