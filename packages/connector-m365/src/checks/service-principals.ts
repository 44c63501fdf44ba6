import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { type ServicePrincipal, servicePrincipal } from '../resources/service-principal/service-principal.ts'

const where = 'In the Microsoft Entra admin center, open the application under "Enterprise applications"'
const nameOf = ({ id, displayName, appId }: ServicePrincipal): string => displayName || appId || id
const byMicrosoft = 'Microsoft makes the application'

const noOwnCredentials: Check = defineCheck({
  id: 'm365/service-principal-no-credentials',
  version: 1,
  title: 'Enterprise application has credentials of its own',
  severity: 'high',
  category: 'third-party-access',
  risk: 'Credentials belong to the app registration. One that was added to the enterprise application shows on no screen: it is how attackers keep the way in open.',
  remediation:
    'Find out in the audit log who added it ("Add service principal credentials"), and remove it with Remove-MgServicePrincipalPassword or Remove-MgServicePrincipalKey.',
  see: 'https://learn.microsoft.com/en-us/graph/api/serviceprincipal-addpassword',
  on: servicePrincipal,
  evaluate: ({ resource }) => {
    if (resource.servicePrincipalType === 'ManagedIdentity') {
      return notApplicable('Azure keeps the credentials of managed identities')
    }
    // Single sign-on with SAML signs its answers with a certificate that is kept here.
    if (resource.preferredSingleSignOnMode?.toLowerCase() === 'saml') {
      return notApplicable('The certificate signs SAML answers')
    }
    const secrets = resource.passwordCredentials.length
    const certificates = resource.keyCredentials.length
    if (secrets + certificates === 0) return pass()
    return fail(`${nameOf(resource)} has credentials of its own`, {
      evidence: { secrets, certificates },
      ...(resource.origin === 'microsoft' && { severity: 'critical' as const }),
    })
  },
})

const inUse: Check = defineCheck({
  id: 'm365/service-principal-enabled',
  version: 1,
  title: 'Disabled enterprise application is still there',
  severity: 'low',
  category: 'third-party-access',
  risk: 'The application keeps its permissions: whoever enables it again gives it all of them back.',
  remediation: `${where}, and delete it under "Properties" when nobody has missed it.`,
  see: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/disable-user-sign-in-portal',
  on: servicePrincipal,
  evaluate: ({ resource }) => {
    if (resource.origin === 'microsoft') return notApplicable(byMicrosoft)
    if (resource.accountEnabled) return pass()
    return fail(`${nameOf(resource)} is disabled and was not removed`, { evidence: { accountEnabled: false } })
  },
})

const notBlocked: Check = defineCheck({
  id: 'm365/service-principal-not-disabled-by-microsoft',
  version: 1,
  title: 'Microsoft has disabled an enterprise application',
  severity: 'high',
  category: 'third-party-access',
  risk: 'Microsoft found that the application of another maker breaks its terms, by abuse among other things: what it has read here may be in wrong hands.',
  remediation: `${where}, review "Permissions", look in the sign-in and audit logs at what it did, and delete it.`,
  see: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/manage-application-permissions',
  on: servicePrincipal,
  evaluate: ({ resource }) => {
    const status = resource.disabledByMicrosoftStatus
    if (status === undefined || status === 'NotDisabled') return pass()
    return fail(`Microsoft has disabled ${nameOf(resource)}`, { evidence: { disabledByMicrosoftStatus: status } })
  },
})

const publisherVerified: Check = defineCheck({
  id: 'm365/service-principal-publisher-verified',
  version: 1,
  title: 'Publisher of an application is not verified',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'Anybody can call an application what they like: without verification nobody knows who gets the data that users consent to.',
  remediation: `${where}, review "Permissions", and delete it if you do not know its maker. Let users consent to applications of verified publishers only.`,
  see: 'https://learn.microsoft.com/en-us/entra/identity-platform/publisher-verification-overview',
  on: servicePrincipal,
  evaluate: ({ resource }) => {
    if (resource.origin === undefined) return notApplicable('Microsoft does not tell who makes the application')
    if (resource.origin !== 'other') return notApplicable('The application is of this organisation or of Microsoft')
    if (resource.verifiedPublisher !== undefined) return pass()
    return fail(`The publisher of ${nameOf(resource)} is not verified`, { evidence: { verifiedPublisher: null } })
  },
})

const assignmentRequired: Check = defineCheck({
  id: 'm365/service-principal-assignment-required',
  version: 1,
  title: 'Everybody may sign in to an application of another maker',
  severity: 'low',
  category: 'third-party-access',
  risk: 'Every account of the organisation, guests among them, can use the application and consent to what it asks for.',
  remediation: `${where}, set "Assignment required?" under "Properties" to "Yes", and assign those who use it under "Users and groups".`,
  see: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/application-properties',
  on: servicePrincipal,
  evaluate: ({ resource }) => {
    if (resource.origin !== 'other') return notApplicable('The application is not of another maker')
    if (!resource.accountEnabled) return notApplicable('The application is disabled')
    if (resource.appRoleAssignmentRequired) return pass()
    return fail(`Everybody may sign in to ${nameOf(resource)}`, { evidence: { appRoleAssignmentRequired: false } })
  },
})

/** Checks of applications as they are used in the tenant. */
export const servicePrincipalChecks: readonly Check[] = [
  noOwnCredentials,
  inUse,
  notBlocked,
  publisherVerified,
  assignmentRequired,
]
