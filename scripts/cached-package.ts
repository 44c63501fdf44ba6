import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from './run.ts'
import { root } from './workspace.ts'

/** Where an npm package of exactly this version is, with its install script run; fetched where it is not there yet. */
export async function cachedPackage(name: string, version: string): Promise<string> {
  const home = join(root, 'node_modules/.cache/opencasb', `${name.replaceAll(/[^\w-]/g, '')}-${version}`)
  const folder = join(home, 'node_modules', name)
  if (!existsSync(join(folder, 'package.json'))) {
    mkdirSync(home, { recursive: true })
    const manifest = { private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } }
    writeFileSync(join(home, 'package.json'), JSON.stringify(manifest))
    await runNpm(['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: home })
  }
  return folder
}
