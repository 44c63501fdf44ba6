import { expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { isSupportedNode } from './is-supported-node.ts'

it.each([
  ['22.19.0', true],
  ['22.19.1', true],
  ['24.0.0', true],
  ['22.18.9', false],
  ['20.20.2', false],
])('says of Node.js %s: %s', (version, supported) => {
  expect(isSupportedNode(version, '>=22.19.0')).toBe(supported)
})

it('understands what the manifest asks for', () => {
  expect(manifest.engines.node).toMatch(/^>=\d+\.\d+\.\d+$/)
})
