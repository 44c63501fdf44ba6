import { describe, expect, it } from 'vitest'
import type { Check, FindingSink } from '../../src/index.ts'
import { ProviderError } from '../../src/index.ts'
import { checks, NotesWorld, notesConnector } from '../notes-world.ts'
import { coverageOf, setUp, worldOf } from '../scan-set-up.ts'

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
      unknown: [{ reason: 'provider-error' }],
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
