import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { FindingRecord, StateStore } from '@opencasb/core'
import { createFakeClock, type FakeClock } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runScript } from '../tests/fixture/run-script.ts'
import { sampleIntegration, sampleRecord } from '../tests/fixture/sample-page.ts'
import { temporaryFolder } from '../tests/fixture/temporary-folder.ts'
import { createSqliteState } from './sqlite-state.ts'

const removeAndDie = new URL('../tests/fixture/remove-and-die.ts', import.meta.url)
const at = '2026-01-01T00:00:00.000Z'
const canary = 'CANARY'
const ids = [canary, 'neighbour-1', 'neighbour-2']

interface Opened {
  readonly path: string
  readonly state: StateStore
  readonly clock: FakeClock
}

function opened(): Opened {
  const path = join(temporaryFolder(), 'scan.db')
  const clock = createFakeClock()
  const state = createSqliteState({ path, clock })
  onTestFinished(() => state.close())
  return { path, state, clock }
}

/** Numbers that look like chance and are the same each time. */
function sequence(seed: number): (below: number) => number {
  let value = seed
  return (below) => {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((value / 2_147_483_648) * below)
  }
}

function record(id: string, n: number, any: (below: number) => number): FindingRecord {
  const { finding, ...rest } = sampleRecord(id, 1, n, id.repeat(1 + any(any(8) === 0 ? 3_000 : 60)))
  const severity = (['critical', 'high', 'medium', 'low'] as const)[any(4)] ?? 'low'
  const fingerprint = `${((n * 2_654_435_761) % 4_294_967_296).toString(16)}-${id}-${n}`
  const words = { check: `sample/${id}-${n % 5}`, title: id, message: id.repeat(1 + any(40)), tenant: id }
  const asset = { ...finding.asset, id: `${id}-${n}`, name: `${id} ${n}` }
  const moved = { resource: `sample.${id}`, partition: `${id}-${n % 3}`, item: `${id}-${n}`, seenRun: `${id}-run` }
  return { ...rest, ...moved, finding: { ...finding, ...words, fingerprint, severity, asset } }
}

/** Writes to all tables for one integration after another, again and again, so that their rows share pages and move. */
async function fill(state: StateStore, any: (below: number) => number): Promise<void> {
  for (const id of ids) {
    const tenant = { id: `${id}-tenant`, name: id }
    await state.integrations.put({ ...sampleIntegration(id), config: { domain: id.repeat(20) }, owner: id, tenant })
    await state.sealed.put(sealedOf(id))
  }
  for (let round = 0; round < 45; round++) {
    const id = ids[any(ids.length)] ?? canary
    const stream = { resource: `sample.${id}`, partition: `${id}-${any(3)}` }
    const findings = Array.from({ length: 1 + any(50) }, () => ({
      record: record(id, any(300), any),
      history: { id: `${id}-${round}-${any(900)}`, type: 'opened' as const, at, revision: 1 + any(5) },
    }))
    const assets = Array.from({ length: any(40) }, () => {
      const item = `${id}-${any(200)}`
      return { item, asset: { kind: 'repository' as const, id: item, name: id.repeat(1 + any(40)) } }
    })
    const run = { runId: `${id}-${round}`, integration: id, startedAt: at, mode: 'full', status: 'running' } as const
    const body = { text: id.repeat(any(400)) }
    await state.cache(id).set(`GET /${id}/${any(40)}`, { body: id.repeat(any(100)), headers: { link: id } })
    await state.commit({
      integration: id,
      findings,
      inventory: { ...stream, runId: `${id}-run`, at, assets, removed: [`${id}-${any(200)}`] },
      checkpoint: { ...stream, runId: id, mode: 'full', done: false, progress: { text: id.repeat(any(1_500)) } },
      watermark: { ...stream, watermark: id, fullReadAt: at, items: 1, planHash: id },
      run: { ...run, planHash: id },
      outbox: [{ id: `${id}-${round}`, sink: 'webhook', integration: id, type: 'scan-end', body, createdAt: at }],
    })
  }
}

/** Makes the file one that is written anew in a thread. */
async function enlarge(state: StateStore): Promise<void> {
  const blank = { resource: 'sample.large', partition: '', runId: 'run-1', mode: 'full', done: false } as const
  await state.commit({ integration: 'neighbour-1', checkpoint: { ...blank, progress: 'x'.repeat(20_000_000) } })
}

/** What the file says of traces in it. */
function markOf(path: string): number {
  const raw = new DatabaseSync(path, { readOnly: true })
  const mark = raw.prepare('pragma user_version').get()?.['user_version']
  raw.close()
  return Number(mark)
}

function sealedOf(id: string) {
  const bytes = new TextEncoder().encode(`sealed of ${id}`.repeat(20))
  const ref = sampleIntegration(id).credentialRef
  return { ref, version: '1', keyId: 'key-1', wrappedKey: bytes, sealed: bytes, updatedAt: at }
}

function filesWith(path: string, text: string): string[] {
  return [path, `${path}-wal`].filter((file) => existsSync(file) && readFileSync(file).includes(text))
}

