import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm } from './run.ts'
import { publicPackages, root, type Workspace } from './workspace.ts'

/** A published package as it would reach the registry. */
export interface Tarball {
  readonly workspace: Workspace
  readonly file: string
}

/** Packs every published package as it was last built. */
export async function packAll(): Promise<readonly Tarball[]> {
  const folder = join(root, 'temp/tarballs')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const packages = publicPackages()
  const chosen = packages.flatMap(({ folder: workspace }) => ['--workspace', workspace])
  await runNpm(['pack', '--pack-destination', folder, '--loglevel=error', ...chosen])
  const files = readdirSync(folder)
  return packages.map((workspace) => {
    const { name, version } = workspace.manifest
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
    if (!files.includes(file)) throw new Error(`npm pack made no ${file}`)
    return { workspace, file: join(folder, file) }
  })
}
