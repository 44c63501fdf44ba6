import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { newTestDatabase } from '@opencasb/local-postgres/vitest'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createPostgresState } from '../src/index.ts'
import { ask } from './fixture/ask.ts'
import { findingsPerPage, sampleIntegration } from './fixture/sample-page.ts'

const raceForLeases = new URL('./fixture/race-for-leases.ts', import.meta.url)
const commitAndSay = new URL('./fixture/commit-and-say.ts', import.meta.url)

function run(script: URL, ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=@opencasb/source', fileURLToPath(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

describe('several processes on one database', () => {
  it('[F40] race for the same leases, and no two ever own one at the same time', async () => {
    const url = await newTestDatabase()
    await ask(url, 'create table owner(key text primary key, worker text not null)')
    const workers = ['a', 'b', 'c'].map((worker) => run(raceForLeases, url, worker, '300'))
    const results = await Promise.all(
      workers.map(
        async ({ stdout }) => JSON.parse(stdout ? await text(stdout) : '') as { owned: number; overlaps: number },
      ),
    )
    for (const { overlaps } of results) expect(overlaps).toBe(0)
    expect(results.reduce((sum, { owned }) => sum + owned, 0)).toBeGreaterThan(100)
  }, 60_000)

  it('[F38] killed at any point, all that it was told to be written is there, and pages are whole', async () => {
    const url = await newTestDatabase()
    const state = await createPostgresState({ connectionString: url })
    onTestFinished(() => state.close())
    for (let round = 0; round < 5; round++) {
      const integration = `worker-${round}`
      await state.integrations.put(sampleIntegration(integration))
      const worker = run(commitAndSay, url, integration)
      let said = ''
      worker.stdout?.setEncoding('utf8').on('data', (lines: string) => {
        said += lines
        if (said.split('\n').length > 3 + 4 * round) setTimeout(() => worker.kill('SIGKILL'), round * 3)
      })
      await once(worker, 'close')
      // The server may still be at the last commit of a session whose client is gone.
      await new Promise((resolve) => setTimeout(resolve, 100))
      const told = Number(said.trim().split('\n').at(-1))
      const written = (await state.findings.count({ integration: [integration] }, 'state'))['open'] ?? 0
      expect(written % findingsPerPage).toBe(0)
      expect(written / findingsPerPage).toBeGreaterThanOrEqual(told)
      expect((await state.checkpoints.load(integration))[0]?.cursor).toBe(String(written / findingsPerPage))
    }
  }, 60_000)
})
