import { expect, it } from 'vitest'
import { checkIndex } from './check-index.ts'
import { checkPage } from './check-page.ts'
import { madeUpConnector } from './made-up-connector.ts'

const [locked] = madeUpConnector.checks
const text = locked ? checkPage(madeUpConnector, locked) : ''

it('a page says what a check reads, with which permissions, and who cannot', () => {
  expect(text).toContain('- `house.door`\n- `house.door.lock`')
  expect(text).toContain('| With a key | `doors:read`, `locks:read` |')
  expect(text).toContain('| With a badge | cannot be read |')
  expect(text).toContain('Needs these features of the plan or server: `locks`.')
})

it('a page names parameters with their defaults, benchmarks and the vendor’s page', () => {
  expect(text).toContain('| `bolts` | number | `2` | How many bolts |')
  expect(text).toContain('- `cis-house`: 1.1')
  expect(text).toContain('<https://example.com/locks>')
})

it('the index lists the most urgent first and escapes titles', () => {
  const index = checkIndex([madeUpConnector])
  expect(index.indexOf('[No door](house/door-exists.md)')).toBeGreaterThan(0)
  expect(index.indexOf('[No door]')).toBeLessThan(index.indexOf('[Door \\| unlocked](house/door-locked.md)'))
})
