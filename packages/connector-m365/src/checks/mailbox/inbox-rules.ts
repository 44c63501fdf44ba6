import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { type ForwardingRule, inboxRules } from '../../resources/mailbox/inbox-rules.ts'
import { mailbox } from '../../resources/mailbox/mailbox.ts'
import { nameOfUser } from '../../resources/user/user-asset.ts'

type Way = 'forwardTo' | 'forwardAsAttachmentTo' | 'redirectTo'

const ways: Readonly<Record<Way, { readonly id: string; readonly title: string; readonly does: string }>> = {
  forwardTo: { id: 'forward', title: 'Inbox rule forwards mail outside', does: 'forwards mail' },
  forwardAsAttachmentTo: {
    id: 'forward-as-attachment',
    title: 'Inbox rule forwards mail outside as an attachment',
    does: 'forwards mail as an attachment',
  },
  redirectTo: { id: 'redirect', title: 'Inbox rule redirects mail outside', does: 'redirects mail' },
}

function ruleCheck(way: Way): Check {
  const { id, title, does } = ways[way]
  return defineCheck({
    id: `m365/inbox-rule-external-${id}`,
    version: 1,
    title,
    severity: 'low',
    category: 'data-exposure',
    risk: 'Whoever takes over a mailbox often leaves a rule behind that goes on sending mail out after the password was changed. One that deletes, moves or marks the mail as read as well is likely to be of that kind, and counts for more.',
    remediation:
      'Ask the owner of the mailbox. If the rule is not theirs, treat the account as taken over. In Outlook, delete it under "Settings", "Mail", "Rules". To rule out such rules, in the Microsoft Defender portal set "Automatic forwarding rules" of the outbound spam filter policy to "Off - Forwarding is disabled". Forwarding that an administrator sets on the mailbox itself is not in Microsoft Graph: look for it in the Exchange admin center, in the report "Auto forwarded messages".',
    see: 'https://learn.microsoft.com/en-us/defender-office-365/outbound-spam-policies-external-email-forwarding',
    on: mailbox,
    with: { rules: inboxRules },
    evaluate: ({ resource, rules }): Verdict | readonly Verdict[] => {
      if (rules === undefined) return notApplicable('The user has no mailbox')
      const found = rules.filter((rule) => rule[way].length > 0)
      if (found.length === 0) return pass()
      return found.map((rule) => verdictOf(rule, way, `A rule of ${nameOfUser(resource)} ${does} outside`))
    },
  })
}

function verdictOf({ id, name, hides, ...rule }: ForwardingRule, way: Way, message: string): Verdict {
  return fail(message, {
    part: id,
    evidence: { rule: name ?? null, [way]: rule[way], hides },
    ...(hides.length > 0 && { severity: 'medium' }),
  })
}

/** Checks of inbox rules. */
export const inboxRuleChecks: readonly Check[] = [
  ruleCheck('forwardTo'),
  ruleCheck('forwardAsAttachmentTo'),
  ruleCheck('redirectTo'),
]
