import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../../..', import.meta.url))
const command = 'npm run -s opencasb --'

it('runs in a clone without a build, by a command that prints nothing of its own', { timeout: 60_000 }, async () => {
  // What must be installed is looked at before; a test installs nothing.
  const words = `${command} --version`.replace('run -s', 'run -s --ignore-scripts').split(' ').slice(1)
  const { stdout, stderr } = await promisify(execFile)('npm', words, { cwd: root })
  expect(stdout).toBe(`${manifest.version}\n`)
  expect(stderr).not.toContain('npm error')
})

it.each(['README.md', 'docs/guide/getting-started.md'])(
  'is named in %s, where readers of a clone need it',
  async (file) => {
    expect(await readFile(`${root}/${file}`, 'utf8')).toContain(command)
  },
)
