import { runCheck } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { memberTwoFactor } from './member-two-factor.ts'

const member = { id: 'm1', email: 'm1@acme.example.com', role: 'editor', status: 'active', two_factor: false }

describe('acme-notes/member-two-factor', () => {
  it('fails a member without a second factor, an administrator more urgently', () => {
    expect(runCheck(memberTwoFactor, { resource: member })).toMatchObject({ outcome: 'fail' })
    const admin = { ...member, role: 'admin' }
    expect(runCheck(memberTwoFactor, { resource: admin })).toMatchObject({ outcome: 'fail', severity: 'critical' })
  })

  it('passes a member with one', () => {
    expect(runCheck(memberTwoFactor, { resource: { ...member, two_factor: true } }).outcome).toBe('pass')
  })

  it('does not concern members who cannot sign in', () => {
    const resource = { ...member, status: 'suspended' }
    expect(runCheck(memberTwoFactor, { resource }).outcome).toBe('not-applicable')
  })
})
