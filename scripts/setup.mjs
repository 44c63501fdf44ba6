// Runs before `npm start`, `npm test` and `npm run opencasb`: a fresh clone installs itself. Written for any Node from 20 up.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The packages that a lock file names; `undefined` where there is none. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(`${root}${file}`, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Contents and not times: a checkout or `npm install` may touch either file later than the other. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path.includes('node_modules/') || // the workspaces themselves
      entry.optional || // binaries for other platforms
      entry.peer || // npm leaves out optional peers
      (present[path] && present[path].version === entry.version),
  )
}

if (!isInstalled()) {
  // What is said of it goes to the error output: the other one may be piped into a file.
  console.error('Installing dependencies (once)…')
  const npm = process.env.npm_execpath
  // Quiet about the engines: the Node that runs npm may be older than the one that the project installs for itself.
  const npmArguments = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  const options = { cwd: root, stdio: ['inherit', 2, 2] }
  const { status } = npm
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...npmArguments], options)
    : spawnSync('npm', npmArguments, { ...options, shell: process.platform === 'win32' })
  // For the command, 1 is a scan with findings; 4 is one that failed.
  const failed = process.env.npm_lifecycle_event === 'preopencasb' ? 4 : 1
  process.exit(status === 0 ? 0 : failed)
}
