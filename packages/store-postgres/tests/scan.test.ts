import {
  createMemoryCredentials,
  createMemoryState,
  createScanner,
  type Finding,
  type ScanReport,
  type StateStore,
  type StoredCredentials,
  secret,
} from '@opencasb/core'
import { type PostgresServer, startPostgres } from '@opencasb/local-postgres'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createPostgresState } from '../src/index.ts'
import { cutConnections } from './fixture/ask.ts'
import { type RowsWorld, rowsConnector } from './fixture/rows-connector.ts'

const rowCount = 400
const pages = rowCount / 20
let server: PostgresServer

// A server of its own, because it is restarted.
beforeAll(async () => {
  server = await startPostgres({ durable: false })
})
afterAll(() => server.stop())

/** The tenant as it is at the nth scan: each time some rows are opened, some closed, and some are gone. */
function rowsAt(scan: number): RowsWorld['rows'] {
  return Array.from({ length: rowCount }, (_, n) => ({ id: `row-${n}`, isOpen: (n * 7 + scan) % 3 === 0 })).filter(
    ({ id }, n) => scan === 0 || (n + scan) % 11 !== 0 || id === 'row-0',
  )
}

const token: StoredCredentials = { kind: 'token', fields: {}, secrets: { token: secret('t') } }

async function scanOnce(state: StateStore, world: RowsWorld): Promise<ScanReport> {
  const credentials = createMemoryCredentials()
  const scanner = createScanner({ connectors: [rowsConnector(world)], state, credentials, limits: { leaseMs: 1_000 } })
  const known = await state.integrations.get('rows-1')
  const given = { kind: 'token', token: 't' }
  const added = { id: 'rows-1', connector: 'rows', name: 'Acme', config: {}, credentials: given }
  if (known) await credentials.write(known.credentialRef, token)
  else await scanner.integrations.register(added)
  return scanner.scan('rows-1')
}

/** All findings, the times apart. */
async function findings(state: StateStore): Promise<unknown[]> {
  const all: Finding[] = []
  let after: string | undefined
  do {
    const page = await state.findings.list({}, { limit: 500, ...(after !== undefined && { after }) })
    all.push(...page.items)
    after = page.cursor
  } while (after !== undefined)
  return all
    .map(({ fingerprint, state: stands, resolution, message, asset }) => ({
      fingerprint,
      stands,
      resolution,
      message,
      asset,
    }))
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
}

/** What three undisturbed scans end with. */
async function undisturbed(): Promise<unknown[]> {
  const state = createMemoryState()
  for (let scan = 0; scan < 3; scan++) await scanOnce(state, { rows: rowsAt(scan), beforePage: async () => {} })
  return findings(state)
}

/** Scans three tenants, each scan disturbed at some pages, and again until it is complete. */
async function disturbed(state: StateStore, disturb: (page: number) => Promise<void>): Promise<number> {
  let broken = 0
  for (let scan = 0; scan < 3; scan++) {
    for (let attempt = 0; ; attempt++) {
      // The last attempts are left in peace.
      const world = { rows: rowsAt(scan), beforePage: attempt < 3 ? disturb : async () => {} }
      const report = await scanOnce(state, world).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'state' })
        return undefined
      })
      if (report?.status === 'complete') break
      broken += 1
      expect(attempt).toBeLessThan(30)
      // Whoever was broken off holds its lease until that ends.
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  return broken
}

async function opened(): Promise<{ readonly url: string; readonly state: StateStore }> {
  const url = await server.newDatabase()
  const state = await createPostgresState({ connectionString: url })
  onTestFinished(() => state.close())
  return { url, state }
}

describe('scans on a database that is disturbed', () => {
  it('[F39] connections that are cut again and again leave the findings of an undisturbed scan', async () => {
    const { url, state } = await opened()
    let cuts = 0
    await disturbed(state, async (page) => {
      // While the commit of the page before is likely on its way.
      if (page % 3 !== 2) return
      cuts += 1
      void cutConnections(url)
    })
    expect(cuts).toBeGreaterThan(5)
    expect(await findings(state)).toEqual(await undisturbed())
  })

  it.for(['fast', 'immediate'] as const)(
    '[F39] a server that is restarted (%s) in the middle leaves the findings of an undisturbed scan',
    { timeout: 60_000 },
    async (mode) => {
      const { state } = await opened()
      let restarts = 0
      const broken = await disturbed(state, async (page) => {
        if (page !== Math.floor(pages / 2) || restarts >= 4) return
        restarts += 1
        await server.restart(mode)
      })
      expect(restarts).toBeGreaterThan(2)
      expect(broken).toBeGreaterThanOrEqual(0)
      expect(await findings(state)).toEqual(await undisturbed())
    },
  )

  it('[F39] a server that is gone ends the scan with an error that says so, and the next one goes on from the checkpoint', async () => {
    const { state } = await opened()
    const readPages: number[] = []
    const report = await scanOnce(state, {
      rows: rowsAt(0),
      async beforePage(page) {
        readPages.push(page)
        if (page === 10) await server.pause('immediate')
      },
    }).catch((error: unknown) => error)
    await server.resume()
    expect(JSON.stringify(report)).toContain('state')
    const before = readPages.length
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const next = await scanOnce(state, {
      rows: rowsAt(0),
      async beforePage(page) {
        readPages.push(page)
      },
    })
    expect(next.status).toBe('complete')
    expect(readPages[before]).toBeGreaterThan(5)
  })

  it('an unchanged second scan writes last-seen and progress, and no finding anew', async () => {
    const { state } = await opened()
    const world = { rows: rowsAt(0), beforePage: async () => {} }
    await scanOnce(state, world)
    const before = await state.findings.list({}, { limit: 1_000 })
    let rewritten = 0
    const watched: StateStore = {
      ...state,
      commit(batch) {
        rewritten += batch.findings?.length ?? 0
        return state.commit(batch)
      },
    }
    await scanOnce(watched, world)
    expect(rewritten).toBe(0)
    const after = await state.findings.list({}, { limit: 1_000 })
    expect(after.items.map(({ lastSeen: _, ...rest }) => rest)).toEqual(
      before.items.map(({ lastSeen: _, ...rest }) => rest),
    )
  })
})
