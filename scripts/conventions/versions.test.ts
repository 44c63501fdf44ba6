import { describe, expect, it } from 'vitest'
import { publicPackages, rootWorkspace, workspaces } from '../workspace.ts'

const exact = /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/

/** Every place that names a dependency, peers apart: those are ranges by nature. */
const uses = [rootWorkspace(), ...workspaces()].flatMap(({ folder, manifest }) =>
  Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).map(([name, version]) => ({
    folder,
    name,
    version,
  })),
)

describe('dependencies', () => {
  it('are exact versions', () => {
    expect(uses.filter(({ version }) => !exact.test(version))).toEqual([])
  })

  it('have one version across the workspaces', () => {
    const versions = new Map<string, Set<string>>()
    for (const { name, version } of uses) versions.set(name, (versions.get(name) ?? new Set()).add(version))
    const several = [...versions]
      .filter(([, found]) => found.size > 1)
      .map(([name, found]) => `${name}: ${[...found].join(', ')}`)
    expect(several).toEqual([])
  })

  it('on packages of this repository are on the version that stands here', () => {
    const current = new Map(publicPackages().map(({ manifest }) => [manifest.name, manifest.version]))
    const stale = uses.filter(({ name, version }) => current.has(name) && current.get(name) !== version)
    expect(stale).toEqual([])
  })
})
