import type { CheckCase } from './check-case.ts'
import { anApp } from './things.ts'

const prefix = 'https://www.googleapis.com/auth/'
const limited = anApp({ scopes: [`${prefix}drive.file`, `${prefix}drive.appdata`] })

function access(check: string, scope: string): CheckCase {
  const resource = anApp({ scopes: [scope] })
  return {
    check: `google/${check}`,
    failing: { resource },
    passing: { resource: limited },
    notApplicable: [{ resource, params: { trusted: [resource.clientId] } }],
  }
}

const risky = anApp({ scopes: [`${prefix}drive`, 'https://mail.google.com/'], users: 120 })

export const appCases: readonly CheckCase[] = [
  access('app-drive-access', `${prefix}drive.metadata.readonly`),
  access('app-gmail-access', `${prefix}gmail.settings.basic`),
  access('app-docs-access', `${prefix}documents`),
  access('app-calendar-access', `${prefix}calendar.events`),
  access('app-slides-access', `${prefix}presentations.readonly`),
  access('app-sheets-access', `${prefix}spreadsheets`),
  access('app-contacts-access', 'https://www.google.com/m8/feeds'),
  access('app-sign-in-access', 'openid'),
  access('app-mail-full-access', 'https://mail.google.com/'),
  access('app-drive-full-access', `${prefix}drive`),
  access('app-sends-mail', `${prefix}gmail.send`),
  access('app-admin-access', `${prefix}admin.directory.group`),
  access('app-cloud-access', `${prefix}cloud-platform`),
  {
    check: 'google/app-risk-score',
    failing: { resource: risky },
    passing: { resource: { ...risky, users: 2 } },
    notApplicable: [{ resource: risky, params: { trusted: [risky.clientId] } }],
    alsoPassing: [{ resource: risky, params: { threshold: 100 } }],
  },
  {
    check: 'google/app-registered',
    failing: { resource: anApp({ anonymous: true }) },
    passing: { resource: anApp() },
    notApplicable: [{ resource: anApp({ anonymous: true }), params: { trusted: [anApp().clientId] } }],
  },
  {
    check: 'google/app-native',
    failing: { resource: anApp({ native: true, scopes: [`${prefix}calendar`] }) },
    passing: { resource: anApp({ native: true, scopes: ['openid', `${prefix}drive.file`] }) },
  },
  {
    check: 'google/app-super-admin',
    failing: { resource: anApp({ superAdmins: 1, scopes: [`${prefix}contacts`] }) },
    passing: { resource: anApp({ superAdmins: 1, scopes: ['email', 'profile'] }) },
  },
]
