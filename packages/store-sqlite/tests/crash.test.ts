import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { expectWholePages } from './fixture/expect-whole-pages.ts'
import { runScript } from './fixture/run-script.ts'
import { temporaryFolder } from './fixture/temporary-folder.ts'

const commitPages = new URL('./fixture/commit-pages.ts', import.meta.url)

describe('a process that is killed', () => {
  it('[F38] in the middle of a commit leaves nothing of it, whatever was written already', async () => {
    const folder = temporaryFolder()
    const parts = ['second finding', 'inventory', 'checkpoint']
    await Promise.all(
      parts.map(async (part) => {
        const path = join(folder, `${part}.db`)
        const { signal } = await runScript(commitPages, path, 'one', '9', '3', part).ended
        expect(signal).toBe('SIGKILL')
        expect(await expectWholePages(path, 'one')).toBe(2)
      }),
    )
  })

  it('[F38] at any moment loses no page that was reported as written, and the next process goes on', async () => {
    const path = join(temporaryFolder(), 'scan.db')
    let pages = 0
    for (const [lines, pause] of [
      [1, 0],
      [7, 3],
      [30, 2],
    ] as const) {
      const script = runScript(commitPages, path, 'one', '1000000')
      await script.printed(lines)
      await delay(pause)
      script.process.kill('SIGKILL')
      await script.ended
      const reported = Number(script.lines.at(-1) ?? 0)
      const before = pages
      pages = await expectWholePages(path, 'one')
      expect(pages).toBeGreaterThanOrEqual(reported)
      expect(Number(script.lines[0])).toBe(before + 1)
    }
  })
})
