import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { emptyFolder } from './captured-host.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Runs a command as a guide writes it. What must be installed is looked at before; a test installs nothing. */
async function typed(command: string, cwd: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const [npm = '', ...words] = command
    .replace('/path/to/clone', root)
    .replace('run -s', 'run -s --ignore-scripts')
    .split(' ')
  return promisify(execFile)(npm, words, { cwd })
}

it('runs in a clone without a build, by a command that prints nothing of its own', { timeout: 60_000 }, async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [command = ''] = /npm run -s opencasb --/.exec(readme) ?? []
  const { stdout, stderr } = await typed(`${command} --version`, root)
  expect(stdout).toBe(`${manifest.version}\n`)
  expect(stderr).not.toContain('npm error')
})

it('runs by the alias of the guide in any folder, and writes there', { timeout: 60_000 }, async () => {
  const guide = await readFile(join(root, 'docs/guide/getting-started.md'), 'utf8')
  const [, alias = ''] = /^alias opencasb='(.+)'$/m.exec(guide) ?? []
  const cwd = await emptyFolder()
  await typed(`${alias} keys create opencasb.keys`, cwd)
  expect(await readFile(join(cwd, 'opencasb.keys'), 'utf8')).not.toBe('')
})
