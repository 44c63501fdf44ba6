import { describe, expect, it } from 'vitest'
import type { Check, Finding, FindingSink, Policy, Scanner, ScannerOptions, ScanReport } from '../src/index.ts'
import {
  CheckpointExpiredError,
  CredentialError,
  createMemoryState,
  createScanner,
  NotFoundError,
  PermissionError,
  ProviderError,
  RateLimitError,
  systemClock,
} from '../src/index.ts'
import { checks, NotesWorld, notesConnector } from './notes-world.ts'

interface Setup {
  readonly scanner: Scanner
  readonly id: string
  scan(options?: Parameters<Scanner['scan']>[1]): Promise<ScanReport>
  /** Unresolved findings as "check asset". */
  open(): Promise<readonly string[]>
}

async function setUp(
  world: NotesWorld,
  options: Partial<ScannerOptions> = {},
  ids?: readonly string[],
): Promise<Setup> {
  const scanner = createScanner({ connectors: [notesConnector(world, ids)], limits: { leaseMs: 500 }, ...options })
  const known = await scanner.integrations.list()
  const integration =
    known[0] ??
    (await scanner.integrations.add({ connector: 'notes', config: {}, credentials: { kind: 'token', token: 'x' } }))
  const open = async (): Promise<readonly string[]> => {
    const found: string[] = []
    for await (const finding of scanner.findings.all()) found.push(`${finding.check} ${finding.asset.id}`)
    return found.sort()
  }
  return { scanner, id: integration.id, scan: (scan) => scanner.scan(integration.id, scan), open }
}

function worldOf(count: number, isPublic: (index: number) => boolean = () => true): NotesWorld {
  const world = new NotesWorld()
  for (let index = 0; index < count; index++) world.put({ id: `n${index}`, isPublic: isPublic(index) })
  world.people = [{ id: 'p0', isAdmin: true }]
  return world
}

const coverageOf = (report: ScanReport, check: string) => report.checks.find((entry) => entry.check === check)

