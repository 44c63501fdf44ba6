import type { ForwardingRule } from '../../src/resources/mailbox/inbox-rules.ts'
import type { Mailbox } from '../../src/resources/mailbox/mailbox.ts'
import type { CheckCase } from './check-case.ts'

const resource: Mailbox = {
  id: 'u-1',
  displayName: 'User 1',
  userPrincipalName: 'user-1@acme.example',
  accountEnabled: true,
}

function aRule(changes: Partial<ForwardingRule> = {}): ForwardingRule {
  return {
    id: 'r-1',
    name: 'Rule 1',
    forwardTo: [],
    forwardAsAttachmentTo: [],
    redirectTo: [],
    hides: [],
    ...changes,
  }
}

const outside = ['collector@example.net']
const withoutMailbox = { resource, facets: { rules: undefined } }

export const mailboxCases: readonly CheckCase[] = [
  {
    check: 'm365/inbox-rule-external-forward',
    failing: { resource, facets: { rules: [aRule({ forwardTo: outside })] } },
    passing: { resource, facets: { rules: [] } },
    alsoPassing: [{ resource, facets: { rules: [aRule({ redirectTo: outside })] } }],
    notApplicable: [withoutMailbox],
  },
  {
    check: 'm365/inbox-rule-external-forward-as-attachment',
    failing: { resource, facets: { rules: [aRule({ forwardAsAttachmentTo: outside })] } },
    passing: { resource, facets: { rules: [aRule({ forwardTo: outside })] } },
    notApplicable: [withoutMailbox],
  },
  {
    check: 'm365/inbox-rule-external-redirect',
    failing: { resource, facets: { rules: [aRule(), aRule({ id: 'r-2', redirectTo: outside })] } },
    passing: { resource, facets: { rules: [aRule({ forwardTo: outside })] } },
    notApplicable: [withoutMailbox],
  },
  {
    check: 'm365/calendar-shared-externally',
    failing: { resource, facets: { shares: [{ grantee: 'friend@example.net', role: 'read' }] } },
    passing: { resource, facets: { shares: [] } },
    notApplicable: [{ resource, facets: { shares: undefined } }],
  },
]
