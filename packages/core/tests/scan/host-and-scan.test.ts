import { describe, expect, it } from 'vitest'
import {
  type CredentialStore,
  createMemoryCredentials,
  createMemoryState,
  createScanner,
  type FindingSink,
  findingStates,
  type Scanner,
  type StateStore,
} from '../../src/index.ts'
import { type NotesWorld, notesConnector } from '../notes-world.ts'
import { setUp, worldOf } from '../scan-set-up.ts'

/** A sink that can be made to wait with the next changes; it then says so. */
function slowSink(): { readonly sink: FindingSink; readonly ids: string[]; waitOnce(act: () => Promise<void>): void } {
  let next: (() => Promise<void>) | undefined
  const ids: string[] = []
  return {
    ids,
    sink: {
      name: 'slow',
      async write(changes) {
        ids.push(...changes.map(({ type, finding }) => `${type} ${finding.asset.id} ${finding.revision}`))
        const act = next
        next = undefined
        await act?.()
      },
    },
    waitOnce(act) {
      next = act
    },
  }
}

/** Another scanner on the same database, without sinks: what another process would be. */
function otherScanner(world: NotesWorld, state: StateStore, credentials: CredentialStore): Scanner {
  return createScanner({ connectors: [notesConnector(world, ['notes/public'])], state, credentials })
}

async function opened(world: NotesWorld) {
  const state = createMemoryState()
  const credentials = createMemoryCredentials()
  const { sink, ids, waitOnce } = slowSink()
  const own = await setUp(world, { state, credentials, sinks: [sink] }, ['notes/public'])
  await own.scan()
  const other = otherScanner(world, state, credentials)
  const ofAsset = async (asset: string) => {
    const { items } = await other.findings.list({ asset: [asset], state: findingStates })
    return items[0] ?? expect.unreachable()
  }
  const historyOf = async (asset: string) =>
    (await other.findings.history((await ofAsset(asset)).fingerprint)).map(
      ({ type, revision }) => `${revision} ${type}`,
    )
  return { ...own, state, other, ids, waitOnce, ofAsset, historyOf }
}

const by = 'user-17'

