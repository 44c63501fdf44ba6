import { describe, expect, it } from 'vitest'
import { isInScope } from './scoped-user.ts'

const user = { email: 'user-1@acme.example', unit: '/Sales/North' }

describe('the scope of what is shared', () => {
  it.each([
    [{}, true],
    [{ units: ['/'] }, true],
    [{ units: ['/Sales'] }, true],
    [{ units: ['/sales/'] }, true],
    [{ units: ['/Sales/North'] }, true],
    [{ units: ['/Sales/North/East'] }, false],
    [{ units: ['/Sal'] }, false],
    [{ units: ['/Engineering', '/Sales'] }, true],
    [{ users: ['USER-1@acme.example'] }, true],
    [{ users: ['user-2@acme.example'] }, false],
    [{ units: ['/Engineering'], users: ['user-1@acme.example'] }, false],
    [{ units: ['/Sales'], users: ['user-1@acme.example'] }, true],
    [{ drives: [] }, true],
  ])('%j holds the user: %s', (scope, holds) => {
    expect(isInScope(user, scope)).toBe(holds)
  })
})