describe('a scan', () => {
  it('opens, keeps, resolves and reopens findings', async () => {
    const world = worldOf(4, (index) => index < 2)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    expect(await scan()).toMatchObject({ status: 'complete', changes: { opened: 2 }, open: { high: 2 } })
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { opened: 0, resolved: 0 }, unchanged: 2 })
    world.put({ id: 'n0', isPublic: false })
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { resolved: 1 } })
    expect(await open()).toEqual(['notes/public n1'])
    world.put({ id: 'n0', isPublic: true })
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { reopened: 1 } })
  })

  it('reports for every check how many assets passed, failed and are unknown', async () => {
    const world = worldOf(7, (index) => index === 0)
    const { scan } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    const report = await scan()
    expect(coverageOf(report, 'notes/public')).toMatchObject({
      status: 'assessed',
      assets: { passed: 6, failed: 1, notApplicable: 0, unknown: 0 },
    })
    expect(report.streams).toMatchObject([
      { resource: 'notes.note', partitionName: 'Space main', complete: true, items: 7, pages: 3 },
    ])
  })

  it('reads at most one page ahead of what is committed', async () => {
    const world = worldOf(30)
    const ahead: number[] = []
    const sink: FindingSink = {
      name: 'slow',
      async write() {
        await new Promise((resolve) => setTimeout(resolve, 5))
        ahead.push(world.calls.filter((call) => call.startsWith('page')).length)
      },
    }
    const { scan } = await setUp(world, { sinks: [sink] }, ['notes/public'])
    await scan()
    expect(ahead).toHaveLength(10)
    for (const [page, read] of ahead.entries()) expect(read).toBeLessThanOrEqual(page + 2)
  })

  it('takes facets that come with the page and asks for no others', async () => {
    const world = worldOf(3)
    const { scan } = await setUp(world, {}, ['notes/author-known'])
    const report = await scan()
    expect(coverageOf(report, 'notes/author-known')).toMatchObject({ assets: { passed: 3 } })
    expect(world.calls).not.toContain('links')
  })

  it('reads what is looked up in before what looks it up', async () => {
    const world = worldOf(3)
    const { scan } = await setUp(world, {}, ['notes/author-known'])
    await scan()
    expect(world.calls.indexOf('people')).toBeLessThan(world.calls.indexOf('page 0'))
  })

  it('makes a check unknown whose look-up table could not be read', async () => {
    const world = worldOf(3)
    world.faults.set('people', new ProviderError('down'))
    const { scan, open } = await setUp(world, {}, ['notes/author-known', 'notes/public'])
    const report = await scan()
    expect(report.status).toBe('incomplete')
    expect(coverageOf(report, 'notes/author-known')).toMatchObject({
      status: 'unknown',
      unknown: [{ reason: 'dependency' }],
    })
    expect(await open()).toEqual(['notes/public n0', 'notes/public n1', 'notes/public n2'])
  })

  it('counts over a whole partition with an aggregate check', async () => {
    const world = worldOf(5, (index) => index < 3)
    const { scan, open } = await setUp(world, {}, ['notes/few-public'])
    await scan()
    expect(await open()).toEqual(['notes/few-public main'])
    world.put({ id: 'n0', isPublic: false })
    await scan()
    expect(await open()).toEqual([])
  })

  it('[F42] a check that throws, or returns what is no verdict, is unknown for that asset only', async () => {
    const world = worldOf(3)
    const broken: Check = {
      ...(checks[0] as Check),
      id: 'notes/broken',
      evaluate: ({ resource }) => {
        if ((resource as { id: string }).id === 'n1') throw new TypeError('oops')
        return (resource as { id: string }).id === 'n2' ? (Promise.resolve() as never) : { outcome: 'pass' }
      },
    }
    const connector = notesConnector(world, ['notes/public'])
    const { scan, open } = await setUp(world, { connectors: [{ ...connector, checks: [...connector.checks, broken] }] })
    const report = await scan()
    expect(coverageOf(report, 'notes/broken')).toMatchObject({ status: 'partial', assets: { passed: 1, unknown: 2 } })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'assessed', assets: { failed: 3 } })
    expect(await open()).toHaveLength(3)
  })

  it('[F42] an aggregate check that throws breaks nothing else', async () => {
    const world = worldOf(3)
    const connector = notesConnector(world, ['notes/public', 'notes/few-public'])
    const bent = connector.checks.map((check) =>
      check.kind === 'aggregate-check'
        ? {
            ...check,
            add: () => {
              throw new Error('oops')
            },
          }
        : check,
    )
    const { scan } = await setUp(world, { connectors: [{ ...connector, checks: bent }] })
    const report = await scan()
    expect(coverageOf(report, 'notes/few-public')).toMatchObject({
      status: 'unknown',
      unknown: [{ reason: 'check-error' }],
    })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'assessed' })
  })

  it('a listener that throws or rejects disturbs nothing', async () => {
    const world = worldOf(3)
    const { scanner, scan } = await setUp(world)
    scanner.on('scan-progress', () => {
      throw new Error('listener')
    })
    scanner.on('finding-change', (async () => {
      throw new Error('listener')
    }) as () => void)
    expect(await scan()).toMatchObject({ status: 'complete' })
  })

  it('[F32] keeps apart items whose keys are names of object properties', async () => {
    const world = new NotesWorld()
    for (const id of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) world.put({ id, isPublic: true })
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    expect(await open()).toHaveLength(4)
    expect(({} as { isPublic?: boolean }).isPublic).toBeUndefined()
  })
})

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

