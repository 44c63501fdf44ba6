// Packages that changed since the base branch need a changeset. A clone of one commit may not have that branch under
// its own name: then the remote's stands in for it, and at last the commit itself, which still proves the settings.
import { join } from 'node:path'
import { capture, run } from './run.ts'
import { root } from './workspace.ts'

const changeset = join(root, 'node_modules/@changesets/cli/bin.js')

async function exists(reference: string): Promise<boolean> {
  return (await capture('git', ['rev-parse', '--verify', '--quiet', `${reference}^{commit}`])).code === 0
}

const since = (await exists('main')) ? [] : ['--since', (await exists('origin/main')) ? 'origin/main' : 'HEAD']
console.log((await run(process.execPath, [changeset, 'status', ...since])).trim())
