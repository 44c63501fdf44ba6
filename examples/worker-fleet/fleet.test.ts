import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const program = fileURLToPath(new URL('fleet.ts', import.meta.url))

it('scans on three workers, and goes on where one of them was killed', async () => {
  const { stdout, stderr } = await run(process.execPath, ['--conditions=@opencasb/source', program])
  expect(stderr).toBe('')
  for (const login of ['acme', 'globex', 'initech', 'umbrella', 'hooli', 'cyberdyne']) {
    expect(stdout).toMatch(new RegExp(`^${login}: (in)?complete, \\d+ urgent findings`, 'm'))
  }
  expect(stdout).toMatch(/^worker-[13] goes on with \w+ where another worker stopped$/m)
  for (const name of ['worker-1', 'worker-3']) expect(stdout).toContain(`${name} has stopped`)
  expect(stdout).not.toContain('worker-2 has stopped')
  expect(stdout.trim().split('\n').at(-1)).toBe('nothing was lost')
}, 300_000)
