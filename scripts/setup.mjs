// Runs before `npm start` and `npm test`: a fresh clone installs itself. Written for any Node from 20 up.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const installed = `${root}node_modules/.package-lock.json`
const lock = `${root}package-lock.json`
const fresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs
if (!fresh) {
  console.log('Installing dependencies (once)…')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const run = npm ? [process.execPath, [npm, ...args]] : ['npm', args]
  const { status } = spawnSync(run[0], run[1], {
    cwd: root,
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  })
  process.exit(status ?? 1)
}