describe('sweeps', () => {
  it('closes exactly the findings of what a complete listing no longer has', async () => {
    const world = worldOf(40)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    for (let index = 0; index < 20; index++) world.remove(`n${index * 2}`)
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'complete', changes: { resolved: 20 } })
    expect((await open()).every((finding) => Number(finding.split('n').at(-1)) % 2 === 1)).toBe(true)
  })

  it('[F18] an answer that wrongly lists none closes none until the host confirms it', async () => {
    const world = worldOf(30)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.notes = []
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'incomplete', changes: { resolved: 0 }, gaps: [{ reason: 'sweep-held' }] })
    expect(await open()).toHaveLength(30)
    expect((await scan({ mode: 'full' })).gaps).toMatchObject([{ reason: 'sweep-held' }])
    expect(await scan({ mode: 'full', confirmSweep: true })).toMatchObject({ changes: { resolved: 30 } })
  })

  it('[F13] a listing that broke in the middle closes nothing', async () => {
    const world = worldOf(12)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.remove('n11')
    world.faults.set('page 2', new ProviderError('reset'))
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'incomplete', changes: { resolved: 0 } })
    expect(await open()).toHaveLength(12)
  })

  it('[F18] fewer items than the vendor says there are make the listing incomplete', async () => {
    const world = worldOf(9)
    world.totals = true
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.bend = (page) => ({ ...page, items: page.items.slice(1) })
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'incomplete', gaps: [{ reason: 'incomplete-listing' }] })
    expect(await open()).toHaveLength(9)
  })

  it('[F18] an item that moved to the next page while we read is counted once', async () => {
    const world = worldOf(6)
    const seen = world.bend
    world.bend = (page) => {
      const first = world.notes[0]
      return first && page.cursor === undefined ? { ...page, items: [first, ...page.items] } : seen(page)
    }
    const { scan } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    const report = await scan()
    expect(coverageOf(report, 'notes/public')).toMatchObject({ assets: { failed: 6 } })
  })

  it('[F17] a listing that goes in circles ends, is incomplete and closes nothing', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.bend = (page) => ({ ...page, cursor: '3' })
    const report = await scan({ mode: 'full' })
    expect(report.status).toBe('incomplete')
    expect(await open()).toHaveLength(9)
  })

  it('[F17] a listing that repeats its items under new cursors ends, is incomplete and closes nothing', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    const { notes } = world
    world.pageSize = 9
    world.notes = Array.from({ length: 1_000 }, (_, index) => notes[index % 9]).filter((note) => note !== undefined)
    const report = await scan({ mode: 'full' })
    expect(report).toMatchObject({ status: 'incomplete', gaps: [{ reason: 'incomplete-listing' }] })
    expect(report.streams[0]?.pages).toBeLessThan(12)
    expect(await open()).toHaveLength(9)
  })

  it('an unstable listing must lack an item twice', async () => {
    const world = worldOf(4)
    world.order = 'unstable'
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.remove('n0')
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { resolved: 0 } })
    expect(await open()).toHaveLength(4)
    expect(await scan({ mode: 'full' })).toMatchObject({ changes: { resolved: 1 } })
  })

  it('findings of a child close when its parent no longer has it, and when the parent is gone', async () => {
    const world = worldOf(5, () => false)
    world.put({
      id: 'n0',
      links: [
        { id: 'a', isOpen: true },
        { id: 'b', isOpen: true },
      ],
    })
    world.put({ id: 'n1', links: [{ id: 'c', isOpen: true }] })
    const { scan, open } = await setUp(world, {}, ['notes/link-open'])
    await scan()
    expect(await open()).toEqual(['notes/link-open a', 'notes/link-open b', 'notes/link-open c'])
    world.put({ id: 'n0', links: [{ id: 'b', isOpen: true }] })
    world.remove('n1')
    await scan({ mode: 'full' })
    expect(await open()).toEqual(['notes/link-open b'])
  })
})

