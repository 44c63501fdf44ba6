import { UnexpectedAnswerError } from '@opencasb/core'
import type { Facet } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphList, graphObject } from '../graph-field.ts'
import { domainOf } from '../sharing/own-domains.ts'
import type { Mailbox } from './mailbox.ts'
import { mailboxFacet } from './mailbox-facet.ts'

/** A rule of an inbox that is switched on and sends mail out of the tenant. */
export interface ForwardingRule {
  readonly id: string
  readonly name: string | undefined
  /** Addresses outside the tenant, by how mail gets there. */
  readonly forwardTo: readonly string[]
  readonly forwardAsAttachmentTo: readonly string[]
  readonly redirectTo: readonly string[]
  /** What the rule does besides, so that the owner of the mailbox does not see the mail. */
  readonly hides: readonly string[]
}

const recipient = z.object({
  emailAddress: graphObject(z.object({ address: graphField.text })),
})
const rule = z.object({
  id: graphField.id,
  displayName: graphField.text,
  isEnabled: graphField.flag,
  actions: graphObject(
    z.object({
      forwardTo: graphList(recipient),
      forwardAsAttachmentTo: graphList(recipient),
      redirectTo: graphList(recipient),
      delete: graphField.flag,
      permanentDelete: graphField.flag,
      markAsRead: graphField.flag,
      moveToFolder: graphField.text,
    }),
  ),
})
type Rule = z.infer<typeof rule>

/**
 * Rules that send mail out of the tenant; those that are switched off do not count.
 * @see https://learn.microsoft.com/en-us/graph/api/mailfolder-list-messagerules
 */
export const inboxRules: Facet<Mailbox, readonly ForwardingRule[] | undefined, M365Session> = mailboxFacet({
  name: 'inbox-rules',
  path: 'mailFolders/inbox/messageRules',
  item: rule,
  permission: 'MailboxSettings.Read',
  read: forwardingRules,
})

/** @throws UnexpectedAnswerError where a recipient has no address that tells inside from outside */
function forwardingRules(rules: readonly Rule[], ownDomains: ReadonlySet<string>): readonly ForwardingRule[] {
  return rules.flatMap(({ id, displayName, isEnabled, actions }) => {
    if (isEnabled === false || !actions) return []
    const found = {
      id,
      name: displayName,
      forwardTo: outside(actions.forwardTo, ownDomains),
      forwardAsAttachmentTo: outside(actions.forwardAsAttachmentTo, ownDomains),
      redirectTo: outside(actions.redirectTo, ownDomains),
      hides: hiding(actions),
    }
    const sends = [found.forwardTo, found.forwardAsAttachmentTo, found.redirectTo].some(({ length }) => length > 0)
    return sends ? [found] : []
  })
}

function outside(
  recipients: NonNullable<Rule['actions']>['forwardTo'],
  ownDomains: ReadonlySet<string>,
): readonly string[] {
  return recipients.flatMap(({ emailAddress }) => {
    const address = emailAddress?.address
    if (!address?.includes('@')) throw new UnexpectedAnswerError('A rule sends mail to what is no e-mail address')
    return ownDomains.has(domainOf(address)) ? [] : [address]
  })
}

function hiding(actions: NonNullable<Rule['actions']>): readonly string[] {
  return [
    ...(actions.delete ? ['delete'] : []),
    ...(actions.permanentDelete ? ['permanentDelete'] : []),
    ...(actions.markAsRead ? ['markAsRead'] : []),
    ...(actions.moveToFolder ? ['moveToFolder'] : []),
  ]
}
