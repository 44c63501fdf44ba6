import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { type UserRegistration, userRegistration } from '../resources/user/user-registration.ts'

const see = 'https://learn.microsoft.com/en-us/entra/identity/authentication/howto-authentication-methods-activity'
const nameOf = ({ id, userPrincipalName, userDisplayName }: UserRegistration): string =>
  userPrincipalName || userDisplayName || id
const isGuest = ({ userType }: UserRegistration): boolean => userType?.toLowerCase() === 'guest'

/** Methods that cannot be phished, as the report names them. */
const phishingResistant = /^(?:passKey|fido2|windowsHelloForBusiness|macOsSecureEnclaveKey|x509Certificate)/i
/** Methods that whoever takes over a telephone number or a mailbox has too. */
const weakMethods: ReadonlySet<string> = new Set([
  'mobilephone',
  'alternatemobilephone',
  'officephone',
  'email',
  'securityquestion',
])

const adminMfa: Check = defineCheck({
  id: 'm365/admin-mfa-registered',
  version: 1,
  title: 'Administrator without a second factor',
  severity: 'critical',
  category: 'account-risk',
  risk: 'The password of one person, guessed or phished, is all that stands between an attacker and the tenant; whoever knows it first can also register a factor of their own.',
  remediation:
    'Let the administrator register a security key or passkey at https://mysignins.microsoft.com/security-info today, and require multifactor authentication for administrators with a Conditional Access policy.',
  frameworks: { 'cis-m365': ['5.2.3.4'] },
  see,
  on: userRegistration,
  evaluate: ({ resource }) => {
    if (!resource.isAdmin) return notApplicable('The account holds no directory role')
    if (resource.isMfaRegistered) return pass()
    return fail(`${nameOf(resource)} is an administrator without a second factor`, {
      evidence: { methodsRegistered: [...resource.methodsRegistered] },
    })
  },
})

const userMfa: Check = defineCheck({
  id: 'm365/user-mfa-registered',
  version: 1,
  title: 'User without a second factor',
  severity: 'high',
  category: 'account-risk',
  risk: 'A guessed or phished password is enough to read mail and files of the user, and to send mail in the name of the user.',
  remediation:
    'Run a registration campaign under "Authentication methods" in the Microsoft Entra admin center, and require multifactor authentication with a Conditional Access policy.',
  frameworks: { 'cis-m365': ['5.2.3.4'] },
  see,
  on: userRegistration,
  evaluate: ({ resource }) => {
    if (resource.isAdmin) return notApplicable('Administrators have a check of their own')
    if (isGuest(resource)) return notApplicable('Guests may have their second factor where they come from')
    if (resource.isMfaRegistered) return pass()
    return fail(`${nameOf(resource)} has no second factor`, {
      evidence: { methodsRegistered: [...resource.methodsRegistered] },
    })
  },
})

const userMfaUsable: Check = defineCheck({
  id: 'm365/user-mfa-usable',
  version: 1,
  title: 'Second factor of a user is not allowed by policy',
  severity: 'medium',
  category: 'account-risk',
  risk: 'The user has registered a factor that the authentication methods policy does not allow: sign-in goes by password, or fails when a factor is required.',
  remediation:
    'Compare what the user registered with "Authentication methods", "Policies" in the Microsoft Entra admin center, and let the user register a method that is allowed.',
  frameworks: { 'cis-m365': ['5.2.3.4'] },
  see,
  on: userRegistration,
  evaluate: ({ resource }) => {
    if (!resource.isMfaRegistered) return notApplicable('No second factor is registered')
    if (resource.isMfaCapable) return pass()
    return fail(`${nameOf(resource)} registered a second factor that the policy does not allow`, {
      evidence: { methodsRegistered: [...resource.methodsRegistered] },
    })
  },
})

const adminPhishingResistant: Check = defineCheck({
  id: 'm365/admin-phishing-resistant',
  version: 1,
  title: 'Administrator has no phishing-resistant method',
  severity: 'high',
  category: 'account-risk',
  risk: 'Codes and prompts can be relayed by a page that looks like the sign-in; for the account of an administrator that is worth the effort.',
  remediation:
    'Let the administrator register a FIDO2 security key, a passkey or Windows Hello for Business at https://mysignins.microsoft.com/security-info, and require it with an authentication strength.',
  see: 'https://learn.microsoft.com/en-us/entra/identity/authentication/concept-authentication-strengths',
  on: userRegistration,
  evaluate: ({ resource }) => {
    if (!resource.isAdmin) return notApplicable('The account holds no directory role')
    if (resource.methodsRegistered.some((method) => phishingResistant.test(method))) return pass()
    return fail(`${nameOf(resource)} is an administrator without a phishing-resistant method`, {
      evidence: { methodsRegistered: [...resource.methodsRegistered] },
    })
  },
})

const userOnlyWeak: Check = defineCheck({
  id: 'm365/user-strong-factor',
  version: 1,
  title: 'User has only text messages, calls or mail as a second factor',
  severity: 'medium',
  category: 'account-risk',
  risk: 'Telephone numbers are taken over and text messages intercepted; a code by mail is worth as much as the mailbox.',
  remediation:
    'Let the user add Microsoft Authenticator or a passkey at https://mysignins.microsoft.com/security-info, then switch "SMS" and "Voice call" off under "Authentication methods", "Policies".',
  see: 'https://learn.microsoft.com/en-us/entra/identity/authentication/concept-authentication-methods',
  on: userRegistration,
  evaluate: ({ resource }) => {
    const methods = resource.methodsRegistered.filter((method) => method.toLowerCase() !== 'temporaryaccesspass')
    if (methods.length === 0) return notApplicable('No method is registered')
    if (methods.some((method) => !weakMethods.has(method.toLowerCase()))) return pass()
    return fail(`${nameOf(resource)} has only ${methods.join(', ')} besides the password`, {
      evidence: { methodsRegistered: methods },
    })
  },
})

/** Checks of what users registered to sign in with. */
export const registrationChecks: readonly Check[] = [
  adminMfa,
  userMfa,
  userMfaUsable,
  adminPhishingResistant,
  userOnlyWeak,
]
