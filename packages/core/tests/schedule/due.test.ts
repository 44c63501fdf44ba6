import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { createMemoryState, createScanner, type Integration, type Scanner } from '../../src/index.ts'
import { NotesWorld, notesConnector } from '../notes-world.ts'

const minute = 60_000
const hour = 60 * minute

/** Midnight of a Thursday. */
function setUp() {
  const clock = createFakeClock({ auto: false })
  const state = createMemoryState({ clock })
  const scanner = createScanner({ connectors: [notesConnector(new NotesWorld())], state, clock })
  const iso = (ms: number): string => new Date(clock.now() + ms).toISOString()
  const put = (id: string, dueFor: number, change: Partial<Integration> = {}): Promise<void> =>
    state.integrations.put({
      ...{ id, connector: 'notes', name: id, config: {}, authKind: 'token', credentialRef: id },
      ...{ createdAt: iso(-hour), nextScanAt: iso(-dueFor) },
      ...change,
    })
  return { clock, state, scanner, put, iso }
}

const atTwo = { schedule: { windows: [{ from: '02:00', to: '03:00', timeZone: 'UTC' }] } }
const idsOf = async (scanner: Scanner, options?: Parameters<Scanner['due']>[0]): Promise<readonly string[]> =>
  (await scanner.due(options)).map(({ id }) => id)

describe('what is due', () => {
  it('[F37] is put off to its next window where none is open, and due then', async () => {
    const { clock, state, scanner, put } = setUp()
    await put('late', 20 * hour, atTwo)
    await put('free', hour)
    expect(await idsOf(scanner)).toEqual(['free'])
    expect((await state.integrations.get('late'))?.nextScanAt).toBe(new Date(clock.now() + 2 * hour).toISOString())
    await clock.advance(2 * hour)
    expect(await idsOf(scanner)).toEqual(['free', 'late'])
  })

  it('asked for before its time, it is left where it is while no window is open', async () => {
    const { state, scanner, put, iso } = setUp()
    await put('later', -30 * hour, atTwo)
    expect(await idsOf(scanner, { integration: 'later', early: true })).toEqual([])
    expect((await state.integrations.get('later'))?.nextScanAt).toBe(iso(30 * hour))
  })

  it('takes no place of others while its window is closed', async () => {
    const { scanner, put } = setUp()
    for (let count = 0; count < 5; count++) await put(`closed${count}`, 10 * hour, atTwo)
    await put('free', hour)
    expect(await idsOf(scanner, { limit: 2 })).toEqual(['free'])
  })

  it('is of connectors that the scanner has, the longest due first whatever the connector', async () => {
    const { state, clock, put } = setUp()
    const notes = notesConnector(new NotesWorld())
    const connectors = [notes, { ...notes, id: 'others', resources: [], checks: [] }]
    const scanner = createScanner({ connectors, state, clock })
    for (let count = 0; count < 3; count++) await put(`foreign${count}`, 10 * hour, { connector: 'retired' })
    await put('a', hour)
    await put('b', 3 * hour, { connector: 'others' })
    await put('c', 2 * hour)
    expect(await idsOf(scanner)).toEqual(['b', 'c', 'a'])
    expect(await idsOf(scanner, { limit: 2 })).toEqual(['b', 'c'])
    expect(await idsOf(scanner, { integration: 'foreign0' })).toEqual([])
  })

  it('can be asked for one integration, which has to be due, not paused and in its windows', async () => {
    const { clock, state, scanner, put, iso } = setUp()
    await put('due', hour)
    await put('early', -hour)
    await put('paused', hour, { pausedAt: iso(0) })
    await put('closed', hour, atTwo)
    const given: Readonly<Record<string, readonly string[]>> = {
      due: await idsOf(scanner, { integration: 'due' }),
      early: await idsOf(scanner, { integration: 'early' }),
      paused: await idsOf(scanner, { integration: 'paused' }),
      closed: await idsOf(scanner, { integration: 'closed' }),
      nobody: await idsOf(scanner, { integration: 'nobody' }),
    }
    expect(given).toEqual({ due: ['due'], early: [], paused: [], closed: [], nobody: [] })
    expect((await state.integrations.get('closed'))?.nextScanAt).toBe(new Date(clock.now() + 2 * hour).toISOString())
  })

  it('can be asked for one before its time, and still not outside of its windows', async () => {
    const { clock, scanner, put } = setUp()
    await put('early', -3 * hour)
    await put('closed', -3 * hour, atTwo)
    expect(await idsOf(scanner, { integration: 'early', early: true })).toEqual(['early'])
    expect(await idsOf(scanner, { integration: 'closed', early: true })).toEqual([])
    await clock.advance(2 * hour)
    expect(await idsOf(scanner, { integration: 'closed', early: true })).toEqual(['closed'])
  })
})
