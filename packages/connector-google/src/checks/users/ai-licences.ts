import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { aiLicences, aiUltraSku } from '../../resources/licence/ai-licence.ts'
import { user } from '../../resources/user/user.ts'
import { canSignIn, isAdministrator, type User } from '../../resources/user/user-schema.ts'
import { notJudged } from './not-judged.ts'

interface Rule {
  readonly name: string
  readonly title: string
  readonly severity: Check['severity']
  readonly risk: string
  readonly remediation: string
  readonly administrators: boolean
}

type Licences = { get(email: string): readonly string[] | undefined }

function skusOf(licences: Licences, { email }: User): readonly string[] {
  return licences.get(email.toLowerCase()) ?? []
}

const see = 'https://support.google.com/a/answer/14700766'

/** Users with Gemini have a second factor. */
function twoStepVerification({ name, administrators, ...words }: Rule): Check {
  return defineCheck({
    ...words,
    id: `google/${name}`,
    version: 1,
    category: 'account-risk',
    see,
    on: user,
    lookup: { licences: aiLicences },
    evaluate: ({ resource, licences }) => {
      if (isAdministrator(resource) !== administrators)
        return notApplicable(administrators ? notJudged.user : notJudged.administrator)
      if (!canSignIn(resource)) return notApplicable(notJudged.out)
      const skus = skusOf(licences, resource)
      if (skus.length === 0) return notApplicable(notJudged.unlicensed)
      if (resource.isEnrolledIn2Sv) return pass()
      return fail(`${resource.email} has a Gemini licence and no 2-Step Verification`, {
        evidence: { skus, enrolled: false },
      })
    },
  })
}

/** AI Ultra is where it should be. */
function aiUltra({ name, administrators, suspended, ...words }: Rule & { readonly suspended: boolean }): Check {
  return defineCheck({
    ...words,
    id: `google/${name}`,
    version: 1,
    category: 'account-risk',
    see: 'https://support.google.com/a/answer/16345165',
    on: user,
    lookup: { licences: aiLicences },
    evaluate: ({ resource, licences }) => {
      if (isAdministrator(resource) !== administrators)
        return notApplicable(administrators ? notJudged.user : notJudged.administrator)
      if (resource.suspended !== suspended) return notApplicable(suspended ? notJudged.in : notJudged.out)
      if (!skusOf(licences, resource).includes(aiUltraSku)) return pass()
      return fail(`${resource.email} ${suspended ? 'is suspended and has' : 'has'} a licence for Google AI Ultra`, {
        evidence: { sku: aiUltraSku, suspended },
      })
    },
  })
}

const enrol =
  'Have the user set it up at https://myaccount.google.com/security, and enforce it in the Admin console under "Security", "Authentication", "2-Step Verification".'
const unassign =
  'In the Admin console, open "Directory", "Users", the user, "Licences", and switch the licence off where nobody needs it.'

/** What is looked at in users with licences for Google's AI. */
export const aiLicenceChecks: readonly Check[] = [
  twoStepVerification({
    name: 'gemini-admin-two-step-verification',
    administrators: true,
    severity: 'high',
    title: 'Administrator with a Gemini licence without 2-Step Verification',
    risk: "Gemini searches all that an account can see. With an administrator's password alone, it does so for whoever stole it.",
    remediation: enrol,
  }),
  twoStepVerification({
    name: 'gemini-user-two-step-verification',
    administrators: false,
    severity: 'medium',
    title: 'User with a Gemini licence without 2-Step Verification',
    risk: "Gemini finds within seconds what is worth stealing in the user's mail and files, for whoever has the password.",
    remediation: enrol,
  }),
  aiUltra({
    name: 'ai-ultra-admin',
    administrators: true,
    suspended: false,
    severity: 'low',
    title: 'Administrator has a licence for Google AI Ultra',
    risk: "AI Ultra holds agents that act in the browser with their user's rights. An administrator's rights are more than such an agent should have.",
    remediation: `Give the licence to an account without roles of administrators. ${unassign}`,
  }),
  aiUltra({
    name: 'ai-ultra-user',
    administrators: false,
    suspended: false,
    severity: 'low',
    title: 'User has a licence for Google AI Ultra',
    risk: 'AI Ultra holds agents that act with the rights of the user, at the highest price of all licences. It should be known who has it.',
    remediation: unassign,
  }),
  aiUltra({
    name: 'ai-ultra-suspended-admin',
    administrators: true,
    suspended: true,
    severity: 'low',
    title: 'Suspended administrator has a licence for Google AI Ultra',
    risk: 'The licence is paid for and used by nobody, and is back at work with the account when that is reactivated.',
    remediation: unassign,
  }),
  aiUltra({
    name: 'ai-ultra-suspended-user',
    administrators: false,
    suspended: true,
    severity: 'low',
    title: 'Suspended user has a licence for Google AI Ultra',
    risk: 'The licence is paid for and used by nobody, and is back at work with the account when that is reactivated.',
    remediation: unassign,
  }),
]
