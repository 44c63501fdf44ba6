import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { publicPackages, root } from '../workspace.ts'

it('changesets read their settings from the file at the root', () => {
  expect(readlinkSync(join(root, '.changeset/config.json'))).toBe('../changeset.config.json')
})

it('all packages are released together', () => {
  const { fixed } = JSON.parse(readFileSync(join(root, 'changeset.config.json'), 'utf8'))
  expect(fixed).toEqual([['@opencasb/*', 'opencasb']])
  expect(new Set(publicPackages().map(({ manifest }) => manifest.version)).size).toBe(1)
})
