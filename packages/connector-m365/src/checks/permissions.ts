import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { appRoleAssignment } from '../resources/service-principal/app-role-assignment.ts'
import { permissionGrant } from '../resources/service-principal/permission-grant.ts'
import { permissionLevel } from '../resources/service-principal/permission-levels.ts'
import { servicePrincipalNames } from '../resources/service-principal/service-principal.ts'

const review =
  'In the Microsoft Entra admin center, open the application under "Enterprise applications", "Permissions", review what it does, and revoke what it does not need.'
const see = 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/manage-application-permissions'

const applicationPermissions: Check = defineCheck({
  id: 'm365/application-permission-narrow',
  version: 1,
  title: 'Application holds a powerful permission by itself',
  severity: 'high',
  category: 'third-party-access',
  risk: 'With one of its secrets anybody reads or changes everything of that kind in the whole tenant; some permissions are enough to become global administrator.',
  remediation: `${review} Limit mail permissions to some mailboxes with role-based access control for applications in Exchange, and file permissions with Sites.Selected.`,
  see,
  on: appRoleAssignment,
  params: z.object({
    allowed: z.array(z.string()).default([]).describe('Object ids of service principals that need such permissions'),
  }),
  evaluate: ({ resource, params }) => {
    if (params.allowed.includes(resource.principalId)) return notApplicable('The application is meant to have it')
    if (resource.permission === undefined) return notApplicable('The API no longer offers the permission')
    const level = permissionLevel(resource.permission)
    if (level === undefined) return pass()
    return fail(`${resource.principalName} holds ${resource.permission} of ${resource.resourceName}`, {
      evidence: { permission: resource.permission, level, api: resource.resourceName },
      ...(level === 5 && { severity: 'critical' as const }),
    })
  },
})

const powerfulOf = (scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => permissionLevel(scope) !== undefined)

const tenantWideGrant: Check = defineCheck({
  id: 'm365/tenant-wide-consent-narrow',
  version: 1,
  title: 'Application may do much in the name of every user',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'An administrator consented for everybody: whoever signs in to the application, administrators among them, lends it these rights unasked.',
  remediation: `${review} Let users consent one by one to what only some of them need.`,
  see: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/grant-admin-consent',
  on: permissionGrant,
  lookup: { names: servicePrincipalNames },
  evaluate: ({ resource, names }) => {
    if (resource.consentType !== 'AllPrincipals') return notApplicable('The consent is of one user')
    const client = names.get(resource.clientId)
    if (client?.origin === 'microsoft') return notApplicable('Microsoft makes the application')
    const powerful = powerfulOf(resource.scopes)
    if (powerful.length === 0) return pass()
    return fail(`${client?.name ?? resource.clientId} may use ${powerful.join(', ')} in the name of every user`, {
      evidence: { scopes: powerful, application: client?.name ?? null },
      ...(client?.origin === 'other' && !client.verified && { severity: 'high' as const }),
    })
  },
})

const userGrant: Check = defineCheck({
  id: 'm365/user-consent-narrow',
  version: 1,
  title: 'User let an application do much in their name',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'Applications that ask for mail and files are how attackers stay in after a change of password: no second factor stands in the way of a consent.',
  remediation: `${review} Where nobody knows the application, also look for what it did in the sign-in logs.`,
  see: 'https://learn.microsoft.com/en-us/defender-office-365/detect-and-remediate-illicit-consent-grants',
  on: permissionGrant,
  lookup: { names: servicePrincipalNames },
  evaluate: ({ resource, names }) => {
    if (resource.consentType !== 'Principal') return notApplicable('The consent is for all users')
    const client = names.get(resource.clientId)
    if (client?.origin === 'microsoft') return notApplicable('Microsoft makes the application')
    const powerful = powerfulOf(resource.scopes)
    if (powerful.length === 0) return pass()
    return fail(`A user lets ${client?.name ?? resource.clientId} use ${powerful.join(', ')}`, {
      evidence: { scopes: powerful, application: client?.name ?? null, user: resource.principalId ?? null },
      ...(client?.origin === 'other' && !client.verified && { severity: 'high' as const }),
    })
  },
})

/** Checks of what applications may do. */
export const permissionChecks: readonly Check[] = [applicationPermissions, tenantWideGrant, userGrant]