describe('change feeds', () => {
  it('reads only what changed, closes deleted items and opens new ones', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public', 'notes/link-open'])
    await scan()
    world.calls = []
    world.remove('n0')
    world.put({ id: 'n1', isPublic: false, links: [{ id: 'l1', isOpen: true }] })
    world.put({ id: 'n20', isPublic: true })
    const report = await scan()
    expect(report).toMatchObject({ mode: 'incremental', changes: { opened: 2, resolved: 2 } })
    expect(world.calls.filter((call) => call.startsWith('page'))).toEqual([])
    expect(await open()).toEqual(
      ['notes/link-open l1', ...[2, 20, 3, 4, 5, 6, 7, 8].map((n) => `notes/public n${n}`)].sort(),
    )
    world.put({ id: 'n1', links: [] })
    await scan()
    expect((await open()).includes('notes/link-open l1')).toBe(false)
  })

  it('[F19] falls back to a full read when the vendor stops knowing the watermark, and reads anew in the middle', async () => {
    const world = worldOf(9)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    let refused = false
    world.beforePage = (page) => {
      if (page !== 2 || refused) return
      refused = true
      throw new CheckpointExpiredError('gone')
    }
    expect(await scan()).toMatchObject({ status: 'complete', changes: { opened: 9 } })
    expect(world.countOf('page 0')).toBe(2)
    expect(await open()).toHaveLength(9)
  })

  it('[F19] a watermark that the vendor no longer knows falls back to a full read', async () => {
    const world = worldOf(6)
    const { scan, open } = await setUp(world, {}, ['notes/public'])
    await scan()
    world.remove('n0')
    world.faults.set('changes', new CheckpointExpiredError('gone'))
    const report = await scan()
    expect(report).toMatchObject({ status: 'complete', changes: { resolved: 1 } })
    expect(report.streams[0]).toMatchObject({ mode: 'full' })
    expect(await open()).toHaveLength(5)
  })

  it('reads in full when a check changed, so that it is retroactive', async () => {
    const world = worldOf(4)
    const state = createMemoryState({})
    const credentials = { kind: 'token', token: 'x' }
    const one = createScanner({ connectors: [notesConnector(world, ['notes/public'])], state })
    const { id } = await one.integrations.add({ connector: 'notes', config: {}, credentials })
    await one.scan(id)
    const connector = notesConnector(world, ['notes/public'])
    const newer = connector.checks.map((check) => ({ ...check, version: 2 }))
    const two = createScanner({ connectors: [{ ...connector, checks: newer }], state })
    await two.integrations.update(id, { credentials })
    world.calls = []
    await two.scan(id)
    expect(world.calls).toContain('page 0')
    expect(world.calls).not.toContain('changes')
  })

  it('reads in full when a full read is due', async () => {
    const world = worldOf(4)
    const { scan } = await setUp(world, { fullEveryMs: 0 }, ['notes/public'])
    await scan()
    world.calls = []
    await scan()
    expect(world.calls).not.toContain('changes')
  })
})

