import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { expect, it, vi } from 'vitest'
import { ask } from '../tests/fixture/ask.ts'
import { sampleIntegration, samplePage } from '../tests/fixture/sample-page.ts'
import { createPostgresState } from './postgres-state.ts'

it('marks findings as seen and assets as there without touching an index', async () => {
  const url = await newTestDatabase()
  const state = await createPostgresState({ connectionString: url })
  await state.integrations.put(sampleIntegration('one'))
  const pages = Array.from({ length: 20 }, (_, page) => samplePage('one', page, 'x'.repeat(300)))
  const assetsOf = (page: (typeof pages)[number], runId: string) => ({
    resource: 'sample.repository',
    partition: 'acme',
    runId,
    at: '2026-01-02T00:00:00.000Z',
    assets: (page.findings ?? []).map(({ record }) => ({ item: record.item, asset: record.finding.asset })),
  })
  for (const page of pages) await state.commit({ ...page, inventory: assetsOf(page, 'run-1') })
  for (const page of pages) {
    const fingerprints = (page.findings ?? []).map(({ record }) => record.finding.fingerprint)
    const seen = { fingerprints, runId: 'run-2', at: '2026-01-02T00:00:00.000Z' }
    await state.commit({ integration: 'one', seen, inventory: assetsOf(page, 'run-2') })
  }
  // Sessions tell their counts when they end, and the server adds them up a little later.
  await state.close()
  const counted = () =>
    ask<{ updated: number; withoutIndexes: number }>(
      url,
      `select n_tup_upd::int as updated, n_tup_hot_upd::int as "withoutIndexes" from pg_stat_user_tables
         where relname in ('finding', 'inventory') order by relname`,
    )
  const all = { updated: 400, withoutIndexes: 400 }
  await vi.waitFor(async () => expect(await counted()).toEqual([all, all]), 10_000)
})
