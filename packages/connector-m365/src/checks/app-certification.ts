import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { type Application, application } from '../resources/application/application.ts'
import { days } from './days-parameter.ts'
import { daysBetween } from './time-since.ts'

const see = 'https://learn.microsoft.com/en-us/microsoft-365-app-certification/overview'
const nameOf = ({ id, displayName, appId }: Application): string => displayName || appId || id
const certified = ({ certification }: Application): boolean => certification?.isCertifiedByMicrosoft ?? false
const attested = ({ certification }: Application): boolean => certification?.isPublisherAttested ?? false

const certifiedByMicrosoft: Check = defineCheck({
  id: 'm365/application-certified',
  version: 1,
  title: 'Application is not certified by Microsoft',
  severity: 'low',
  category: 'third-party-access',
  risk: 'No auditor has looked at how the application is built and how its maker handles the data that it reads.',
  remediation:
    'Prefer applications with the certification badge, and ask the maker for it in Partner Center. For applications of your own switch this check off by policy.',
  see,
  on: application,
  evaluate: ({ resource }) =>
    certified(resource)
      ? pass()
      : fail(`${nameOf(resource)} is not certified by Microsoft`, { evidence: { isCertifiedByMicrosoft: false } }),
})

const attestedByPublisher: Check = defineCheck({
  id: 'm365/application-attested',
  version: 1,
  title: 'Application is not attested by its publisher',
  severity: 'low',
  category: 'third-party-access',
  risk: 'The maker has not even answered the questions about security and handling of data that Microsoft asks.',
  remediation:
    'Ask the maker for the publisher attestation in Partner Center. For applications of your own switch this check off by policy.',
  see: 'https://learn.microsoft.com/en-us/microsoft-365-app-certification/docs/attestation',
  on: application,
  evaluate: ({ resource }) =>
    attested(resource) || certified(resource)
      ? pass()
      : fail(`${nameOf(resource)} is not attested by its publisher`, { evidence: { isPublisherAttested: false } }),
})

const certificationLasts: Check = defineCheck({
  id: 'm365/application-certification-lasts',
  version: 1,
  title: 'Certification of an application expires soon',
  severity: 'low',
  category: 'third-party-access',
  risk: 'When it is not renewed in time the badge is gone, and rules that ask for it stop the application.',
  remediation: 'Start the renewal in Partner Center, "Microsoft 365 App Certification".',
  see,
  on: application,
  params: days('days', 90, 'Days before the end from which a certification is reported'),
  evaluate: ({ resource, params, now }) => {
    if (!certified(resource)) return notApplicable('The application is not certified')
    const end = resource.certification?.certificationExpirationDateTime
    const left = daysBetween(now.toISOString(), end)
    if (left === undefined) return notApplicable('Microsoft does not tell when the certification ends')
    if (left > params.days) return pass()
    const when = left < 0 ? `expired ${-left} days ago` : `expires in ${left} days`
    return fail(`The certification of ${nameOf(resource)} ${when}`, {
      evidence: { certificationExpirationDateTime: end ?? null },
    })
  },
})

const notDisabled: Check = defineCheck({
  id: 'm365/application-not-disabled-by-microsoft',
  version: 1,
  title: 'Microsoft has disabled an application',
  severity: 'low',
  category: 'third-party-access',
  risk: 'Microsoft found that the application breaks its terms, by abuse among other things: what it has read so far may be in wrong hands.',
  remediation:
    'Find out what the application had access to, revoke its permissions under "Enterprise applications", "Permissions", and delete it. Makers can appeal through Microsoft support.',
  see: 'https://learn.microsoft.com/en-us/entra/identity-platform/howto-remove-app',
  on: application,
  evaluate: ({ resource }) => {
    const status = resource.disabledByMicrosoftStatus
    if (status === undefined || status === 'NotDisabled') return pass()
    return fail(`Microsoft has disabled ${nameOf(resource)}`, { evidence: { disabledByMicrosoftStatus: status } })
  },
})

/** Checks of what Microsoft says of applications. */
export const appCertificationChecks: readonly Check[] = [
  certifiedByMicrosoft,
  attestedByPublisher,
  certificationLasts,
  notDisabled,
]
