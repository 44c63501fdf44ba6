import { counted } from '@opencasb/connector-kit'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { oauthApp } from '../../resources/oauth/oauth-app.ts'
import { riskScore } from './risk-score.ts'
import { reachOf } from './scope-reach.ts'
import { isTrusted, trustedApps } from './trusted-apps.ts'

const see = 'https://support.google.com/a/answer/7281227'
const remediation =
  'In the Admin console, open "Security", "Access and data control", "API controls", "Manage app access", look at who uses the app, and set it to "Limited" or "Blocked". Name apps that may in the parameter "trusted".'

/** What applications reach and who has authorised them stays within bounds. */
export const appRiskScore: Check = defineCheck({
  id: 'google/app-risk-score',
  version: 1,
  title: 'App with a high risk score',
  severity: 'high',
  category: 'third-party-access',
  risk: 'Far-reaching scopes, many users, consent of a super administrator and a maker that nobody has verified come together: this is the app to look at first.',
  remediation,
  frameworks: { 'cis-gws': ['4.2.1.2'] },
  see,
  on: oauthApp,
  params: z.object({
    /** Client ids of applications that may have what they have. */
    trusted: z.array(z.string().min(1)).default([]),
    /** The score from which an application counts as risky. */
    threshold: z.number().int().min(1).max(100).default(70),
  }),
  evaluate: ({ resource, params: { trusted, threshold } }) => {
    const { score, parts } = riskScore(resource)
    if (score < threshold) return pass()
    if (trusted.includes(resource.clientId)) return notApplicable(isTrusted)
    return fail(`${resource.name} has a risk score of ${score}`, {
      evidence: { score, threshold, parts, users: resource.users },
    })
  },
})

/** Applications are registered with Google. */
export const appRegistered: Check = defineCheck({
  id: 'google/app-registered',
  version: 1,
  title: 'App is not registered with Google',
  severity: 'high',
  category: 'third-party-access',
  risk: 'An anonymous client says nothing of who made it: nobody has verified it, and nobody answers for what it does.',
  remediation,
  see,
  on: oauthApp,
  params: trustedApps,
  evaluate: ({ resource, params }) => {
    if (!resource.anonymous) return pass()
    if (params.trusted.includes(resource.clientId)) return notApplicable(isTrusted)
    return fail(`${resource.name} is not registered with Google`, {
      evidence: { anonymous: true, users: resource.users },
    })
  },
})

/** Installed applications keep their tokens on devices. */
export const appNotInstalled: Check = defineCheck({
  id: 'google/app-native',
  version: 1,
  title: 'Installed app holds access to data',
  severity: 'low',
  category: 'third-party-access',
  risk: 'The token lies on computers and phones, where malware takes it, and its client secret is known to everybody who has the app.',
  remediation,
  see,
  on: oauthApp,
  params: trustedApps,
  evaluate: ({ resource, params }) => {
    const reaches = new Set(resource.scopes.flatMap(reachOf))
    reaches.delete('sign-in')
    if (!resource.native || reaches.size === 0) return pass()
    if (params.trusted.includes(resource.clientId)) return notApplicable(isTrusted)
    return fail(`${resource.name} is installed on devices, and reaches ${[...reaches].sort().join(', ')}`, {
      evidence: { native: true, reaches: [...reaches].sort(), users: resource.users },
    })
  },
})

/** Super administrators authorise no applications. */
export const appSuperAdmin: Check = defineCheck({
  id: 'google/app-super-admin',
  version: 1,
  title: 'App with sensitive scopes authorised by a super administrator',
  severity: 'high',
  category: 'third-party-access',
  risk: 'The app acts with the rights of a super administrator in what it may reach, and so does whoever steals its token.',
  remediation:
    'Have the administrator take the access away at https://myaccount.google.com/connections, and use the app with an account without roles.',
  see,
  on: oauthApp,
  params: trustedApps,
  evaluate: ({ resource, params }) => {
    const reaches = new Set(resource.scopes.flatMap(reachOf))
    reaches.delete('sign-in')
    if (resource.superAdmins === 0 || reaches.size === 0) return pass()
    if (params.trusted.includes(resource.clientId)) return notApplicable(isTrusted)
    return fail(`${resource.name} was authorised by ${counted(resource.superAdmins, 'super administrator')}`, {
      evidence: { superAdmins: resource.superAdmins, reaches: [...reaches].sort() },
    })
  },
})
