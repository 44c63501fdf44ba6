import type { ScopedUser } from '../../src/resources/drive/scoped-user.ts'
import type { CheckCase } from './check-case.ts'

export const scopedUser: ScopedUser = {
  id: '100000000000000000017',
  email: 'user-17@acme.example',
  unit: '/',
  status: 'active',
  hasMailbox: true,
}
const outside = 'private-17@mail.example'
const partners = { allowedDomains: ['MAIL.example'] }
const filter = { id: 'f1', to: outside, criteria: ['subject'], hides: true }

function mailboxCase(check: string, facet: string, bad: unknown, good: unknown): CheckCase {
  const run = (value: unknown) => ({ resource: scopedUser, facets: { [facet]: value } })
  return {
    check: `google/${check}`,
    failing: run(bad),
    passing: run(good),
    alsoPassing: [{ ...run(bad), params: partners }],
    notApplicable: [run(undefined)],
  }
}

/** What the checks of mailboxes are shown. */
export const gmailCases: readonly CheckCase[] = [
  {
    ...mailboxCase('mailbox-delegated', 'delegates', ['user-9@acme.example'], []),
    alsoPassing: [
      {
        resource: scopedUser,
        facets: { delegates: ['user-9@acme.example'] },
        params: { allowed: ['User-9@acme.example'] },
      },
    ],
  },
  mailboxCase(
    'mailbox-auto-forwarding-outside',
    'forwarding',
    { outside, disposition: 'trash' },
    { outside: undefined, disposition: undefined },
  ),
  mailboxCase('mailbox-filter-forwards-outside', 'filters', [filter], []),
  mailboxCase('mailbox-forwarding-address-outside', 'addresses', [outside], []),
  mailboxCase('mailbox-send-as-outside', 'addresses', [outside], []),
]
