import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { adminCount } from './admin-count.ts'

const admins = (count: number) => Array.from({ length: count }, () => ({ role: 'admin', status: 'active' }))

describe('acme-notes/admin-count', () => {
  it.each([
    [1, 'fail'],
    [2, 'pass'],
    [4, 'pass'],
    [5, 'fail'],
  ])('judges %d administrators: %s', (count, outcome) => {
    const others = [
      { role: 'editor', status: 'active' },
      { role: 'admin', status: 'suspended' },
    ]
    const [verdict] = runCheck(adminCount, { resources: [...admins(count), ...others] })
    expect(verdict).toMatchObject({ asset: { kind: 'organization' }, verdict: { outcome } })
  })

  it('takes other bounds', () => {
    const [verdict] = runCheck(adminCount, { resources: admins(1), params: { fewest: 1 } })
    expect(verdict?.verdict.outcome).toBe('pass')
  })
})
