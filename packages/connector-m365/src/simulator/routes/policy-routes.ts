import { type Answer, jsonAnswer } from '@opencasb/simulator-kit'
import type { GraphCall } from '../http/graph-call.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer } from '../http/list-answer.ts'
import { select } from '../http/select.ts'
import type { TenantPolicySettings } from '../world/tenant-policies-settings.ts'

const readPolicies = ['Policy.Read.All']

/** A route of something of which a tenant has one. */
function single(
  path: string,
  read: (settings: TenantPolicySettings, call: GraphCall) => object,
  permissions: readonly string[] = readPolicies,
): GraphRoute {
  return {
    route: `GET ${path}`,
    permissions,
    answer: (call) => singleAnswer(call, read(call.world.policies.settings, call)),
  }
}

function singleAnswer(call: GraphCall, item: object): Answer {
  return jsonAnswer({
    '@odata.context': `http://${call.host}/${call.version}/$metadata#${call.path.slice(1)}/$entity`,
    ...select(item, call.query.get('$select')),
  })
}

/** A route of a short listing. */
function listing(
  path: string,
  read: (settings: TenantPolicySettings) => readonly object[],
  permissions: readonly string[] = readPolicies,
): GraphRoute {
  return {
    route: `GET ${path}`,
    permissions,
    answer: (call) => heldAnswer(call, read(call.world.policies.settings)),
  }
}

/** Policies and settings of the tenant. */
export const policyRoutes: readonly GraphRoute[] = [
  single('/policies/identitySecurityDefaultsEnforcementPolicy', ({ securityDefaults }) => ({
    id: '00000000-0000-0000-0000-000000000005',
    displayName: 'Security Defaults',
    ...securityDefaults,
  })),
  single('/policies/authorizationPolicy', ({ authorization }) => authorization, [
    'Policy.Read.All',
    'Policy.ReadWrite.Authorization',
  ]),
  single(
    '/policies/authenticationMethodsPolicy',
    ({ authenticationMethods, authenticationMethodsPreview }, { version }) =>
      version === 'beta' ? { ...authenticationMethods, ...authenticationMethodsPreview } : authenticationMethods,
    ['Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod', 'Policy.Read.All'],
  ),
  single('/policies/adminConsentRequestPolicy', ({ adminConsent }) => adminConsent, [
    'Policy.Read.All',
    'Policy.ReadWrite.ConsentRequest',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ]),
  single('/policies/authenticationFlowsPolicy', ({ authenticationFlows }) => authenticationFlows, [
    'Policy.Read.All',
    'Policy.ReadWrite.AuthenticationFlows',
  ]),
  single('/policies/crossTenantAccessPolicy/default', ({ crossTenantAccess }) => crossTenantAccess, [
    'Policy.Read.All',
    'Policy.ReadWrite.CrossTenantAccess',
  ]),
  single('/policies/deviceRegistrationPolicy', ({ deviceRegistration }) => deviceRegistration, [
    'Policy.Read.DeviceConfiguration',
    'Policy.ReadWrite.DeviceConfiguration',
  ]),
  single('/policies/defaultAppManagementPolicy', ({ appManagement }) => appManagement, [
    'Policy.Read.All',
    'Policy.ReadWrite.ApplicationConfiguration',
  ]),
  {
    ...single('/policies/externalIdentitiesPolicy', ({ externalIdentities }) => externalIdentities),
    beta: true,
  },
  listing('/policies/activityBasedTimeoutPolicies', ({ timeouts }) => timeouts, [
    'Policy.Read.All',
    'Policy.ReadWrite.ApplicationConfiguration',
  ]),
  {
    ...listing('/policies/b2bManagementPolicies', ({ invitationDomains }) => invitationDomains, [
      'Policy.Read.B2BManagementPolicy',
      'Policy.ReadWrite.B2BManagementPolicy',
    ]),
    beta: true,
  },
  listing('/policies/permissionGrantPolicies', ({ permissionGrantPolicies }) => permissionGrantPolicies, [
    'Policy.Read.PermissionGrant',
    'Policy.ReadWrite.PermissionGrant',
  ]),
  listing('/groupSettings', ({ groupSettings }) => groupSettings, [
    'GroupSettings.Read.All',
    'GroupSettings.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
  ]),
]
