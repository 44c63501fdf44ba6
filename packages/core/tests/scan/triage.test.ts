import { describe, expect, it } from 'vitest'
import type { Finding, Scanner } from '../../src/index.ts'
import { createMemoryState } from '../../src/index.ts'
import { setUp, worldOf } from '../scan-set-up.ts'

describe('findings in the hands of people', () => {
  const first = async (scanner: Scanner): Promise<Finding> => {
    const { items } = await scanner.findings.list({ check: ['notes/public'] })
    if (!items[0]) throw new Error('there is no finding')
    return items[0]
  }

  it('ignores with reason and expiry, keeps quiet until then, and comes back', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const clock = {
      now: () => now,
      monotonic: () => performance.now(),
      sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    }
    const world = worldOf(2)
    const { scanner, scan } = await setUp(world, { clock, state: createMemoryState({}) }, ['notes/public'])
    await scan()
    const { fingerprint } = await first(scanner)
    await scanner.findings.ignore(fingerprint, { by: 'ciso', reason: 'test space', until: new Date(now + 86_400_000) })
    expect(await scan({ mode: 'full' })).toMatchObject({ open: { high: 1 }, changes: { 'ignore-expired': 0 } })
    now += 2 * 86_400_000
    expect(await scan({ mode: 'full' })).toMatchObject({ open: { high: 2 }, changes: { 'ignore-expired': 1 } })
    const history = await scanner.findings.history(fingerprint)
    expect(history.map(({ type }) => type)).toEqual(['opened', 'ignored', 'ignore-expired'])
    expect(history[1]).toMatchObject({ by: 'ciso', note: expect.stringContaining('test space') })
  })

  it('keeps a severity that a person set while scans go on, and puts it back', async () => {
    const world = worldOf(1)
    const { scanner, scan } = await setUp(world, {}, ['notes/public'])
    await scan()
    const { fingerprint } = await first(scanner)
    await scanner.findings.setSeverity(fingerprint, 'low', { by: 'analyst' })
    await scan({ mode: 'full' })
    expect(await first(scanner)).toMatchObject({ severity: 'low', severitySource: 'host' })
    expect(await scanner.findings.resetSeverity(fingerprint, { by: 'analyst' })).toMatchObject({
      severity: 'high',
      severitySource: 'check',
    })
    expect(await scan({ mode: 'full' })).toMatchObject({ unchanged: 1 })
  })

  it('acknowledges and reopens', async () => {
    const { scanner, scan } = await setUp(worldOf(1), {}, ['notes/public'])
    await scan()
    const { fingerprint } = await first(scanner)
    expect(await scanner.findings.acknowledge(fingerprint, { by: 'x' })).toMatchObject({ state: 'acknowledged' })
    expect(await scanner.findings.reopen(fingerprint, { by: 'x' })).toMatchObject({ state: 'reopened' })
  })

  it.each([
    [
      'an unknown finding',
      (scanner: Scanner) => scanner.findings.acknowledge('0123456789', { by: 'x' }),
      'fingerprint',
    ],
    [
      'a fingerprint too short to mean one',
      (scanner: Scanner) => scanner.findings.acknowledge('0', { by: 'x' }),
      'fingerprint',
    ],
  ])('refuses %s and names the field', async (_what, act, field) => {
    const { scanner } = await setUp(worldOf(1))
    await expect(act(scanner)).rejects.toThrow(field)
  })

  it('refuses an ignore without a reason, or that has ended already', async () => {
    const { scanner, scan } = await setUp(worldOf(1), {}, ['notes/public'])
    await scan()
    const { fingerprint } = await first(scanner)
    await expect(scanner.findings.ignore(fingerprint, { by: 'x', reason: ' ' })).rejects.toThrow('reason')
    await expect(scanner.findings.ignore(fingerprint, { by: 'x', reason: 'y', until: new Date(0) })).rejects.toThrow(
      'until',
    )
  })

  it.each<[unknown, string, string]>([
    [{ by: 'x' }, 'reason', 'reason: say why the risk is accepted'],
    [{ reason: 'y' }, 'by', 'by: say who acts'],
    [undefined, 'action', 'action: must be an object'],
    [{ by: 'x', reason: 'y', until: new Date('nope') }, 'until', 'until: must be a Date that is valid'],
    [{ by: 'x', reason: 'y', until: '2027-01-01' }, 'until', 'until: must be a Date that is valid'],
    [
      { by: 'x', reason: 'y', untill: new Date() },
      'action',
      'action: there is no "untill" here; use by, reason, until',
    ],
  ])('says what is wrong with ignoring as %j says, also to a host without types', async (action, field, message) => {
    const { scanner, scan } = await setUp(worldOf(1), {}, ['notes/public'])
    await scan()
    const { fingerprint } = await first(scanner)
    await expect(scanner.findings.ignore(fingerprint, action as never)).rejects.toMatchObject({
      ...{ code: 'config', field, message: expect.stringContaining(message) },
    })
    expect((await first(scanner)).state).toBe('open')
  })

  it('says who has to be named by whoever acts otherwise', async () => {
    const { scanner, scan } = await setUp(worldOf(1), {}, ['notes/public'])
    await scan()
    const { fingerprint } = await first(scanner)
    const { acknowledge, reopen, setSeverity, resetSeverity } = scanner.findings
    const none = undefined as never
    await expect(acknowledge(fingerprint, none)).rejects.toMatchObject({ code: 'config', field: 'action' })
    await expect(reopen(fingerprint, {} as never)).rejects.toMatchObject({ code: 'config', field: 'by' })
    await expect(setSeverity(fingerprint, 'low', none)).rejects.toMatchObject({ code: 'config', field: 'action' })
    await expect(resetSeverity(fingerprint, { by: ' ' })).rejects.toMatchObject({ code: 'config', field: 'by' })
    await expect(acknowledge(none, { by: 'x' })).rejects.toMatchObject({ code: 'config', field: 'finding' })
  })
})
