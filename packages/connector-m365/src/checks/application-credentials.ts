import type { Check, Verdict } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import type { AppCredential } from '../resources/application/app-credential.ts'
import { type Application, application } from '../resources/application/application.ts'
import { days } from './days-parameter.ts'
import { daysBetween, daysSince } from './time-since.ts'

const where =
  'In the Microsoft Entra admin center, open the application under "App registrations", "Certificates & secrets"'
const see = 'https://learn.microsoft.com/en-us/entra/identity-platform/security-best-practices-for-app-registration'
const nameOf = ({ id, displayName, appId }: Application): string => displayName || appId || id
const labelOf = ({ keyId, displayName }: AppCredential): string => displayName || keyId

function eachCredential(
  credentials: readonly AppCredential[],
  missing: string,
  judge: (credential: AppCredential) => Verdict,
): readonly Verdict[] {
  return credentials.length === 0 ? [notApplicable(missing)] : credentials.map(judge)
}

const noSecrets = 'The application has no client secret'
const noCredentials = 'The application has neither secret nor certificate'
const both = ({ passwordCredentials, keyCredentials }: Application): readonly AppCredential[] => [
  ...passwordCredentials,
  ...keyCredentials,
]

const noClientSecret: Check = defineCheck({
  id: 'm365/application-no-client-secret',
  version: 1,
  title: 'Application signs in with a client secret',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'Secrets end up in code, logs and chats; whoever reads one signs in as the application from anywhere.',
  remediation: `${where}, and replace the client secret by a certificate, a federated credential or a managed identity.`,
  see,
  on: application,
  evaluate: ({ resource }) => {
    const count = resource.passwordCredentials.length
    if (count === 0) return pass()
    return fail(`${nameOf(resource)} signs in with ${count === 1 ? 'a client secret' : `${count} client secrets`}`, {
      evidence: { secrets: count, certificates: resource.keyCredentials.length },
    })
  },
})

const expired: Check = defineCheck({
  id: 'm365/application-credential-current',
  version: 1,
  title: 'Expired credential was not removed from an application',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Nobody looks after the credentials of the application: among leftovers, one that an attacker added is not noticed.',
  remediation: `${where}, and delete the credential that has expired.`,
  see,
  on: application,
  evaluate: ({ resource, now }) =>
    eachCredential(both(resource), noCredentials, (credential) => {
      const age = daysSince(credential.endDateTime, now)
      if (age === undefined) return notApplicable('Microsoft does not tell when the credential ends')
      if (age < 0 || Date.parse(credential.endDateTime ?? '') > now.getTime()) return pass()
      return fail(`The credential ${labelOf(credential)} of ${nameOf(resource)} expired ${age} days ago`, {
        part: credential.keyId,
        evidence: { endDateTime: credential.endDateTime ?? null },
      })
    }),
})

const expiring: Check = defineCheck({
  id: 'm365/application-credential-expiring',
  version: 1,
  title: 'Credential of an application expires soon',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'When it expires the application stops working, and the replacement is made in a hurry.',
  remediation: `${where}, add the next credential, switch the application over to it, and delete the old one.`,
  see,
  on: application,
  params: days('days', 30, 'Days before the end from which a credential is reported'),
  evaluate: ({ resource, params, now }) =>
    eachCredential(both(resource), noCredentials, (credential) => {
      const left = daysBetween(now.toISOString(), credential.endDateTime)
      if (left === undefined) return notApplicable('Microsoft does not tell when the credential ends')
      if (left < 0) return notApplicable('The credential has expired')
      if (left > params.days) return pass()
      return fail(`The credential ${labelOf(credential)} of ${nameOf(resource)} expires in ${left} days`, {
        part: credential.keyId,
        evidence: { endDateTime: credential.endDateTime ?? null },
      })
    }),
})

const secretShortLived: Check = defineCheck({
  id: 'm365/application-secret-lifetime',
  version: 1,
  title: 'Client secret of an application is valid for long',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'A secret that leaks works for as long as it is valid, which nobody notices.',
  remediation: `${where}, and replace the secret by one that lasts at most half a year, or by a certificate.`,
  see: 'https://learn.microsoft.com/en-us/graph/api/resources/applicationauthenticationmethodpolicy',
  on: application,
  params: days('maxDays', 180, 'Longest time for which a client secret may be valid'),
  evaluate: ({ resource, params }) =>
    eachCredential(resource.passwordCredentials, noSecrets, (credential) => {
      const life = daysBetween(credential.startDateTime, credential.endDateTime)
      if (life === undefined) return notApplicable('Microsoft does not tell how long the secret is valid')
      if (life <= params.maxDays) return pass()
      return fail(`The client secret ${labelOf(credential)} of ${nameOf(resource)} is valid for ${life} days`, {
        part: credential.keyId,
        evidence: { startDateTime: credential.startDateTime ?? null, endDateTime: credential.endDateTime ?? null },
      })
    }),
})

const certificateShortLived: Check = defineCheck({
  id: 'm365/application-certificate-lifetime',
  version: 1,
  title: 'Certificate of an application is valid for long',
  severity: 'low',
  category: 'third-party-access',
  risk: 'A private key that was copied works for as long as the certificate is valid.',
  remediation: `${where}, and upload a certificate that lasts at most a year.`,
  see,
  on: application,
  params: days('maxDays', 400, 'Longest time for which a certificate may be valid'),
  evaluate: ({ resource, params }) =>
    eachCredential(resource.keyCredentials, 'The application has no certificate', (credential) => {
      const life = daysBetween(credential.startDateTime, credential.endDateTime)
      if (life === undefined) return notApplicable('Microsoft does not tell how long the certificate is valid')
      if (life <= params.maxDays) return pass()
      return fail(`The certificate ${labelOf(credential)} of ${nameOf(resource)} is valid for ${life} days`, {
        part: credential.keyId,
        evidence: { startDateTime: credential.startDateTime ?? null, endDateTime: credential.endDateTime ?? null },
      })
    }),
})

/** Checks of what applications sign in with. */
export const applicationCredentialChecks: readonly Check[] = [
  noClientSecret,
  expired,
  expiring,
  secretShortLived,
  certificateShortLived,
]
