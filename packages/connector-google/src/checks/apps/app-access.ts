import { counted } from '@opencasb/connector-kit'
import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { type OauthApp, oauthApp } from '../../resources/oauth/oauth-app.ts'
import { type Reach, scopesThatReach } from './scope-reach.ts'
import { isTrusted, trustedApps } from './trusted-apps.ts'

interface Rule {
  readonly name: string
  readonly reach: Reach
  /** What the application has access to: `Google Drive`. */
  readonly what: string
  readonly title: string
  readonly severity: Check['severity']
  readonly risk: string
}

/** How many scopes evidence names. */
const scopesShown = 20

const remediation =
  'In the Admin console, open "Security", "Access and data control", "API controls", "Manage app access", choose the app, and set it to "Limited" or "Blocked" where nobody needs it. Name apps that may have it in the parameter "trusted".'

function appAccess({ name, reach, what, title, severity, risk }: Rule): Check {
  return defineCheck({
    id: `google/${name}`,
    version: 1,
    title,
    severity,
    category: 'third-party-access',
    risk,
    remediation,
    frameworks: { 'cis-gws': ['4.2.1.2'] },
    see: 'https://support.google.com/a/answer/7281227',
    on: oauthApp,
    params: trustedApps,
    evaluate: ({ resource, params }) => judge(resource, params.trusted, reach, what),
  })
}

function judge(app: OauthApp, trusted: readonly string[], reach: Reach, what: string): Verdict {
  const scopes = scopesThatReach(app.scopes, reach)
  if (scopes.length === 0) return pass()
  if (trusted.includes(app.clientId)) return notApplicable(isTrusted)
  const { users, superAdmins, anonymous } = app
  return fail(`${app.name} has access to ${what} of ${counted(users, 'user')}`, {
    evidence: { scopes: scopes.slice(0, scopesShown), users, superAdmins, anonymous },
  })
}

/** What applications that users have authorised have access to. */
export const appAccessChecks: readonly Check[] = [
  appAccess({
    name: 'app-drive-access',
    reach: 'drive',
    what: 'Google Drive',
    title: 'App with Drive access',
    severity: 'high',
    risk: 'The app, and whoever breaks in at its maker, reads all files that the users can see, those that others share with them included.',
  }),
  appAccess({
    name: 'app-gmail-access',
    reach: 'gmail',
    what: 'Gmail',
    title: 'App with Gmail access',
    severity: 'high',
    risk: 'Mail holds contracts, personal data, and the links with which passwords of other services are reset.',
  }),
  appAccess({
    name: 'app-docs-access',
    reach: 'docs',
    what: 'Google Docs',
    title: 'App with Docs access',
    severity: 'medium',
    risk: 'The app reads, and with the full scope changes, all documents that the users can open.',
  }),
  appAccess({
    name: 'app-calendar-access',
    reach: 'calendar',
    what: 'Google Calendar',
    title: 'App with Calendar access',
    severity: 'medium',
    risk: 'Calendars tell who meets whom about what, with dial-in data and attachments; an app that may write can plant invitations with links.',
  }),
  appAccess({
    name: 'app-slides-access',
    reach: 'slides',
    what: 'Google Slides',
    title: 'App with Slides access',
    severity: 'medium',
    risk: 'The app reads, and with the full scope changes, all presentations that the users can open.',
  }),
  appAccess({
    name: 'app-sheets-access',
    reach: 'sheets',
    what: 'Google Sheets',
    title: 'App with Sheets access',
    severity: 'medium',
    risk: 'Spreadsheets are where lists of customers, salaries and passwords end up; the app reads all that the users can open.',
  }),
  appAccess({
    name: 'app-contacts-access',
    reach: 'contacts',
    what: 'contacts',
    title: 'App with access to contacts',
    severity: 'medium',
    risk: 'A list of who works with whom is what targeted phishing begins with.',
  }),
  appAccess({
    name: 'app-sign-in-access',
    reach: 'sign-in',
    what: 'the identity',
    title: 'App with Google Sign-In access',
    severity: 'low',
    risk: 'The app is a service that the organisation may not know of, with data of its own behind the same sign-in.',
  }),
  appAccess({
    name: 'app-mail-full-access',
    reach: 'gmail-full',
    what: 'all mail, to change and delete it,',
    title: 'App may read, change and delete all mail',
    severity: 'high',
    risk: 'With the full scope the app reads every message, hides what should not be seen, and sends as the user.',
  }),
  appAccess({
    name: 'app-drive-full-access',
    reach: 'drive-full',
    what: 'all files, to change and share them,',
    title: 'App may read, change and share all files',
    severity: 'high',
    risk: 'With the full scope the app can encrypt, delete or publish every file of the users.',
  }),
  appAccess({
    name: 'app-sends-mail',
    reach: 'gmail-send',
    what: 'sending mail in the name',
    title: 'App may send mail as the user',
    severity: 'high',
    risk: 'Mail from a real colleague passes every filter: the app can spread phishing inside the organisation.',
  }),
  appAccess({
    name: 'app-admin-access',
    reach: 'admin',
    what: 'administration',
    title: 'App with access to administration',
    severity: 'critical',
    risk: "With an administrator's consent the app reads, and with most of these scopes changes, users, groups, roles and devices of the whole account.",
  }),
  appAccess({
    name: 'app-cloud-access',
    reach: 'cloud',
    what: 'Google Cloud',
    title: 'App with access to Google Cloud',
    severity: 'high',
    risk: 'The app acts in all Google Cloud projects that the users may work in.',
  }),
]
