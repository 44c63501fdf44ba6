import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { authorisedApp } from '../resources/app/authorised-app.ts'
import { connectedApp } from '../resources/app/connected-app.ts'
import { externalClientAppPolicy, externalClientAppScopes } from '../resources/app/external-client-app.ts'
import { installedPackage } from '../resources/app/installed-package.ts'
import { oauthToken } from '../resources/app/oauth-token.ts'
import { daysBetween } from './days.ts'

const see = 'https://help.salesforce.com/s/articleView?id=sf.connected_app_manage.htm'
const category = 'third-party-access'

const selfAuthorized: Check = defineCheck({
  id: 'salesforce/connected-app-self-authorized',
  version: 1,
  severity: 'high',
  category,
  title: 'Every user can authorise a connected app',
  risk: 'Users give the app all that they can see, without anybody having looked at it.',
  remediation:
    'In Setup, Manage Connected Apps, edit the policies of the app, and set Permitted Users to "Admin approved users are pre-authorized".',
  see,
  frameworks: { sbs: ['OAUTH-001'] },
  on: connectedApp,
  evaluate: ({ resource: { name, adminApprovedOnly } }) =>
    adminApprovedOnly ? pass() : fail(`every user can authorise ${name}`),
})

const endlessTokens: Check = defineCheck({
  id: 'salesforce/connected-app-endless-refresh-token',
  version: 1,
  severity: 'medium',
  category,
  title: 'Refresh tokens of a connected app never end',
  risk: 'A token that leaked once is good until somebody finds out.',
  remediation:
    'In Setup, Manage Connected Apps, edit the policies of the app, and let refresh tokens expire when they are not used.',
  see,
  frameworks: { sbs: ['DEP-006'] },
  on: connectedApp,
  evaluate: ({ resource: { name, refreshTokenValidity } }) =>
    refreshTokenValidity === null ? fail(`refresh tokens of ${name} never end`) : pass(),
})

const noSessionPolicy: Check = defineCheck({
  id: 'salesforce/connected-app-session-policy',
  version: 1,
  severity: 'low',
  category,
  title: 'A connected app asks for no high-assurance session',
  risk: 'The app can be used with a session that began with a password alone.',
  remediation: 'In Setup, Manage Connected Apps, edit the policies of the app, and require a high assurance session.',
  see,
  on: connectedApp,
  evaluate: ({ resource: { name, hasSessionPolicy } }) =>
    hasSessionPolicy ? pass() : fail(`${name} can be used with any session`),
})

const externalSelfAuthorized: Check = defineCheck({
  id: 'salesforce/external-client-app-self-authorized',
  version: 1,
  severity: 'high',
  category,
  title: 'Every user can authorise an external client app',
  risk: 'Users give the app all that they can see, without anybody having looked at it.',
  remediation:
    'In Setup, External Client App Manager, edit the policies of the app, and set Permitted Users to "Admin approved users are pre-authorized".',
  frameworks: { sbs: ['OAUTH-001'] },
  on: externalClientAppPolicy,
  evaluate: ({ resource: { name, permittedUsers } }) =>
    permittedUsers === 'AdminApprovedPreAuthorized'
      ? pass()
      : fail(`every user can authorise ${name}`, { evidence: { permittedUsers } }),
})

const externalEndlessTokens: Check = defineCheck({
  id: 'salesforce/external-client-app-endless-refresh-token',
  version: 1,
  severity: 'medium',
  category,
  title: 'Refresh tokens of an external client app never end',
  risk: 'A token that leaked once is good until somebody finds out.',
  remediation:
    'In Setup, External Client App Manager, edit the policies of the app, and choose an end for refresh tokens.',
  frameworks: { sbs: ['DEP-006'] },
  on: externalClientAppPolicy,
  evaluate: ({ resource: { name, refreshTokens } }) =>
    refreshTokens === 'Infinite'
      ? fail(`refresh tokens of ${name} never end`, { evidence: { refreshTokens } })
      : pass(),
})

