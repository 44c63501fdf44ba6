import { expect, it } from 'vitest'
import { scopeNames } from './scope-names.ts'

it('names a part of a tenant the same way, whatever the order that it is written in', () => {
  const names = ['since=2026-01-31', 'users=a@example.com,b@example.com']
  expect(scopeNames({ users: ['b@example.com', 'a@example.com'], since: '2026-01-31' })).toEqual(names)
  expect(scopeNames({})).toEqual([])
})
