import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { setting } from '../resources/organization/setting.ts'
import { settings } from '../resources/organization/settings.ts'
import { switchCheck, valueCheck } from './setting-check.ts'

const see = 'https://help.salesforce.com/s/articleView?id=sf.admin_password.htm'
const where = 'In Setup, Password Policies,'

/** Salesforce writes numbers as texts here. */
const numeric = z.union([z.number(), z.string().regex(/^\d{1,4}$/)]).transform(Number)

const policy = <V>(field: string, schema: z.ZodType<V>) =>
  setting('SecuritySettings', `passwordPolicies.${field}`, schema)

const expirationDays: Readonly<Record<string, number>> = {
  ThirtyDays: 30,
  SixtyDays: 60,
  NinetyDays: 90,
  SixMonths: 180,
  OneYear: 365,
  Never: Number.POSITIVE_INFINITY,
}

const attempts: Readonly<Record<string, number>> = {
  ThreeAttempts: 3,
  FiveAttempts: 5,
  TenAttempts: 10,
  NoLimit: Number.POSITIVE_INFINITY,
}

const lockoutMinutes: Readonly<Record<string, number>> = {
  FifteenMinutes: 15,
  ThirtyMinutes: 30,
  SixtyMinutes: 60,
  Forever: Number.POSITIVE_INFINITY,
}

const minimumLength: Check = defineCheck({
  id: 'salesforce/password-length',
  version: 1,
  severity: 'medium',
  category: 'misconfiguration',
  title: 'Passwords may be too short',
  risk: 'Short passwords are guessed and, once a hash or a list leaks, found within minutes.',
  remediation: `${where} raise "Minimum password length".`,
  see,
  on: settings,
  with: { length: policy('minimumPasswordLength', numeric) },
  params: z.object({ minLength: z.number().int().min(1).default(12) }),
  evaluate: ({ resource, length, params }) =>
    length >= params.minLength
      ? pass()
      : fail(`${resource.name} accepts passwords of ${length} characters`, {
          evidence: { minimumPasswordLength: length },
        }),
})

const history: Check = defineCheck({
  id: 'salesforce/password-history',
  version: 1,
  severity: 'low',
  category: 'misconfiguration',
  title: 'Old passwords can be used again too soon',
  risk: 'Who is made to change a password that leaked changes it back.',
  remediation: `${where} raise "Enforce password history".`,
  see,
  on: settings,
  with: { remembered: policy('historyRestriction', numeric) },
  params: z.object({ minRemembered: z.number().int().min(0).default(3) }),
  evaluate: ({ resource, remembered, params }) =>
    remembered >= params.minRemembered
      ? pass()
      : fail(`${resource.name} remembers ${remembered} passwords`, { evidence: { historyRestriction: remembered } }),
})

const lockout: Check = defineCheck({
  id: 'salesforce/password-attempts',
  version: 1,
  severity: 'medium',
  category: 'misconfiguration',
  title: 'Passwords can be tried too often',
  risk: 'The more guesses an account stands before it is locked, the more accounts are opened with the usual passwords.',
  remediation: `${where} lower "Maximum invalid login attempts".`,
  see,
  on: settings,
  with: { limit: policy('maxLoginAttempts', z.enum(Object.keys(attempts))) },
  params: z.object({ maxAttempts: z.number().int().positive().default(10) }),
  evaluate: ({ resource, limit, params }) => {
    if ((attempts[limit] ?? Number.POSITIVE_INFINITY) <= params.maxAttempts) return pass()
    return fail(`${resource.name} locks accounts after: ${limit}`, { evidence: { maxLoginAttempts: limit } })
  },
})