const relaxedAddresses: Check = defineCheck({
  id: 'salesforce/external-client-app-ip-relaxation',
  version: 1,
  severity: 'medium',
  category,
  title: 'An external client app is exempt from IP restrictions',
  risk: 'Tokens of the app work from everywhere, whatever ranges the users’ profiles allow.',
  remediation:
    'In Setup, External Client App Manager, edit the policies of the app, and set IP Relaxation to "Enforce IP restrictions".',
  on: externalClientAppPolicy,
  evaluate: ({ resource: { name, ipRelaxation } }) => {
    if (ipRelaxation === undefined) return notApplicable('the app has no policy about addresses')
    return /^enforce/i.test(ipRelaxation)
      ? pass()
      : fail(`${name} is exempt from IP restrictions`, { evidence: { ipRelaxation } })
  },
})

const fullScope: Check = defineCheck({
  id: 'salesforce/external-client-app-full-scope',
  version: 1,
  severity: 'high',
  category,
  title: 'An external client app may ask for everything that the user may do',
  risk: 'The scope "full" gives the app all interfaces at once.',
  remediation:
    'In Setup, External Client App Manager, edit the OAuth settings of the app, and replace "Full access (full)" by the scopes that it needs.',
  frameworks: { sbs: ['DEP-006'] },
  on: externalClientAppScopes,
  evaluate: ({ resource: { name, full } }) => (full ? fail(`${name} may ask for full access`) : pass()),
})

const uninstalled: Check = defineCheck({
  id: 'salesforce/authorised-app-installed',
  version: 1,
  severity: 'high',
  category,
  title: 'Users have authorised an app that is not installed',
  risk: 'Nobody has decided on this app, no policy applies to it, and it can read what these users can read.',
  remediation:
    'In Setup, Connected Apps OAuth Usage, install the app and restrict it, or block it and revoke its tokens.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.connected_app_manage_oauth_usage.htm',
  frameworks: { sbs: ['OAUTH-001'] },
  on: authorisedApp,
  evaluate: ({ resource: { name, isInstalled, users } }) =>
    isInstalled
      ? pass()
      : fail(`${name} is not installed, and ${counted(users, 'user')} authorised it`, {
          evidence: { app: name, users },
        }),
})

const stale: Check = defineCheck({
  id: 'salesforce/token-not-used',
  version: 1,
  severity: 'low',
  category,
  title: 'An authorised app was not used for a long time',
  risk: 'The token is still good, and nobody would notice who uses it.',
  remediation: 'In Setup, Connected Apps OAuth Usage, revoke the token.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.connected_app_manage_oauth_usage.htm',
  on: oauthToken,
  params: z.object({ maxDays: z.number().int().positive().default(90) }),
  evaluate: ({ resource: { appName, lastUsedAt }, params, now }) => {
    if (lastUsedAt === null) return fail(`${appName} was authorised and never used`)
    const days = daysBetween(lastUsedAt, now)
    return days < params.maxDays
      ? pass()
      : fail(`${appName} was not used for ${days} days`, { evidence: { lastUsedAt } })
  },
})

const betaPackage: Check = defineCheck({
  id: 'salesforce/package-beta-or-deprecated',
  version: 1,
  severity: 'medium',
  category,
  title: 'An installed package is a beta, or deprecated',
  risk: 'Such packages get no fixes: a beta cannot even be upgraded.',
  remediation: 'In Setup, Installed Packages, replace the package by a released version, or uninstall it.',
  on: installedPackage,
  evaluate: ({ resource: { name, isBeta, isDeprecated } }) =>
    isBeta || isDeprecated
      ? fail(`${name} is ${isBeta ? 'a beta' : 'deprecated'}`, { evidence: { isBeta, isDeprecated } })
      : pass(),
})

const unreviewedPackage: Check = defineCheck({
  id: 'salesforce/package-not-reviewed',
  version: 1,
  severity: 'low',
  category,
  title: 'An installed package has not passed the security review',
  risk: 'Nobody but its maker has looked at code that runs with the rights of the organisation.',
  remediation:
    'In Setup, Installed Packages, ask its maker for the review of AppExchange, or look at the code yourself.',
  on: installedPackage,
  evaluate: ({ resource: { name, isSecurityReviewed } }) =>
    isSecurityReviewed ? pass() : fail(`${name} has not passed the security review`),
})

/** Applications and what was granted to them. */
export const appChecks: readonly Check[] = [
  selfAuthorized,
  endlessTokens,
  noSessionPolicy,
  externalSelfAuthorized,
  externalEndlessTokens,
  relaxedAddresses,
  fullScope,
  uninstalled,
  stale,
  betaPackage,
  unreviewedPackage,
]
