import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { allApplications, applications } from '../../resources/conditional-access/coverage/application-values.ts'
import { aboutEverybody } from '../../resources/conditional-access/coverage/question.ts'
import { allSignIns } from '../../resources/conditional-access/coverage/region.ts'
import { only } from '../../resources/conditional-access/coverage/value-set.ts'
import { coverageCheck } from './coverage-check.ts'
import { coverageParams } from './coverage-params.ts'
import { createPolicy, tryFirst } from './create-policy-steps.ts'

const level = z.enum(['low', 'medium', 'high'])
const userRiskParams = coverageParams.extend({
  /** Levels of risk that must be answered. */
  levels: z.array(level).min(1).default(['high']),
  /** What counts as an answer; any of them. `risk-remediation` is a new password or what Microsoft asks for in its place. */
  accept: z
    .array(z.enum(['block', 'risk-remediation']))
    .min(1)
    .default(['block', 'risk-remediation']),
})
const challengeParams = coverageParams.extend({
  /** Levels of risk at which people must prove who they are. */
  levels: z.array(level).min(1).default(['medium', 'high']),
})
const blockParams = coverageParams.extend({
  /** Levels of risk at which nobody gets in. */
  levels: z.array(level).min(1).default(['high']),
})

/** Checks of what is done about risk. */
export const riskChecks: readonly Check[] = [
  coverageCheck({
    id: 'm365/high-risk-users-stopped',
    severity: 'high',
    title: 'Users who were probably compromised can go on',
    finding: 'Nothing stops users at high risk',
    risk: 'Microsoft found the password of these accounts in a leak, or saw somebody else use them; without a policy nothing follows from it.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "User risk", choose "High", and under "Grant" choose "Require risk remediation", "Require password change" or "Block access". ${tryFirst} It takes Microsoft Entra ID P2.`,
    see: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
    frameworks: { 'scuba-m365': ['MS.AAD.2.1'], 'cis-m365': ['5.2.2.6'] },
    params: userRiskParams,
    profiles: { scuba: { accept: ['block'] } },
    questions: ({ levels, accept }) => [aboutEverybody(accept, { userRisk: only(levels) })],
  }),
  coverageCheck({
    id: 'm365/risky-sign-ins-challenged',
    severity: 'high',
    title: 'Risky sign-ins need no fresh proof',
    finding: 'Risky sign-ins need no fresh multifactor authentication',
    risk: 'A sign-in from an anonymous network or an impossible place goes through on a session or a second factor of long ago.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Sign-in risk", choose "High" and "Medium"; under "Grant" choose "Require authentication strength: Multifactor authentication", and under "Session" choose "Sign-in frequency", "Every time". ${tryFirst} It takes Microsoft Entra ID P2.`,
    see: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
    frameworks: { 'cis-m365': ['5.2.2.7'] },
    params: challengeParams,
    questions: ({ levels }) => {
      const risky = { signInRisk: only(levels) }
      return [aboutEverybody('mfa', risky), aboutEverybody({ signInFrequencyHours: 0 }, risky)]
    },
  }),
  coverageCheck({
    id: 'm365/high-risk-sign-ins-blocked',
    severity: 'medium',
    title: 'Sign-ins at high risk are not blocked',
    finding: 'Sign-ins at high risk are not blocked',
    risk: 'Sign-ins that Microsoft takes for an attack only have to answer to what every other sign-in answers to.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Sign-in risk", choose "High", and under "Grant" choose "Block access". ${tryFirst} It takes Microsoft Entra ID P2.`,
    see: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-risk-policies',
    frameworks: { 'scuba-m365': ['MS.AAD.2.3'], 'cis-m365': ['5.2.2.8'] },
    params: blockParams,
    profiles: { cis: { levels: ['medium', 'high'] } },
    questions: ({ levels }) => [aboutEverybody('block', { signInRisk: only(levels) })],
  }),
  coverageCheck({
    id: 'm365/insider-risk-blocked',
    severity: 'low',
    title: 'People at elevated insider risk keep their access',
    finding: 'People at elevated insider risk keep their access to Office 365',
    risk: 'Somebody who is taking data along goes on while the case is looked at.',
    remediation: `${createPolicy}. Include "All users" and "Office 365"; under "Conditions", "Insider risk", choose "Elevated", and under "Grant" choose "Block access". ${tryFirst} It takes Adaptive Protection in Microsoft Purview.`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-risk-based-insider-block',
    questions: () => [
      aboutEverybody('block', { applications: applications(['Office365']), insiderRisk: only(['elevated']) }),
    ],
  }),
  coverageCheck({
    id: 'm365/risky-workload-identities-blocked',
    severity: 'low',
    title: 'Applications that were probably compromised can go on',
    finding: 'Nothing stops service principals at high risk',
    risk: 'A leaked secret of an application keeps working after Microsoft found it on the internet.',
    remediation: `${createPolicy}. Under "Users, agents or workload identities" choose "Workload identities" and "All owned service principals"; include "All resources"; under "Conditions", "Service principal risk", choose "High", and under "Grant" choose "Block access". It takes Workload Identities Premium.`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/workload-identity',
    questions: () => [
      {
        regions: [
          {
            ...allSignIns,
            subject: 'service-principals',
            servicePrincipalRisk: only(['high']),
            applications: allApplications,
          },
        ],
        demands: ['block'],
      },
    ],
  }),
]
