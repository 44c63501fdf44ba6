import type { Answer } from '@opencasb/simulator-kit'
import type { GraphCall } from '../http/graph-call.ts'
import { graphFailure } from '../http/graph-failure.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer } from '../http/list-answer.ts'
import type { SimulatedMailbox } from '../world/mailbox.ts'

function ofMailbox(read: (mailbox: SimulatedMailbox) => readonly object[]): (call: GraphCall) => Answer {
  return (call) => {
    const { world, parameters } = call
    const user = world.users.find(parameters['id'] ?? '')
    if (!user) return graphFailure(404, 'ErrorInvalidUser', 'The requested user is invalid.')
    const mailbox = world.mailboxes.items.get(user.index)
    if (!mailbox || !user.services.includes('exchange')) {
      return graphFailure(
        404,
        'MailboxNotEnabledForRESTAPI',
        'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
      )
    }
    return heldAnswer(call, read(mailbox))
  }
}

/** Rules of inboxes, and with whom calendars are shared. */
export const mailboxRoutes: readonly GraphRoute[] = [
  {
    route: 'GET /users/{id}/mailFolders/inbox/messageRules',
    permissions: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
    workload: 'outlook',
    answer: ofMailbox(({ rules }) => rules),
  },
  {
    route: 'GET /users/{id}/calendar/calendarPermissions',
    permissions: ['Calendars.ReadBasic.All', 'Calendars.Read', 'Calendars.ReadWrite'],
    workload: 'outlook',
    answer: ofMailbox(({ calendar }) => calendar),
  },
]
