import { describe, expect, it } from 'vitest'
import { setUp, worldOf } from '../scan-set-up.ts'

describe('integrations', () => {
  it('checks what it is given and names the field', async () => {
    const { scanner, id } = await setUp(worldOf(1))
    const add = scanner.integrations.add
    await expect(add({ connector: 'none', config: {}, credentials: { kind: 'token' } })).rejects.toThrow('connector')
    await expect(add({ connector: 'notes', config: {}, credentials: { kind: 'password' } })).rejects.toThrow(
      'credentials.kind',
    )
    await expect(add({ id, connector: 'notes', config: {}, credentials: { kind: 'token' } })).rejects.toThrow('id')
    await expect(scanner.scan('nobody')).rejects.toThrow('integration')
  })

  it('erases everything of an integration that is removed', async () => {
    const { scanner, scan, id } = await setUp(worldOf(3))
    await scan()
    await scanner.integrations.remove(id)
    expect((await scanner.findings.list({ state: ['open', 'resolved'] })).items).toEqual([])
    expect(await scanner.inventory.count()).toEqual({})
    expect(await scanner.integrations.list()).toEqual([])
  })
})
