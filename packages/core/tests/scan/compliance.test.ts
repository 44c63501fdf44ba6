import { describe, expect, it } from 'vitest'
import type { Connector, Framework } from '../../src/connector.ts'
import { type ComplianceView, createScanner, ProviderError } from '../../src/index.ts'
import { type NotesWorld, notesConnector } from '../notes-world.ts'
import { worldOf } from '../scan-set-up.ts'

const framework: Framework = {
  id: 'house-rules',
  title: 'House rules',
  version: '1.0',
  url: 'https://example.com/rules',
  controls: [
    { id: '1.1', title: 'Notes are private' },
    { id: '1.2', title: 'Links are closed' },
    { id: '1.3', title: 'Nobody shouts', manual: 'Nothing records how loud people are' },
  ],
}

/** The notes connector, its checks answering the rules. */
function connectorOf(world: NotesWorld): Connector {
  const controls: Record<string, readonly string[]> = { 'notes/public': ['1.1'], 'notes/link-open': ['1.2'] }
  const base = notesConnector(world, Object.keys(controls))
  return {
    ...base,
    frameworks: [framework],
    checks: base.checks.map((check) => ({ ...check, frameworks: { 'house-rules': controls[check.id] ?? [] } })),
  }
}

async function setUp(world: NotesWorld) {
  const scanner = createScanner({ connectors: [connectorOf(world)], limits: { leaseMs: 500 } })
  const { id } = await scanner.integrations.register({
    connector: 'notes',
    config: {},
    credentials: { kind: 'token', token: 'x' },
  })
  const statuses = ({ controls }: ComplianceView) =>
    Object.fromEntries(controls.map((control) => [control.id, control.status]))
  return { scanner, id, statuses, view: () => scanner.compliance(id, 'house-rules') }
}

describe('the compliance view', () => {
  it('says for each control what the last scan knows of it, and which assets are concerned', async () => {
    const world = worldOf(3, (index) => index === 0)
    world.put({ id: 'n1', links: [{ id: 'l1', isOpen: false }] })
    const { scanner, id, statuses, view } = await setUp(world)
    await scanner.scan(id)
    const seen = await view()
    expect(statuses(seen)).toEqual({ '1.1': 'fail', '1.2': 'pass', '1.3': 'not-covered' })
    expect(seen.counts).toEqual({ fail: 1, unknown: 0, pass: 1, 'not-applicable': 0, 'not-covered': 1 })
    expect(seen.controls[0]).toMatchObject({
      findings: { total: 1, accepted: 0 },
      concerned: [{ asset: { id: 'n0' }, check: 'notes/public', state: 'open' }],
    })
    expect(seen.controls[2]?.manual).toBe('Nothing records how loud people are')
  })

  it('counts accepted risks as failing, and says that they are accepted', async () => {
    const world = worldOf(1)
    const { scanner, id, view } = await setUp(world)
    await scanner.scan(id)
    const [finding] = (await scanner.findings.list()).items
    await scanner.findings.ignore(finding?.fingerprint ?? '', { by: 'owner', reason: 'meant to be public' })
    expect((await view()).controls[0]).toMatchObject({ status: 'fail', findings: { total: 1, accepted: 1 } })
  })

  it('never passes what could not be read, and does not take an empty tenant for a good one', async () => {
    const world = worldOf(0)
    const { scanner, id, statuses, view } = await setUp(world)
    await scanner.scan(id)
    expect(statuses(await view())).toMatchObject({ '1.1': 'not-applicable', '1.2': 'not-applicable' })
    world.put({ id: 'n0', links: [{ id: 'l0', isOpen: false }] })
    world.faults.set('links', new ProviderError('Server error', { status: 500 }))
    await scanner.scan(id, { mode: 'full' })
    expect(statuses(await view())).toMatchObject({ '1.1': 'pass', '1.2': 'unknown' })
    await scanner.scan(id, { mode: 'full', skip: ['notes/public'] })
    expect(statuses(await view())).toMatchObject({ '1.1': 'unknown' })
  })

  it('stays as it is where a change feed brings nothing', async () => {
    const world = worldOf(2, () => false)
    const { scanner, id, statuses, view } = await setUp(world)
    await scanner.scan(id)
    await scanner.scan(id)
    expect(statuses(await view())).toMatchObject({ '1.1': 'pass' })
  })

  it('names the benchmarks that there are, and asks for a scan first', async () => {
    const { scanner, id, view } = await setUp(worldOf(1))
    await expect(view()).rejects.toThrow('has not been scanned yet; scan it first')
    await expect(scanner.compliance(id, 'cis')).rejects.toThrow('no benchmark "cis"; use one of house-rules')
  })
})
