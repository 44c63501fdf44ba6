import type { ResourceType } from '@opencasb/core/connector'
import { authenticationStrength } from '../conditional-access/authentication-strength.ts'
import { conditionalAccess } from '../conditional-access/conditional-access.ts'
import { namedLocation } from '../conditional-access/named-location.ts'
import { conditionalAccessPolicy } from '../conditional-access/policy.ts'
import { adminConsentPolicy } from './admin-consent-policy.ts'
import { appManagementPolicy } from './app-management-policy.ts'
import { authenticationFlowsPolicy } from './authentication-flows-policy.ts'
import { authenticationMethodsPolicy } from './authentication-methods-policy.ts'
import { authenticationMethodsPreview } from './authentication-methods-preview.ts'
import { authorizationPolicy } from './authorization-policy.ts'
import { crossTenantAccess } from './cross-tenant-access.ts'
import { deviceRegistration } from './device-registration.ts'
import { directorySettings } from './directory-settings.ts'
import { externalIdentitiesPolicy } from './external-identities-policy.ts'
import { idleTimeout } from './idle-timeout.ts'
import { invitationDomains } from './invitation-domains.ts'
import { permissionGrantPolicy } from './permission-grant-policy.ts'
import { securityDefaults } from './security-defaults.ts'

/** The tenant's policies, and what Conditional Access adds up to. */
export const policyResources: readonly ResourceType[] = [
  conditionalAccessPolicy,
  namedLocation,
  authenticationStrength,
  securityDefaults,
  conditionalAccess,
  authorizationPolicy,
  authenticationMethodsPolicy,
  authenticationMethodsPreview,
  adminConsentPolicy,
  authenticationFlowsPolicy,
  crossTenantAccess,
  deviceRegistration,
  directorySettings,
  externalIdentitiesPolicy,
  idleTimeout,
  invitationDomains,
  permissionGrantPolicy,
  appManagementPolicy,
]
