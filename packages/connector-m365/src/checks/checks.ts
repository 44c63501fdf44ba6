import type { Check } from '@opencasb/core/connector'
import { administratorNumberChecks } from './administrator-numbers.ts'
import { appCertificationChecks } from './app-certification.ts'
import { applicationCredentialChecks } from './application-credentials.ts'
import { applicationChecks } from './applications.ts'
import { authenticationMethodChecks } from './authentication-methods.ts'
import { conditionalAccessChecks } from './conditional-access/conditional-access-checks.ts'
import { domainChecks } from './domains.ts'
import { groupChecks } from './groups.ts'
import { guestChecks } from './guests.ts'
import { mailboxChecks } from './mailbox/mailbox-checks.ts'
import { organizationChecks } from './organization.ts'
import { permissionChecks } from './permissions.ts'
import { policyChecks } from './policies/policy-checks.ts'
import { registrationChecks } from './registrations.ts'
import { rolePolicyChecks } from './role-policies.ts'
import { roleScheduleChecks } from './role-schedules.ts'
import { roleChecks } from './roles.ts'
import { servicePrincipalChecks } from './service-principals.ts'
import { sharingChecks } from './sharing/sharing-checks.ts'
import { signInChecks } from './sign-ins.ts'
import { userChecks } from './users.ts'

/** All checks of the Microsoft 365 connector. */
export const m365Checks: readonly Check[] = [
  ...organizationChecks,
  ...domainChecks,
  ...userChecks,
  ...guestChecks,
  ...signInChecks,
  ...registrationChecks,
  ...authenticationMethodChecks,
  ...groupChecks,
  ...roleChecks,
  ...administratorNumberChecks,
  ...roleScheduleChecks,
  ...rolePolicyChecks,
  ...applicationCredentialChecks,
  ...applicationChecks,
  ...appCertificationChecks,
  ...servicePrincipalChecks,
  ...permissionChecks,
  ...sharingChecks,
  ...mailboxChecks,
  ...conditionalAccessChecks,
  ...policyChecks,
]
