import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createFakeClock } from '@opencasb/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSqliteState } from '../src/index.ts'
import { runScript } from './fixture/run-script.ts'
import { assetsPerPage, findingsPerPage, sampleIntegration, samplePage } from './fixture/sample-page.ts'
import { temporaryFolder } from './fixture/temporary-folder.ts'

const commitPages = new URL('./fixture/commit-pages.ts', import.meta.url)

describe('two processes on one file', () => {
  it('[F40] both set up a new file and write at once, and each keeps all of its pages', async () => {
    const path = join(temporaryFolder(), 'shared.db')
    const names = ['one', 'two']
    const ends = await Promise.all(names.map((name) => runScript(commitPages, path, name, '40').ended))
    for (const { code, errors } of ends) expect(code, errors).toBe(0)
    const state = createSqliteState({ path })
    for (const name of names) {
      const filter = { integration: [name] }
      expect(await state.findings.count(filter, 'state')).toEqual({ open: 40 * findingsPerPage })
      expect(await state.inventory.count(filter)).toEqual({ repository: 40 * assetsPerPage })
    }
    await state.close()
    const raw = new DatabaseSync(path)
    expect(raw.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    raw.close()
  })

  it('[F39] a writer waits for another one to finish', async () => {
    const { state, other } = await opened()
    other.exec('begin immediate')
    const commit = state.commit(samplePage('one', 1))
    other.exec('commit')
    await commit
    expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
  })

  it('[F39] a writer that waited too long says so, and has written nothing', async () => {
    const { state, other, path } = await opened()
    other.exec('begin immediate')
    const error = await state.commit(samplePage('one', 1)).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'state', reason: 'busy', retryable: true })
    expect(String(error)).toContain(path)
    expect(await state.findings.count({}, 'state')).toEqual({})
    other.exec('rollback')
    await state.commit(samplePage('one', 1))
    expect(await state.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
  })

  it('sees what the other one writes, and that it removed an integration', async () => {
    const { state, path } = await opened()
    await state.commit(samplePage('one', 1))
    const other = createSqliteState({ path })
    onTestFinished(() => other.close())
    await other.commit(samplePage('one', 2))
    expect((await state.findings.list({}, { limit: 1 })).items).toHaveLength(1)
    expect(await state.findings.count({}, 'state')).toEqual({ open: 2 * findingsPerPage })
    await other.integrations.remove('one')
    await other.integrations.put(sampleIntegration('one'))
    await state.commit(samplePage('one', 3))
    expect(await other.findings.count({}, 'state')).toEqual({ open: findingsPerPage })
    expect((await other.findings.get('one', 'f3-0'))?.finding.title).toBe('Setting is off')
  })
})

async function opened() {
  const path = join(temporaryFolder(), 'shared.db')
  const state = createSqliteState({ path, clock: createFakeClock() })
  await state.integrations.put(sampleIntegration('one'))
  const other = new DatabaseSync(path)
  onTestFinished(async () => {
    other.close()
    await state.close()
  })
  return { path, state, other }
}
