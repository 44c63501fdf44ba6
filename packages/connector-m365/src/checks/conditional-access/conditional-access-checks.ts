import type { Check } from '@opencasb/core/connector'
import { deviceRegistrationMfaRequired } from './device-registration-mfa.ts'
import { deviceChecks } from './devices.ts'
import { multiFactorChecks } from './multi-factor.ts'
import { policyReferences } from './policy-references.ts'
import { policySetChecks } from './policy-set.ts'
import { riskChecks } from './risk.ts'
import { sessionChecks } from './sessions.ts'
import { signInMethodChecks } from './sign-in-methods.ts'
import { singlePolicyChecks } from './single-policies.ts'

/** Everything that is checked of Conditional Access. */
export const conditionalAccessChecks: readonly Check[] = [
  ...multiFactorChecks,
  ...signInMethodChecks,
  ...deviceChecks,
  deviceRegistrationMfaRequired,
  ...sessionChecks,
  ...riskChecks,
  ...policySetChecks,
  ...singlePolicyChecks,
  policyReferences,
]
