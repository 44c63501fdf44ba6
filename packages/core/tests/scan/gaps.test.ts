import { describe, expect, it } from 'vitest'
import { CredentialError, NotFoundError, PermissionError, ProviderError } from '../../src/index.ts'
import { notesConnector } from '../notes-world.ts'
import { coverageOf, setUp, worldOf } from '../scan-set-up.ts'

describe('what cannot be read', () => {
  it('[F25] a permission removed between two scans makes exactly its checks unknown and closes nothing', async () => {
    const world = worldOf(3)
    world.put({ id: 'n0', links: [{ id: 'l0', isOpen: true }] })
    const { scanner, scan, open } = await setUp(world)
    await scan()
    const before = await open()
    world.granted = new Set(['notes', 'people'])
    const report = await scan()
    expect(report.status).toBe('incomplete')
    expect(report.gaps).toMatchObject([{ reason: 'permission-missing', missing: ['links'] }])
    const unknown = report.checks.filter(({ status }) => status !== 'assessed').map(({ check }) => check)
    expect(unknown.sort()).toEqual(['notes/link-open', 'notes/many-links'])
    expect(await open()).toEqual(before)
    expect(world.countOf('links n0')).toBe(1)
    const marked = await scanner.findings.list({ unknown: true })
    expect(marked.items.map(({ check }) => check).sort()).toEqual(['notes/link-open', 'notes/many-links'])
    world.granted = new Set(['notes', 'links', 'people'])
    await scan({ mode: 'full' })
    expect((await scanner.findings.list({ unknown: true })).items).toEqual([])
  })

  it('[F24] a facet that is always refused is asked for only a few times, and its findings stay', async () => {
    const world = worldOf(60)
    world.put({ id: 'n0', links: [{ id: 'l0', isOpen: true }] })
    const { scan, open } = await setUp(world, { limits: { concurrency: 1, leaseMs: 500 } })
    await scan()
    const before = await open()
    world.calls = []
    world.faults.set('links', new PermissionError('Resource not accessible', { missing: ['links'] }))
    const report = await scan({ mode: 'full' })
    expect(world.countOf('links')).toBe(3)
    expect(report.gaps).toMatchObject([
      { reason: 'permission-missing', missing: ['links'] },
      { resource: 'notes.link' },
    ])
    expect(coverageOf(report, 'notes/link-open')).toMatchObject({ status: 'unknown' })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'assessed' })
    expect(await open()).toEqual(before)
  })

  it('[F10] one object that always fails does not stop its siblings, and keeps its findings', async () => {
    const world = worldOf(6)
    world.put({ id: 'n0', links: [{ id: 'l0', isOpen: true }] })
    world.put({ id: 'n5', links: [{ id: 'l5', isOpen: true }] })
    const { scan, open } = await setUp(world, {}, ['notes/link-open'])
    await scan()
    world.put({ id: 'n5', links: [] })
    world.put({ id: 'n0', links: [] })
    world.faults.set('links n0', new ProviderError('Server error', { status: 500 }))
    const report = await scan({ mode: 'full' })
    expect(await open()).toEqual(['notes/link-open l0'])
    expect(report.status).toBe('incomplete')
    expect(report.gaps[0]).toMatchObject({ reason: 'provider-error', asset: 'Note n0' })
  })

  it('[F24] a collection that answers 404 is not an empty list', async () => {
    const world = worldOf(6)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.faults.set('page 0', new NotFoundError('Not found'))
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'incomplete', changes: { resolved: 0 }, gaps: [{ reason: 'not-found' }] })
    expect(await open()).toHaveLength(6)
  })

  it('[F26] a feature that the tenant lacks is told apart from a missing permission', async () => {
    const world = worldOf(2)
    const connector = notesConnector(world, ['notes/public'])
    const resources = connector.resources.map((resource) => ({ ...resource, features: ['enterprise'] }))
    const bent = connector.checks.map((check) => ({ ...check, on: { ...check.on, features: ['enterprise'] } }))
    world.features = new Set(['free'])
    const { scan } = await setUp(world, { connectors: [{ ...connector, resources, checks: bent }] })
    const report = await scan()
    expect(report.gaps).toMatchObject([{ reason: 'feature-unavailable' }])
    expect(report.status).toBe('complete')
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'unknown' })
  })

  it('[F15] an item that cannot be read is a gap for that item, and its findings stay', async () => {
    const world = worldOf(4)
    const { scan, open } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    await scan()
    world.bend = (page) => ({
      ...page,
      items: page.items.filter(({ id }) => id !== 'n1'),
      unreadable: page.items.some(({ id }) => id === 'n1')
        ? [{ key: 'n1', reason: 'unexpected-answer', message: 'No title' }]
        : [],
    })
    const report = await scan({ mode: 'full' })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'partial', assets: { failed: 3, unknown: 1 } })
    expect(coverageOf(report, 'notes/few-public')).toMatchObject({ status: 'unknown' })
    expect(await open()).toEqual([
      'notes/few-public main',
      'notes/public n0',
      'notes/public n1',
      'notes/public n2',
      'notes/public n3',
    ])
  })

  it('closes nothing for absence when an item arrived whose key could not be told', async () => {
    const world = worldOf(4)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.remove('n3')
    world.bend = (page) => ({ ...page, unreadable: [{ reason: 'unexpected-answer', message: 'No id' }] })
    await scan({ mode: 'full' })
    expect(await open()).toHaveLength(4)
    world.bend = (page) => page
    await scan({ mode: 'full' })
    expect(await open()).toHaveLength(3)
  })

  it('[F22] credentials that are refused end the scan at once and touch no finding', async () => {
    const world = worldOf(30)
    const { scan, open } = await setUp(world)
    await scan()
    const before = await open()
    world.faults.set('links', new CredentialError('Bad credentials'))
    world.calls = []
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'failed', error: { code: 'credential' }, changes: { resolved: 0 } })
    expect(world.countOf('links')).toBeLessThanOrEqual(8)
    expect(await open()).toEqual(before)
  })

  it('a check of a connector that breaks its contract names the connector', async () => {
    const world = worldOf(2)
    world.faults.set('page 0', new TypeError('undefined is not a function'))
    const { scan } = await setUp(world, {}, ['notes/public'])
    const report = await scan()
    expect(report.gaps[0]).toMatchObject({ reason: 'connector-error' })
    expect(report.gaps[0]?.message).toContain('notes')
  })
})
