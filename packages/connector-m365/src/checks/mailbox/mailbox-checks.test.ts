import { runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { mailboxChecks } from './mailbox-checks.ts'

const resource = { id: 'u-1', userPrincipalName: 'user-1@acme.example', displayName: 'User 1', accountEnabled: true }
const outside = ['collector@example.net']
const aRule = (id: string, hides: readonly string[]) => ({
  id,
  name: `Rule ${id}`,
  forwardTo: outside,
  forwardAsAttachmentTo: [],
  redirectTo: [],
  hides,
})

function verdictsOf(id: string, facets: Readonly<Record<string, unknown>>) {
  const check = mailboxChecks.find((one) => one.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  return runCheckParts(check, { resource, facets })
}

describe('what leaves a mailbox', () => {
  it('is a finding for each rule, and counts for more where the rule hides it', () => {
    const rules = [aRule('r-1', []), aRule('r-2', ['delete', 'markAsRead'])]
    const verdicts = verdictsOf('m365/inbox-rule-external-forward', { rules })
    expect(verdicts).toMatchObject([
      { outcome: 'fail', part: 'r-1', evidence: { rule: 'Rule r-1', forwardTo: outside, hides: [] } },
      { outcome: 'fail', part: 'r-2', severity: 'medium', evidence: { hides: ['delete', 'markAsRead'] } },
    ])
    expect(verdicts[0]).not.toHaveProperty('severity')
  })

  it('counts for more where somebody outside may write in the calendar', () => {
    const shares = (role: string) => ({ shares: [{ grantee: 'friend@example.net', role }] })
    const severity = (role: string) => verdictsOf('m365/calendar-shared-externally', shares(role))[0]
    expect(severity('read')).not.toHaveProperty('severity')
    expect(severity('write')).toMatchObject({ severity: 'medium' })
    expect(severity('delegateWithPrivateEventAccess')).toMatchObject({ severity: 'medium' })
    expect(severity('what is to come')).toMatchObject({ severity: 'medium' })
  })
})