describe('a scan that stops early', () => {
  const reads = (world: NotesWorld): readonly string[] => world.calls.filter((call) => call.startsWith('page'))

  it('[F05] is deferred when the quota is used up, says when to go on, and goes on there', async () => {
    const world = worldOf(30)
    const { scan, open } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    world.faults.set('page 5', new RateLimitError('used up', { bucket: 'core', retryAfterMs: 3_600_000 }))
    const first = await scan()
    expect(first).toMatchObject({ status: 'deferred', gaps: [{ reason: 'rate-limited' }] })
    expect(Date.parse(first.resumeAt ?? '') - Date.parse(first.endedAt)).toBe(3_600_000)
    world.faults.clear()
    world.calls = []
    const second = await scan()
    expect(second).toMatchObject({ status: 'complete', resumed: true, runId: first.runId })
    expect(reads(world)[0]).toBe('page 5')
    expect(coverageOf(second, 'notes/public')).toMatchObject({ assets: { failed: 30 } })
    expect(await open()).toHaveLength(31)
  })

  it('[F45] ends quickly when it is aborted, at every page, and goes on where it was', async () => {
    const reference = await setUp(worldOf(12))
    await reference.scan()
    for (let page = 0; page < 4; page++) {
      const world = worldOf(12)
      const { scan, open } = await setUp(world)
      const abort = new AbortController()
      world.beforePage = (at) => {
        if (at === page) abort.abort()
      }
      const report = await scan({ signal: abort.signal })
      expect(report).toMatchObject({ status: 'aborted', changes: { resolved: 0 } })
      expect(world.calls.at(-1)).toBe('close')
      world.beforePage = () => undefined
      expect(await scan()).toMatchObject({ status: 'complete' })
      expect(await open()).toEqual(await reference.open())
    }
  })

  it('[F38] crashed after any commit, it reads at most one page again and ends up the same', async () => {
    const reference = await setUp(worldOf(12))
    await reference.scan()
    const expected = await reference.open()
    for (const when of ['before', 'after'] as const) {
      for (let crashAt = 1; crashAt < 14; crashAt++) {
        const world = worldOf(12)
        const state = createMemoryState({})
        let commits = 0
        const dies = {
          ...state,
          async commit(batch: Parameters<typeof state.commit>[0]) {
            commits += 1
            if (commits > crashAt) throw new Error('dead')
            if (when === 'before' && commits === crashAt) throw new Error('dead')
            await state.commit(batch)
            if (commits === crashAt) throw new Error('dead')
          },
        }
        const { scanner, id } = await setUp(world, { state: dies })
        const died = await scanner.scan(id)
        if (died.status === 'complete') break
        expect(died).toMatchObject({ status: 'failed', error: { code: 'state' } })
        const again = await setUp(world, { state })
        await again.scanner.integrations.update(id, { credentials: { kind: 'token', token: 'x' } })
        expect(await again.scan()).toMatchObject({ status: 'complete' })
        expect(await again.open()).toEqual(expected)
        const repeated = reads(world).filter((page, index) => reads(world).indexOf(page) !== index)
        // The page that was not committed, and the one that was being asked for meanwhile.
        expect(repeated.length).toBeLessThanOrEqual(when === 'before' ? 2 : 1)
      }
    }
  })

  it('[F39] stops when a sink does not take the changes, commits nothing past that point and sends it again', async () => {
    const world = worldOf(12)
    const sent: string[] = []
    let refuse = true
    const sink: FindingSink = {
      name: 'queue',
      async write(changes) {
        if (refuse && sent.length >= 6) throw new Error('full')
        sent.push(...changes.map(({ id }) => id))
      },
    }
    const { scan, open } = await setUp(world, { sinks: [sink] }, ['notes/public'])
    const report = await scan()
    expect(report).toMatchObject({ status: 'failed', error: { code: 'sink' } })
    expect(await open()).toHaveLength(6)
    refuse = false
    expect(await scan()).toMatchObject({ status: 'complete', resumed: true })
    expect(new Set(sent).size).toBe(12)
    expect(sent).toHaveLength(12)
  })

  it('starts anew when the checks are others', async () => {
    const world = worldOf(12)
    const { scan } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    world.faults.set('page 2', new RateLimitError('used up', { bucket: 'core', retryAfterMs: 1 }))
    await scan()
    world.faults.clear()
    expect(await scan({ only: ['notes/public'] })).toMatchObject({ resumed: false, status: 'complete' })
  })
})

describe('several scans', () => {
  it('[F40] only one scan of an integration runs at a time; the other writes nothing', async () => {
    const world = worldOf(9)
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    world.beforePage = () => gate
    const { scan } = await setUp(world, { limits: { leaseMs: 300 } }, ['notes/public'])
    const first = scan()
    const second = await scan()
    expect(second).toMatchObject({ status: 'failed', error: { code: 'state' }, changes: { opened: 0 } })
    expect(second.error?.message).toContain('scanned already')
    release()
    expect(await first).toMatchObject({ status: 'complete' })
  })

  it('[F41] an owner that slept while another took over writes nothing', async () => {
    const world = worldOf(9)
    let asleepMs = 0
    const clock = {
      ...systemClock,
      monotonic: () => systemClock.monotonic() + asleepMs,
      now: () => Date.now() + asleepMs,
    }
    const state = createMemoryState({ clock })
    const { scanner, scan, open, id } = await setUp(world, { state }, ['notes/public'])
    world.beforePage = async (page) => {
      if (page !== 2) return
      asleepMs = 5 * 60_000
      expect(await state.leases.acquire(`scan:${id}`, 60_000)).toBeDefined()
    }
    const report = await scan()
    expect(report).toMatchObject({ status: 'failed', error: { code: 'state' } })
    expect((await open()).length).toBeLessThan(9)
    expect(await scanner.lastReport(id)).toBeUndefined()
  })
})

