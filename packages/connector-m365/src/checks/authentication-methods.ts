import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { type AuthenticationMethod, authenticationMethods } from '../resources/user/authentication-methods.ts'
import { type UserRegistration, userRegistration } from '../resources/user/user-registration.ts'

const nameOf = ({ id, userPrincipalName, userDisplayName }: UserRegistration): string =>
  userPrincipalName || userDisplayName || id

/** One verdict for each method of a kind; a user without any is not concerned. */
function eachOf(
  methods: readonly AuthenticationMethod[],
  type: string,
  missing: string,
  judge: (method: AuthenticationMethod) => Verdict,
): readonly Verdict[] {
  const found = methods.filter((method) => method.type === `#microsoft.graph.${type}`)
  return found.length === 0 ? [notApplicable(missing)] : found.map(judge)
}

const fido2Attested: Check = defineCheck({
  id: 'm365/fido2-attested',
  version: 1,
  title: 'FIDO2 security key is not attested',
  severity: 'low',
  category: 'account-risk',
  risk: 'Nobody knows whether the key is the product that it says it is, and whether its secret can be copied.',
  remediation:
    'Set "Enforce attestation" under "Authentication methods", "Passkey (FIDO2)" in the Microsoft Entra admin center, then let the user register the key again.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/authentication/how-to-enable-passkey-fido2',
  on: userRegistration,
  with: { methods: authenticationMethods },
  evaluate: ({ resource, methods }) =>
    eachOf(methods, 'fido2AuthenticationMethod', 'The user has no FIDO2 security key', (method) => {
      if (method.attestationLevel === undefined) return notApplicable('Microsoft does not tell of an attestation')
      if (method.attestationLevel === 'attested') return pass()
      return fail(`A security key of ${nameOf(resource)} is not attested`, {
        part: method.id,
        evidence: { model: method.model ?? null, attestationLevel: method.attestationLevel },
      })
    }),
})

const helloStrength: Check = defineCheck({
  id: 'm365/windows-hello-key-strength',
  version: 1,
  title: 'Windows Hello key of a user is weak',
  severity: 'low',
  category: 'account-risk',
  risk: 'The key was made on a security chip with a flaw (ROCA): its private half can be computed, and with it somebody can sign in.',
  remediation:
    'Bring the firmware of the TPM up to date, then let the user set up Windows Hello for Business on the device again.',
  see: 'https://learn.microsoft.com/en-us/graph/api/resources/windowshelloforbusinessauthenticationmethod',
  on: userRegistration,
  with: { methods: authenticationMethods },
  evaluate: ({ resource, methods }) =>
    eachOf(methods, 'windowsHelloForBusinessAuthenticationMethod', 'The user has no Windows Hello key', (method) => {
      if (method.keyStrength === 'normal') return pass()
      if (method.keyStrength !== 'weak') return notApplicable('Microsoft does not know the strength of the key')
      return fail(`A Windows Hello key of ${nameOf(resource)} is weak`, {
        part: method.id,
        evidence: { keyStrength: method.keyStrength },
      })
    }),
})

const passType = 'temporaryAccessPassAuthenticationMethod'
const noPass = 'The user has no temporary access pass'
const passIsOver = 'The temporary access pass can no longer be used'

const passOnce: Check = defineCheck({
  id: 'm365/user-access-pass-once',
  version: 1,
  title: 'Temporary access pass can be used more than once',
  severity: 'low',
  category: 'account-risk',
  risk: 'Whoever sees the pass can sign in beside the user while it lasts, without a password and with the strength of a second factor.',
  remediation:
    'Delete the pass under "Authentication methods" of the user and give one with "One-time use"; set "Require one-time use" under "Authentication methods", "Temporary Access Pass".',
  see: 'https://learn.microsoft.com/en-us/entra/identity/authentication/howto-authentication-temporary-access-pass',
  on: userRegistration,
  with: { methods: authenticationMethods },
  evaluate: ({ resource, methods }) =>
    eachOf(methods, passType, noPass, (method) => {
      if (method.isUsable === false) return notApplicable(passIsOver)
      if (method.isUsableOnce === undefined)
        return notApplicable('Microsoft does not tell how often the pass can be used')
      if (method.isUsableOnce) return pass()
      return fail(`${nameOf(resource)} has a temporary access pass that can be used again and again`, {
        part: method.id,
        evidence: { isUsableOnce: false, lifetimeInMinutes: method.lifetimeInMinutes ?? null },
      })
    }),
})

const passShort: Check = defineCheck({
  id: 'm365/user-access-pass-short',
  version: 1,
  title: 'Temporary access pass lasts long',
  severity: 'low',
  category: 'account-risk',
  risk: 'A pass that lasts for hours lies in a mail or chat when the user has long registered a method: whoever reads it there can sign in.',
  remediation:
    'Delete the pass under "Authentication methods" of the user and give a shorter one; lower "Maximum lifetime" under "Authentication methods", "Temporary Access Pass".',
  see: 'https://learn.microsoft.com/en-us/entra/identity/authentication/howto-authentication-temporary-access-pass',
  on: userRegistration,
  with: { methods: authenticationMethods },
  params: z.object({
    maxMinutes: z.number().int().positive().default(60).describe('Longest time that a pass may last'),
  }),
  evaluate: ({ resource, methods, params }) =>
    eachOf(methods, passType, noPass, ({ id, isUsable, lifetimeInMinutes }) => {
      if (isUsable === false) return notApplicable(passIsOver)
      if (lifetimeInMinutes === undefined) return notApplicable('Microsoft does not tell how long the pass lasts')
      if (lifetimeInMinutes <= params.maxMinutes) return pass()
      return fail(`${nameOf(resource)} has a temporary access pass for ${lifetimeInMinutes} minutes`, {
        part: id,
        evidence: { lifetimeInMinutes },
      })
    }),
})

/** Checks of single authentication methods. */
export const authenticationMethodChecks: readonly Check[] = [fido2Attested, helloStrength, passOnce, passShort]
