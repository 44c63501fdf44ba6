import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The root of the repository. */
export const root: string = join(import.meta.dirname, '..')

/** The parts of a package.json that the scripts read. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly license?: string
  readonly type?: string
  readonly description?: string
  readonly sideEffects?: boolean
  readonly files?: readonly string[]
  readonly engines?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin?: Readonly<Record<string, string>>
  readonly workspaces?: readonly string[]
  readonly repository?: unknown
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** One workspace folder. */
export interface Workspace {
  /** Relative to the root: `packages/core`. */
  readonly folder: string
  readonly manifest: Manifest
}

/** One entry that a published package exports. */
export interface Entry {
  /** `index` for the package itself, otherwise the name of the subpath. */
  readonly name: string
  /** What one imports: `@opencasb/core/connector`. */
  readonly specifier: string
  /** Relative to the package: `src/connector.ts`. */
  readonly source: string
  /** Relative to the package: `dist/connector.d.ts`. */
  readonly types: string
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
}

/** The root itself, which holds the tools that all workspaces share. */
export function rootWorkspace(): Workspace {
  return { folder: '.', manifest: manifestOf('.') }
}

/** Every workspace folder, in the order of the root's `workspaces`. */
export function workspaces(): readonly Workspace[] {
  const patterns = rootWorkspace().manifest.workspaces ?? []
  return patterns.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [{ folder: pattern, manifest: manifestOf(pattern) }]
    const parent = pattern.slice(0, -2)
    return readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${parent}/${entry.name}`)
      .sort()
      .map((folder) => ({ folder, manifest: manifestOf(folder) }))
  })
}

/** The workspaces that are published. */
export function publicPackages(): readonly Workspace[] {
  return workspaces().filter(({ manifest }) => manifest.private !== true)
}

/** What a published package exports. */
export function entriesOf({ manifest }: Workspace): readonly Entry[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    if (typeof target === 'string') return []
    const name = path === '.' ? 'index' : path.slice(2)
    return [
      {
        name,
        specifier: path === '.' ? manifest.name : `${manifest.name}/${name}`,
        source: (target['@opencasb/source'] ?? '').replace(/^\.\//, ''),
        types: (target['types'] ?? '').replace(/^\.\//, ''),
      },
    ]
  })
}