describe('people and scans that change a finding at once', () => {
  it('[F41] an ignore that is set while a scan waits to write a change stays', async () => {
    const world = worldOf(5)
    const { scan, other, waitOnce, ofAsset, historyOf } = await opened(world)
    world.put({ id: 'n0', title: 'Renamed' })
    world.put({ id: 'n1', isPublic: false })
    const { fingerprint } = await ofAsset('n0')
    waitOnce(async () => {
      await other.findings.ignore(fingerprint, { by, reason: 'accepted' })
    })
    expect(await scan({ mode: 'full' })).toMatchObject({
      status: 'complete',
      changes: { changed: 0, resolved: 1 },
      unchanged: 4,
      open: { high: 3 },
    })
    expect(await ofAsset('n0')).toMatchObject({
      state: 'ignored',
      ignore: { by, reason: 'accepted' },
      message: expect.stringContaining('Renamed'),
    })
    expect(await historyOf('n0')).toEqual(['1 opened', '2 ignored'])
    expect(await historyOf('n1')).toEqual(['1 opened', '2 resolved'])
  })

  it('[F41] sinks hear of a change that was overtaken, and then of the one that was made, with another id', async () => {
    const world = worldOf(1)
    const { scan, other, ids, waitOnce, ofAsset, historyOf } = await opened(world)
    world.put({ id: 'n0', title: 'Renamed' })
    const { fingerprint } = await ofAsset('n0')
    waitOnce(async () => {
      await other.findings.acknowledge(fingerprint, { by })
    })
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'complete', changes: { changed: 1 } })
    expect(ids).toEqual(['opened n0 1', 'changed n0 2', 'changed n0 3'])
    expect(await ofAsset('n0')).toMatchObject({ state: 'acknowledged', revision: 3 })
    expect(await historyOf('n0')).toEqual(['1 opened', '2 acknowledged', '3 changed'])
  })

  it('[F41] a severity that is set during a sweep goes with the finding that is closed', async () => {
    const world = worldOf(3)
    const { scan, other, waitOnce, ofAsset, historyOf } = await opened(world)
    world.remove('n2')
    const { fingerprint } = await ofAsset('n2')
    waitOnce(async () => {
      await other.findings.setSeverity(fingerprint, 'low', { by })
    })
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'complete', changes: { resolved: 1 } })
    expect(await ofAsset('n2')).toMatchObject({ state: 'resolved', severity: 'low', severitySource: 'host' })
    expect(await historyOf('n2')).toEqual(['1 opened', '2 severity-changed', '3 resolved'])
  })

  it('[F41] an ignore that is made longer while the scan takes it off stays', async () => {
    const world = worldOf(1)
    const { scan, scanner, other, waitOnce, ofAsset, historyOf } = await opened(world)
    const { fingerprint } = await ofAsset('n0')
    await scanner.findings.ignore(fingerprint, { by, reason: 'accepted', until: new Date(Date.now() + 30) })
    await new Promise((resolve) => setTimeout(resolve, 40))
    waitOnce(async () => {
      await other.findings.ignore(fingerprint, { by, reason: 'accepted for good' })
    })
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'complete', changes: { 'ignore-expired': 0 } })
    expect(await ofAsset('n0')).toMatchObject({ state: 'ignored', ignore: { reason: 'accepted for good' } })
    expect(await historyOf('n0')).toEqual(['1 opened', '2 ignored', '3 ignored'])
  })

  it('[F41] a finding that a scan resolves while the host acts on it stays resolved, and the host is told', async () => {
    const world = worldOf(2)
    const { scanner, other, id, waitOnce, ofAsset, historyOf } = await opened(world)
    const { fingerprint } = await ofAsset('n1')
    world.put({ id: 'n1', isPublic: false })
    waitOnce(async () => {
      await scanOf(other, id)
    })
    const ignoring = scanner.findings.ignore(fingerprint, { by, reason: 'accepted' })
    await expect(ignoring).rejects.toMatchObject({ code: 'config', field: 'fingerprint' })
    expect(await ofAsset('n1')).toMatchObject({ state: 'resolved' })
    expect(await historyOf('n1')).toEqual(['1 opened', '2 resolved'])
  })

  it('[F41] an act that a scan gets in the way of is made to the finding as it is then, which the sweep has seen', async () => {
    const world = worldOf(2)
    const { scanner, scan, other, id, waitOnce, ofAsset, state } = await opened(world)
    const { fingerprint } = await ofAsset('n1')
    waitOnce(async () => {
      await scanOf(other, id)
    })
    await scanner.findings.setSeverity(fingerprint, 'low', { by })
    const seenRun = (await state.checkpoints.lastRun(id))?.runId
    expect(await state.findings.get(id, fingerprint)).toMatchObject({ seenRun, finding: { revision: 2 } })
    expect(await scan({ mode: 'full' })).toMatchObject({ unchanged: 2, changes: { resolved: 0 } })
  })

  it('gives up where a finding is never left alone', async () => {
    const world = worldOf(1)
    const { scanner, scan, state, ofAsset } = await opened(world)
    const { fingerprint } = await ofAsset('n0')
    const commit = state.commit
    let attempts = 0
    Object.assign(state, {
      commit: async (batch: Parameters<StateStore['commit']>[0]) => {
        const findings = batch.findings?.map((entry) => ({ ...entry, basedOn: { revision: 99 } }))
        if (findings) attempts += 1
        await commit({ ...batch, ...(findings && { findings }) })
      },
    })
    const refused = scanner.findings.acknowledge(fingerprint, { by })
    await expect(refused).rejects.toMatchObject({ code: 'state', reason: 'conflict', retryable: true })
    expect(attempts).toBe(10)
    world.put({ id: 'n0', isPublic: false })
    expect(await scan({ mode: 'full' })).toMatchObject({ status: 'failed', changes: { resolved: 0 } })
    expect(attempts).toBe(20)
  })
})

async function scanOf(scanner: Scanner, id: string): Promise<void> {
  const report = await scanner.scan(id, { mode: 'full' })
  expect(report.status).toBe('complete')
}
