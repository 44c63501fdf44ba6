import { expect, it } from 'vitest'
import { madeUpConnector } from './made-up-connector.ts'
import { permissionsPage } from './permissions-page.ts'

const text = permissionsPage(madeUpConnector)

it('each permission stands with its label, its reason, what is read with it and how many checks need it', () => {
  expect(text).toContain('| `locks:read` | Locks | To see whether they are locked | `house.door.lock` | 1 |')
  expect(text).toContain('| `doors:read` |  |  | `house.door` | 2 |')
  expect(text).toContain('1. Cut a key.')
})

it('a way to sign in names the checks that it can never answer', () => {
  const badge = text.slice(text.indexOf('## With a badge'))
  expect(badge).toContain('No permission beyond signing in.')
  expect(badge).toContain('can never answer: [`house/door-locked`](../checks/house/door-locked.md).')
})
