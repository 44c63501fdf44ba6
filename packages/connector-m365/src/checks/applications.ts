import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type Application, application } from '../resources/application/application.ts'
import { applicationOwners } from '../resources/application/application-owners.ts'
import { isExternal } from '../resources/user/is-external.ts'
import { describeRedirect } from './describe-redirect.ts'

const where = 'In the Microsoft Entra admin center, open the application under "App registrations"'
const nameOf = ({ id, displayName, appId }: Application): string => displayName || appId || id
const see = 'https://learn.microsoft.com/en-us/entra/identity-platform/security-best-practices-for-app-registration'

const owned: Check = defineCheck({
  id: 'm365/application-owned',
  version: 1,
  title: 'Application has no owner',
  severity: 'low',
  category: 'third-party-access',
  risk: 'Nobody answers for the application: its secrets are not renewed, and nobody can say whether it is still needed.',
  remediation: `${where}, "Owners", and add somebody who answers for it.`,
  see,
  on: application,
  with: { owners: applicationOwners },
  evaluate: ({ resource, owners }) =>
    owners.length > 0 ? pass() : fail(`${nameOf(resource)} has no owner`, { evidence: { owners: 0 } }),
})

const ownersInside: Check = defineCheck({
  id: 'm365/application-owner-no-guest',
  version: 1,
  title: 'Application is owned by somebody from outside',
  severity: 'high',
  category: 'third-party-access',
  risk: 'An owner may add a secret and sign in as the application: a guest gets all that the application may do.',
  remediation: `${where}, "Owners", and remove the guest.`,
  see,
  on: application,
  with: { owners: applicationOwners },
  evaluate: ({ resource, owners }) => {
    if (owners.length === 0) return notApplicable('The application has no owner')
    const guests = owners.filter(isExternal)
    if (guests.length === 0) return pass()
    return guests.map((guest) =>
      fail(`${guest.name} comes from outside and owns ${nameOf(resource)}`, {
        part: guest.id,
        evidence: { owner: guest.id, userType: guest.userType ?? null },
      }),
    )
  },
})

const ownersEnabled: Check = defineCheck({
  id: 'm365/application-owner-enabled',
  version: 1,
  title: 'Application is owned by disabled accounts only',
  severity: 'low',
  category: 'third-party-access',
  risk: 'Those who answered for the application have left; whoever enables one of the accounts again may add secrets to it.',
  remediation: `${where}, "Owners", add somebody who answers for it and remove those who left.`,
  see,
  on: application,
  with: { owners: applicationOwners },
  evaluate: ({ resource, owners }) => {
    if (owners.length === 0) return notApplicable('The application has no owner')
    if (owners.some(({ accountEnabled }) => accountEnabled !== false)) return pass()
    return fail(`All owners of ${nameOf(resource)} are disabled`, { evidence: { owners: owners.map(({ id }) => id) } })
  },
})

const singleTenant: Check = defineCheck({
  id: 'm365/application-single-tenant',
  version: 1,
  title: 'Application accepts accounts of other organisations',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'Anybody with a Microsoft account somewhere can get a token for the application; if it does not look who they are, they are in.',
  remediation: `${where}, "Authentication", and set "Supported account types" to "Accounts in this organizational directory only". Name applications that are meant for others in allowed.`,
  see: 'https://learn.microsoft.com/en-us/entra/identity-platform/single-and-multi-tenant-apps',
  on: application,
  params: z.object({
    allowed: z
      .array(z.string())
      .default([])
      .describe('Application ids of those that are meant for other organisations'),
  }),
  evaluate: ({ resource, params }) => {
    if (resource.appId !== undefined && params.allowed.includes(resource.appId)) {
      return notApplicable('The application is meant for other organisations')
    }
    if (resource.signInAudience === undefined)
      return notApplicable('Microsoft does not tell whom the application accepts')
    if (resource.signInAudience === 'AzureADMyOrg') return pass()
    return fail(`${nameOf(resource)} accepts accounts of other organisations`, {
      evidence: { signInAudience: resource.signInAudience },
    })
  },
})

const instanceLocked: Check = defineCheck({
  id: 'm365/application-instance-locked',
  version: 1,
  title: 'Credentials can be added to an application in other tenants',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'Whoever has rights in a tenant that uses the application can add a secret to it there, and sign in as it unnoticed by its maker.',
  remediation: `${where}, "Authentication", "App instance property lock", "Configure", and choose "All properties".`,
  see: 'https://learn.microsoft.com/en-us/entra/identity-platform/howto-configure-app-instance-property-locks',
  on: application,
  evaluate: ({ resource }) => {
    if (resource.signInAudience === undefined)
      return notApplicable('Microsoft does not tell whom the application accepts')
    if (resource.signInAudience === 'AzureADMyOrg') return notApplicable('The application is used in this tenant only')
    if (resource.instanceLock?.isEnabled && resource.instanceLock.allProperties) return pass()
    return fail(`${nameOf(resource)} can be given credentials in other tenants`, {
      evidence: {
        isEnabled: resource.instanceLock?.isEnabled ?? false,
        allProperties: resource.instanceLock?.allProperties ?? false,
      },
    })
  },
})

const redirectsSafe: Check = defineCheck({
  id: 'm365/application-redirects-safe',
  version: 1,
  title: 'Application sends sign-ins to an unsafe address',
  severity: 'high',
  category: 'misconfiguration',
  risk: 'Codes and tokens go to the address after sign-in: unencrypted they can be read on the way, and with a wildcard they go to whoever owns any name that fits.',
  remediation: `${where}, "Authentication", and replace the redirect URI by an exact one that begins with https://.`,
  see: 'https://learn.microsoft.com/en-us/entra/identity-platform/reply-url',
  on: application,
  evaluate: ({ resource }) => {
    if (resource.redirectUris.length === 0) return notApplicable('The application has no redirect URI')
    const unsafe = resource.redirectUris.flatMap((uri) => {
      const problem = describeRedirect(uri)
      return problem === undefined ? [] : [{ uri: uri.slice(0, 200), problem }]
    })
    const [first] = unsafe
    if (!first) return pass()
    return fail(`${nameOf(resource)} sends sign-ins to ${first.uri}, which ${first.problem}`, {
      evidence: { redirectUris: unsafe.slice(0, 20) },
    })
  },
})

const noImplicitGrant: Check = defineCheck({
  id: 'm365/application-no-implicit-grant',
  version: 1,
  title: 'Application is given access tokens in the address of a page',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Tokens in addresses end up in histories and logs; the flow is outdated and needed by nothing new.',
  remediation: `${where}, "Authentication", and clear "Access tokens (used for implicit flows)"; use the authorization code flow with PKCE.`,
  see: 'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-implicit-grant-flow',
  on: application,
  evaluate: ({ resource }) =>
    resource.issuesImplicitAccessTokens
      ? fail(`${nameOf(resource)} is given access tokens by the implicit flow`, {
          evidence: { enableAccessTokenIssuance: true, enableIdTokenIssuance: resource.issuesImplicitIdTokens },
        })
      : pass(),
})

/** Checks of registered applications. */
export const applicationChecks: readonly Check[] = [
  owned,
  ownersInside,
  ownersEnabled,
  singleTenant,
  instanceLocked,
  redirectsSafe,
  noImplicitGrant,
]
