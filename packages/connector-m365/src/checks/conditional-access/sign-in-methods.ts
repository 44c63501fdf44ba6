import type { Check } from '@opencasb/core/connector'
import { aboutEverybody } from '../../resources/conditional-access/coverage/question.ts'
import { only } from '../../resources/conditional-access/coverage/value-set.ts'
import { coverageCheck } from './coverage-check.ts'
import { createPolicy, tryFirst } from './create-policy-steps.ts'

/** Checks of ways to sign in that should not be open. */
export const signInMethodChecks: readonly Check[] = [
  coverageCheck({
    id: 'm365/legacy-authentication-blocked',
    // A password alone gets in this way, whatever else is required.
    severity: 'high',
    title: 'Legacy authentication is not blocked',
    finding: 'Legacy authentication is not blocked',
    risk: 'Old protocols cannot ask for a second factor: most password spraying goes through them, and one guessed password is enough.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Client apps", choose "Exchange ActiveSync clients" and "Other clients", and under "Grant" choose "Block access". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
    frameworks: { 'scuba-m365': ['MS.AAD.1.1'], 'cis-m365': ['5.2.2.3'] },
    securityDefaults: true,
    questions: () => [aboutEverybody('block', { clientApps: only(['exchangeActiveSync', 'other']) })],
  }),
  coverageCheck({
    id: 'm365/device-code-flow-blocked',
    severity: 'high',
    title: 'Device code flow is not blocked',
    finding: 'Device code flow is not blocked',
    risk: "People who type a code that they were sent sign an attacker in, second factor and all: the phishing page is Microsoft's own.",
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Authentication flows", choose "Device code flow", and under "Grant" choose "Block access". Exclude only the accounts of devices that need it. ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
    frameworks: { 'scuba-m365': ['MS.AAD.3.9'], 'cis-m365': ['5.2.2.12'] },
    questions: () => [aboutEverybody('block', { flows: only(['deviceCodeFlow']) })],
  }),
  coverageCheck({
    id: 'm365/authentication-transfer-blocked',
    severity: 'medium',
    title: 'Authentication transfer is not blocked',
    finding: 'Authentication transfer is not blocked',
    risk: 'A signed-in session moves from a computer to a phone by scanning a code, past what policies ask of the phone.',
    remediation: `${createPolicy}. Include "All users" and "All resources"; under "Conditions", "Authentication flows", choose "Authentication transfer", and under "Grant" choose "Block access". ${tryFirst}`,
    see: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
    frameworks: { 'cis-m365': ['5.2.2.17'] },
    questions: () => [aboutEverybody('block', { flows: only(['authenticationTransfer']) })],
  }),
]
