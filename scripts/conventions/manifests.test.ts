import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entriesOf, publicPackages, root, workspaces } from '../workspace.ts'

describe.each(publicPackages())('$manifest.name', (workspace) => {
  const { folder, manifest } = workspace

  it('is an ES module under Apache-2.0 for the supported Nodes', () => {
    expect(manifest).toMatchObject({
      license: 'Apache-2.0',
      type: 'module',
      engines: { node: '>=22.19.0' },
      files: expect.arrayContaining(['dist']),
      sideEffects: false,
      description: expect.stringMatching(/^[A-Z].+\.$/),
    })
    expect(manifest, 'no repository has been chosen yet').not.toHaveProperty('repository')
  })

  it('exports each entry from source, as types and as a module that require() takes too', () => {
    const modules = Object.entries(manifest.exports ?? {}).filter(([, target]) => typeof target !== 'string')
    for (const [path, target] of modules) {
      const name = path === '.' ? 'index' : path.slice(2)
      expect(Object.entries(target), 'order matters: the source condition first, default last').toEqual([
        ['@opencasb/source', `./src/${name}.ts`],
        ['types', `./dist/${name}.d.ts`],
        ['default', `./dist/${name}.js`],
      ])
    }
  })

  it('exports its package.json, and other plain files only where they are published', () => {
    const plain = Object.entries(manifest.exports ?? {}).filter(([, target]) => typeof target === 'string')
    expect(plain).toContainEqual(['./package.json', './package.json'])
    for (const [path, target] of plain.filter(([path]) => path !== './package.json')) {
      // What the build makes is looked at in the packed tarballs.
      const isBuilt = String(target).startsWith('./dist/') && manifest.files?.includes('dist')
      expect(isBuilt || existsSync(join(root, folder, String(target))), `${path} leads to ${target}`).toBe(true)
    }
  })

  it('has the sources of what it exports and runs', () => {
    const commands = Object.values(manifest.bin ?? {}).map((path) =>
      path.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
    )
    for (const source of [...entriesOf(workspace).map((entry) => entry.source), ...commands]) {
      expect(existsSync(join(root, folder, source)), `${folder}/${source} exists`).toBe(true)
    }
  })

  it('carries the licence', () => {
    expect(readFileSync(join(root, folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'))
  })

  it('says what it is in a README of its own', () => {
    expect(existsSync(join(root, folder, 'README.md')), `${folder}/README.md exists`).toBe(true)
  })
})

describe('workspaces', () => {
  it('that are not published are private', () => {
    const open = workspaces().filter(
      ({ folder, manifest }) => !folder.startsWith('packages/') && manifest.private !== true,
    )
    expect(open.map(({ folder }) => folder)).toEqual([])
  })
})