describe('what the host wants', () => {
  const withPolicy = async (
    policy: Policy,
    world = worldOf(4),
  ): Promise<Setup & { state: ReturnType<typeof createMemoryState> }> => {
    const state = createMemoryState({})
    return { ...(await setUp(world, { state, policy }, ['notes/public', 'notes/few-public'])), state }
  }

  it('a check switched off retires its findings, and switched on again reopens them', async () => {
    const world = worldOf(4)
    const { state, scan, id } = await withPolicy({}, world)
    await scan()
    const off = await setUp(world, { state, policy: { checks: { 'notes/public': { enabled: false } } } }, [
      'notes/public',
      'notes/few-public',
    ])
    await off.scanner.integrations.update(id, { credentials: { kind: 'token', token: 'x' } })
    expect(await off.scan()).toMatchObject({ changes: { resolved: 4 } })
    const retired = await off.scanner.findings.list({ state: ['resolved'] })
    expect(retired.items[0]).toMatchObject({ resolution: 'retired' })
    const on = await setUp(world, { state }, ['notes/public', 'notes/few-public'])
    await on.scanner.integrations.update(id, { credentials: { kind: 'token', token: 'x' } })
    expect(await on.scan()).toMatchObject({ changes: { reopened: 4 } })
  })

  it('leaving a check out of one run touches none of its findings', async () => {
    const world = worldOf(4)
    const { scan, open } = await setUp(world, {}, ['notes/public', 'notes/few-public'])
    await scan()
    const before = await open()
    world.put({ id: 'n0', isPublic: false })
    const report = await scan({ skip: ['notes/public'] })
    expect(coverageOf(report, 'notes/public')).toMatchObject({ status: 'skipped' })
    expect(await open()).toEqual(before)
  })

  it('sets severities for a check', async () => {
    const { scan, scanner } = await withPolicy({
      checks: { 'notes/*': { severity: 'low' }, 'notes/public': { severity: 'critical' } },
    })
    await scan()
    expect(await scanner.findings.count()).toEqual({ critical: 4, low: 1 })
  })

  it('looks only at what is in scope, asks for no facets of the rest and retires its findings', async () => {
    const world = worldOf(6)
    const state = createMemoryState({})
    const all = await setUp(world, { state }, ['notes/public', 'notes/link-open'])
    await all.scan()
    const policy = { scope: { 'notes.note': { only: ['Note n1', 'n2'], skip: ['n2'] } } }
    const some = await setUp(world, { state, policy }, ['notes/public', 'notes/link-open'])
    await some.scanner.integrations.update(all.id, { credentials: { kind: 'token', token: 'x' } })
    world.calls = []
    expect(await some.scan()).toMatchObject({ changes: { resolved: 5 } })
    expect(await some.open()).toEqual(['notes/public n1'])
    expect(world.countOf('links')).toBe(1)
  })

  it.each([
    [{ checks: { 'notes/nothing': {} } }, 'policy.checks.notes/nothing'],
    [{ scope: { 'notes.nothing': {} } }, 'policy.scope.notes.nothing'],
    [{ checks: { 'notes/public': { severity: 'urgent' } } }, 'policy.checks.notes/public.severity'],
    [{ checks: { 'notes/public': { params: { min: 1 } } } }, 'policy.checks.notes/public.params'],
    [{ checks: { 'notes/public': { profile: 'strict' } } }, 'policy.checks.notes/public.profile'],
    [{ cheks: {} }, 'policy'],
  ])('refuses the policy %j and names the field', async (policy, field) => {
    await expect(setUp(worldOf(1), { policy: policy as Policy })).rejects.toThrow(field)
  })

  it('names both versions when a connector is made for another contract', () => {
    const connector = { ...notesConnector(new NotesWorld()), spec: 'opencasb.connector/v9' } as never
    expect(() => createScanner({ connectors: [connector] })).toThrow(/opencasb\.connector\/v9.*opencasb\.connector\/v1/)
  })
})

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
})

describe('a plan', () => {
  it('says what would be read, what is missing and makes no list call', async () => {
    const world = worldOf(3)
    world.granted = new Set(['notes', 'people'])
    const { scanner, id } = await setUp(world)
    const plan = await scanner.plan(id)
    expect(plan.permissions).toEqual({ needed: ['links', 'notes', 'people'], missing: ['links'], known: true })
    expect(plan.blocked).toMatchObject([
      { reason: 'permission-missing', checks: ['notes/link-open', 'notes/many-links'] },
    ])
    expect(world.calls).toEqual(['open', 'close'])
  })
})

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
