import type { gmail_v1 } from '@googleapis/gmail'
import { jsonOf } from '../http/json-of.ts'
import { forbidden, refuse } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'
import type { SimulatedMailbox } from '../world/mailbox.ts'

const scopes: readonly string[] = [
  'https://mail.google.com/',
  'https://www.googleapis.com/auth/gmail.modify',
  'https://www.googleapis.com/auth/gmail.readonly',
  'https://www.googleapis.com/auth/gmail.settings.basic',
]

/** The Gmail API's settings. Empty lists are left out, and its answers do not say what they are. */
export const gmailRoutes: readonly Route[] = [
  settings(
    'delegates',
    ({ delegates }): gmail_v1.Schema$ListDelegatesResponse => ({
      ...(delegates.length > 0 && {
        delegates: delegates.map(({ email, status }) => ({ delegateEmail: email, verificationStatus: status })),
      }),
    }),
  ),
  settings(
    'autoForwarding',
    ({ forwardTo }): gmail_v1.Schema$AutoForwarding =>
      forwardTo === undefined
        ? { enabled: false }
        : { enabled: true, emailAddress: forwardTo, disposition: 'leaveInInbox' },
  ),
  settings(
    'forwardingAddresses',
    ({ forwardingAddresses }): gmail_v1.Schema$ListForwardingAddressesResponse => ({
      ...(forwardingAddresses.length > 0 && {
        forwardingAddresses: forwardingAddresses.map(({ email, status }) => ({
          forwardingEmail: email,
          verificationStatus: status,
        })),
      }),
    }),
  ),
  settings(
    'filters',
    ({ filters }): gmail_v1.Schema$ListFiltersResponse => ({
      ...(filters.length > 0 && {
        filter: filters.map((forward, at) => ({
          id: `ANe1Bm${at}`,
          criteria: { subject: 'invoice' },
          action: forward === undefined ? { addLabelIds: ['STARRED'] } : { forward, removeLabelIds: ['INBOX'] },
        })),
      }),
    }),
  ),
  settings(
    'sendAs',
    ({ sendAs }, email): gmail_v1.Schema$ListSendAsResponse => ({
      sendAs: [
        { sendAsEmail: email, isPrimary: true, isDefault: true, displayName: '' },
        ...sendAs.map((one) => ({ sendAsEmail: one.email, isPrimary: false, verificationStatus: one.status })),
      ],
    }),
  ),
]

function settings(path: string, render: (mailbox: SimulatedMailbox, email: string) => object): Route {
  return {
    route: `GET /gmail/v1/users/{userId}/settings/${path}`,
    quota: 'none',
    scopes,
    forAdministrators: false,
    answer: (call) => {
      const { world, subject, parameters } = call
      const user = parameters['userId']
      if (user !== 'me' && user !== subject.email) return forbidden()
      const mailbox = world.drives.mailbox(subject.index)
      if (!mailbox.enabled)
        return refuse(400, {
          message: 'Mail service not enabled',
          reason: 'failedPrecondition',
          status: 'FAILED_PRECONDITION',
        })
      return jsonOf(call, render(mailbox, subject.email))
    },
  }
}
