import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from './run.ts'
import { root } from './workspace.ts'

/** The Nodes that published packages are tried on beside the one that the project installs: the oldest supported and the newest. */
export const otherNodes: readonly string[] = ['22.19.0', '26.10.0']

/** Path of a Node of exactly this version, fetched as the npm package `node` where it is not there yet. */
export async function nodeBinary(version: string): Promise<string> {
  const folder = join(root, 'node_modules/.cache/opencasb', `node-${version}`)
  const binary = join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true })
    const manifest = { private: true, dependencies: { node: version }, allowScripts: { node: true } }
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
    await runNpm(['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: folder })
  }
  return binary
}
