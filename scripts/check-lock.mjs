// An install can succeed and yet leave a lock file that `npm ci` refuses on another platform: every optional dependency
// that a package names must have an entry of its own. Plain JavaScript, so that it also runs before an install.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
const locked = new Set(
  Object.entries(packages)
    .filter(([, entry]) => entry.version)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
)
const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !locked.has(name))
    .map((name) => `${path || 'the workspace'}: package-lock.json has no entry for ${name}`),
)
for (const line of missing) console.error(line)
console.log(missing.length === 0 ? `package-lock.json is complete: ${locked.size} packages` : '')
process.exitCode = missing.length === 0 ? 0 : 1
