import type { Check } from '@opencasb/core/connector'
import { defineCheck, pass } from '@opencasb/core/connector'
import { conditionalAccess } from '../../resources/conditional-access/conditional-access.ts'
import { userActions } from '../../resources/conditional-access/coverage/application-values.ts'
import { aboutEverybody } from '../../resources/conditional-access/coverage/question.ts'
import { only } from '../../resources/conditional-access/coverage/value-set.ts'
import { deviceRegistrationMfa } from '../../resources/policy/device-registration.ts'
import { coverageParams, coverageProfiles } from './coverage-params.ts'
import { createPolicy, tryFirst } from './create-policy-steps.ts'
import { judgeCoverage } from './judge-coverage.ts'

/** Whoever registers a device answers to a second factor: by policy, or by the older switch in the device settings. */
export const deviceRegistrationMfaRequired: Check = defineCheck({
  id: 'm365/mfa-required-to-register-devices',
  version: 1,
  title: 'Devices are registered without multifactor authentication',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Somebody with a stolen password registers a device of their own, which then keeps them signed in.',
  remediation: `${createPolicy}. Include "All users"; under "Target resources" choose "User actions", "Register or join devices", and under "Grant" choose "Require multifactor authentication". Set "Require Multifactor Authentication to register or join devices" to "No" in the device settings then. ${tryFirst}`,
  see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-registration',
  profiles: { scuba: coverageProfiles.scuba, cis: coverageProfiles.cis },
  on: conditionalAccess,
  lookup: { setting: deviceRegistrationMfa },
  params: coverageParams,
  evaluate: ({ resource, setting, params }) => {
    if ([...setting.values()].includes(true)) return pass()
    const question = aboutEverybody('mfa', { applications: only([userActions.registerDevice]) })
    const finding = 'Devices are registered without multifactor authentication'
    return judgeCoverage(resource, { questions: [question], params, finding, severity: 'medium' })
  },
})