async function remaining(state: StateStore): Promise<readonly number[]> {
  const counts = await state.findings.count({}, 'integration')
  const assets = await state.inventory.count({})
  return [counts['neighbour-1'] ?? 0, counts['neighbour-2'] ?? 0, assets['repository'] ?? 0]
}

describe('erasing', () => {
  it.each([1, 2, 3])(
    '[F35] a removed integration leaves no byte in the file or its log, whatever pages it shared (%i)',
    async (seed) => {
      const { path, state } = opened()
      await fill(state, sequence(seed * 7_919))
      expect(filesWith(path, canary)).toContain(`${path}-wal`)
      const [, , assets = 0] = await remaining(state)
      await state.sealed.destroy(canary)
      const erased = await state.integrations.remove(canary)
      expect(filesWith(path, canary)).toEqual([])
      const [one = 0, two = 0, left = 0] = await remaining(state)
      expect(Math.min(one, two, erased.findings)).toBeGreaterThan(0)
      expect(left).toBe(assets - erased.assets)
      expect((await state.sealed.list({ limit: 9 })).map(({ ref }) => ref)).toEqual(['neighbour-1', 'neighbour-2'])
      expect(filesWith(path, 'neighbour-1')).toContain(path)
    },
  )

  it('[F35] leases that were given back and notes about credentials leave no byte either', async () => {
    const { path, state } = opened()
    for (const key of [`tenant:${canary}`, `id:${canary}`, 'scan:neighbour-1']) {
      const lease = await state.leases.acquire(key, 60_000)
      if (key.includes(canary)) await lease?.release()
    }
    await state.budgets.exchange(`${canary}-digest`, `${canary}-worker`, { text: canary }, 10_000)
    expect(filesWith(path, canary)).not.toEqual([])
    await state.integrations.put(sampleIntegration(canary))
    await state.sealed.destroy(canary)
    await state.integrations.remove(canary)
    expect(filesWith(path, canary)).toEqual([])
    const raw = new DatabaseSync(path, { readOnly: true })
    onTestFinished(() => raw.close())
    expect(raw.prepare('select key from lease').all()).toEqual([{ key: 'scan:neighbour-1' }])
  })

  it('[F35] destroyed credentials leave no byte in the file or its log', async () => {
    const { path, state } = opened()
    const any = sequence(5)
    for (let n = 0; n < 300; n++) {
      await state.sealed.put({ ...sealedOf(`${n % 4 === 0 ? canary : 'other'}-${any(99)}`), version: String(n) })
    }
    for (const { ref } of await state.sealed.list({ limit: 500 })) {
      if (ref.startsWith(canary)) await state.sealed.destroy(ref)
    }
    expect(filesWith(path, canary)).toEqual([])
    expect((await state.sealed.list({ limit: 500 })).length).toBeGreaterThan(20)
    const bytes = new TextDecoder().decode((await state.sealed.list({ limit: 1 }))[0]?.sealed)
    expect(bytes).toContain('sealed of other')
  })

  it('[F35] once all data keys are wrapped anew, none is left in the file or its log as it was wrapped before', async () => {
    const { path, state } = opened()
    const any = sequence(7)
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text.repeat(10))
    for (let n = 0; n < 300; n++) {
      const [ref, version] = [`ref-${any(200)}`, String(n)]
      await state.sealed.put({ ...sealedOf(ref), ref, version, wrappedKey: bytes(`${canary} ${version} `) })
    }
    const records = await state.sealed.list({ limit: 500 })
    for (const [at, record] of records.entries()) {
      expect(filesWith(path, canary), `before number ${at} of ${records.length}`).not.toEqual([])
      const next = { ...record, version: `${record.version} again`, keyId: 'key-2', wrappedKey: bytes('anew ') }
      expect(await state.sealed.put(next, record.version)).toBe(true)
    }
    expect(filesWith(path, canary)).toEqual([])
    const after = await state.sealed.list({ limit: 500 })
    const sealed = ({ ref, sealed: found }: { ref: string; sealed: Uint8Array }): unknown => [ref, [...found]]
    expect(after.map(sealed)).toEqual(records.map(sealed))
    expect(after.filter(({ keyId }) => keyId !== 'key-2')).toEqual([])
  })

  it('[F35] while somebody reads an older state the log keeps it; the next write after the reader is gone empties it', async () => {
    const { path, state, clock } = opened()
    await fill(state, sequence(11))
    await state.sealed.destroy(canary)
    const reader = new DatabaseSync(path, { readOnly: true })
    reader.exec('begin')
    expect(reader.prepare('select count(*) as n from integration').get()).toEqual({ n: ids.length })
    await state.integrations.remove(canary)
    expect(await state.integrations.get(canary)).toBeUndefined()
    expect(filesWith(path, canary)).not.toEqual([])
    expect(reader.prepare('select count(*) as n from integration').get(), 'it reads what it began with').toEqual({
      n: 3,
    })
    reader.close()
    await clock.advance(1_000)
    await state.commit({ integration: 'neighbour-1' })
    expect(filesWith(path, canary)).toEqual([])
  })

  it('[F35] a state that is closed before the log could be emptied is made good by the next one', async () => {
    const { path, state } = opened()
    await fill(state, sequence(13))
    await state.sealed.destroy(canary)
    const reader = new DatabaseSync(path, { readOnly: true })
    reader.exec('begin')
    reader.prepare('select count(*) as n from integration').get()
    await state.integrations.remove(canary)
    await state.close()
    expect(filesWith(path, canary)).not.toEqual([])
    reader.exec('commit')
    const next = createSqliteState({ path })
    await next.commit({ integration: 'neighbour-1' })
    expect(filesWith(path, canary)).toEqual([])
    reader.close()
    await next.close()
  })

  it('[F38] where the process ended before the file was written anew, the next removal makes it good', async () => {
    const { path, state } = opened()
    await fill(state, sequence(17))
    const raw = new DatabaseSync(path)
    onTestFinished(() => raw.close())
    raw.exec('delete from finding where integration_id = 1; pragma user_version = 2')
    expect(raw.prepare('pragma freelist_count').get()).not.toEqual({ freelist_count: 0 })
    expect(await state.integrations.remove('nobody')).toMatchObject({ findings: 0 })
    expect(raw.prepare('pragma user_version').get()).toEqual({ user_version: 0 })
    expect(raw.prepare('pragma freelist_count').get()).toEqual({ freelist_count: 0 })
  })

  it.each([false, true])(
    '[F38] a process that is killed while the file is written anew: whoever opens it next finishes that (asked to remove it again: %s)',
    async (isAskedAgain) => {
      const { path, state } = opened()
      await fill(state, sequence(5 * 7_919))
      await enlarge(state)
      await state.sealed.destroy(canary)
      await state.close()
      const { signal } = await runScript(removeAndDie, path, canary).ended
      expect(signal).toBe('SIGKILL')
      expect(filesWith(path, canary)).not.toEqual([])
      expect(markOf(path)).toBe(2)
      const next = createSqliteState({ path })
      expect((await next.integrations.list()).map(({ id }) => id)).toEqual(['neighbour-1', 'neighbour-2'])
      if (isAskedAgain) await next.integrations.remove(canary)
      else await next.integrations.update('neighbour-1', (found) => ({ ...found, nextScanAt: at }))
      expect(filesWith(path, canary)).toEqual([])
      expect(filesWith(path, 'neighbour-1')).toContain(path)
      await next.close()
      expect(markOf(path)).toBe(0)
    },
  )

  it('[F38] so it does with a small one, at the latest when it is closed', async () => {
    const { path, state } = opened()
    await fill(state, sequence(17))
    await state.close()
    const raw = new DatabaseSync(path)
    raw.exec('delete from finding where integration_id = 1; pragma user_version = 2')
    expect(raw.prepare('pragma freelist_count').get()).not.toEqual({ freelist_count: 0 })
    raw.close()
    await createSqliteState({ path, readOnly: true }).close()
    expect(markOf(path), 'who only looks leaves it alone').toBe(2)
    await createSqliteState({ path }).close()
    expect(markOf(path)).toBe(0)
    const after = new DatabaseSync(path, { readOnly: true })
    expect(after.prepare('pragma freelist_count').get()).toEqual({ freelist_count: 0 })
    after.close()
  })

  it('asked to remove what was never there, it does not write the file anew', async () => {
    const { path, state } = opened()
    await fill(state, sequence(31))
    await state.budgets.exchange('digest', 'worker', {}, 10_000)
    const raw = new DatabaseSync(path)
    onTestFinished(() => raw.close())
    raw.exec('delete from inventory where integration_id = 1')
    const free = raw.prepare('pragma freelist_count').get()
    expect(free).not.toEqual({ freelist_count: 0 })
    await state.integrations.remove('nobody')
    expect(raw.prepare('pragma freelist_count').get()).toEqual(free)
    expect(raw.prepare('select count(*) as n from budget_note').get(), 'others share these notes').toEqual({ n: 1 })
  })

  it('a large file is written anew beside other work: reading goes on, and writing waits', async () => {
    const { path, state } = opened()
    await fill(state, sequence(19))
    await enlarge(state)
    await state.sealed.destroy(canary)
    const removal = state.integrations.remove(canary)
    const read: string[] = []
    const isRemoved = removal.then(() => true)
    while (!(await Promise.race([isRemoved, new Promise((resolve) => setImmediate(resolve))]))) {
      read.push(...(await state.integrations.list()).map(({ id }) => id))
      if (read.length === 2) void state.commit({ integration: 'neighbour-1', patch: { nextScanAt: at } })
    }
    expect(new Set(read)).toEqual(new Set(['neighbour-1', 'neighbour-2']))
    await Promise.all([state.integrations.remove('neighbour-2'), state.integrations.remove('nobody')])
    expect(filesWith(path, canary)).toEqual([])
    expect(filesWith(path, 'neighbour-2-tenant')).toEqual([])
    expect((await state.integrations.get('neighbour-1'))?.nextScanAt).toBe(at)
  })
})