const lockoutTime: Check = defineCheck({
  id: 'salesforce/password-lockout-time',
  version: 1,
  severity: 'low',
  category: 'misconfiguration',
  title: 'Locked accounts are unlocked too soon',
  risk: 'After a short pause the guessing goes on.',
  remediation: `${where} raise "Lockout effective period".`,
  see,
  on: settings,
  with: { period: policy('lockoutInterval', z.enum(Object.keys(lockoutMinutes))) },
  params: z.object({ minMinutes: z.number().int().positive().default(30) }),
  evaluate: ({ resource, period, params }) => {
    if ((lockoutMinutes[period] ?? 0) >= params.minMinutes) return pass()
    return fail(`${resource.name} unlocks accounts after: ${period}`, { evidence: { lockoutInterval: period } })
  },
})

/** Guidance differs: regulators ask for a yearly change at least, NIST and others for none without cause. */
const expiration: Check = defineCheck({
  id: 'salesforce/password-expiration',
  version: 1,
  severity: 'low',
  category: 'misconfiguration',
  title: 'Passwords are good for longer than the policy allows',
  risk: 'A password that leaked unnoticed stays good. Where every sign-in takes a second factor this matters little, and the profile "nist" asks for no change.',
  remediation: `${where} choose a shorter time at "User passwords expire in".`,
  see,
  on: settings,
  with: { period: policy('expiration', z.enum(Object.keys(expirationDays))) },
  params: z.object({ maxDays: z.number().int().positive().nullable().default(365) }),
  profiles: { nist: { maxDays: null } },
  evaluate: ({ resource, period, params }) => {
    if (params.maxDays === null || (expirationDays[period] ?? Number.POSITIVE_INFINITY) <= params.maxDays) return pass()
    return fail(`${resource.name} lets passwords expire: ${period}`, { evidence: { expiration: period } })
  },
})

const strongEnough = new Set([
  'SpecialCharacters',
  'UpperLowerCaseNumeric',
  'UpperLowerCaseNumericSpecialCharacters',
  'Any3UpperLowerCaseNumericSpecialCharacters',
])
const complexities = [...strongEnough, 'NoRestriction', 'AlphaNumeric']

/** What passwords have to be. */
export const passwordPolicyChecks: readonly Check[] = [
  minimumLength,
  history,
  lockout,
  lockoutTime,
  expiration,
  valueCheck(
    {
      id: 'salesforce/password-complexity',
      severity: 'medium',
      title: 'Passwords need not be complex',
      risk: 'Words and numbers that people like are the first ones that are tried.',
      remediation: `${where} choose a stricter "Password complexity requirement".`,
      see,
      value: policy('complexity', z.enum(complexities)),
    },
    (complexity) =>
      strongEnough.has(complexity)
        ? undefined
        : { message: `the complexity of passwords is ${complexity}`, evidence: { complexity } },
  ),
  valueCheck(
    {
      id: 'salesforce/password-in-question',
      severity: 'medium',
      title: 'The hint for a password may hold the password',
      risk: 'The hint is shown to whoever claims to have forgotten it.',
      remediation: `${where} set "Password question requirement" to "Cannot contain password".`,
      see,
      value: policy('questionRestriction', z.enum(['None', 'DoesNotContainPassword'])),
    },
    (restriction) =>
      restriction === 'None'
        ? { message: 'password hints are not restricted', evidence: { questionRestriction: restriction } }
        : undefined,
  ),
  switchCheck({
    id: 'salesforce/secret-answer-obscured',
    severity: 'low',
    title: 'Answers to password questions are shown while they are typed',
    risk: 'Who looks over a shoulder can reset the password.',
    remediation: `${where} select "Obscure secret answer for password resets".`,
    see,
    object: 'SecuritySettings',
    path: 'passwordPolicies.obscureSecretAnswer',
    should: true,
  }),
  switchCheck({
    id: 'salesforce/password-minimum-lifetime',
    severity: 'low',
    title: 'Passwords can be changed several times a day',
    risk: 'Who wants the old password back changes it until the history has forgotten it.',
    remediation: `${where} select "Require a minimum 1 day password lifetime".`,
    see,
    object: 'SecuritySettings',
    path: 'passwordPolicies.minimumPasswordLifetime',
    should: true,
  }),
]
