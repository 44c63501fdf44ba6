import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { corsEntry, trustedUrl } from '../resources/integration/allowed-origin.ts'
import { certificate } from '../resources/integration/certificate.ts'
import { emailService, organizationWideAddress } from '../resources/integration/email-service.ts'
import { authProvider, samlProvider } from '../resources/integration/identity-provider.ts'
import { externalCredential, namedCredential } from '../resources/integration/named-credential.ts'
import { remoteSite } from '../resources/integration/remote-site.ts'
import { traceFlag } from '../resources/integration/trace-flag.ts'
import { daysBetween } from './days.ts'

const category = 'misconfiguration'
const remoteSites = 'https://help.salesforce.com/s/articleView?id=sf.configuring_remoteproxy.htm'

const protocolSecurity: Check = defineCheck({
  id: 'salesforce/remote-site-protocol-security',
  version: 1,
  severity: 'medium',
  category,
  title: 'Protocol security of a remote site is disabled',
  risk: 'Code that runs over HTTPS may send data to this host unencrypted.',
  remediation: 'In Setup, Remote Site Settings, deselect "Disable Protocol Security".',
  see: remoteSites,
  frameworks: { sbs: ['INT-002'] },
  on: remoteSite,
  evaluate: ({ resource: { name, isActive, protocolSecurityDisabled } }) => {
    if (!isActive) return notApplicable('the remote site is inactive')
    return protocolSecurityDisabled ? fail(`${name} may be called unencrypted from encrypted pages`) : pass()
  },
})

const plainRemoteSite: Check = defineCheck({
  id: 'salesforce/remote-site-without-https',
  version: 1,
  severity: 'medium',
  category,
  title: 'A remote site is called without encryption',
  risk: 'What is sent to it, credentials included, can be read and changed on the way.',
  remediation: 'In Setup, Remote Site Settings, change the URL to https://, or delete the site.',
  see: remoteSites,
  frameworks: { sbs: ['INT-002'] },
  on: remoteSite,
  evaluate: ({ resource: { name, isActive, encrypted } }) => {
    if (!isActive) return notApplicable('the remote site is inactive')
    return encrypted ? pass() : fail(`${name} is called without encryption`)
  },
})

const expiring: Check = defineCheck({
  id: 'salesforce/certificate-expiring',
  version: 1,
  severity: 'medium',
  category,
  title: 'A certificate expires soon',
  risk: 'When it has expired, single sign-on and integrations that rest on it stop working, and are mended in a hurry.',
  remediation: 'In Setup, Certificate and Key Management, renew the certificate and give it to those who check it.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.security_keys_about.htm',
  on: certificate,
  params: z.object({ warnDays: z.number().int().positive().default(30) }),
  evaluate: ({ resource: { name, expiresAt }, params, now }) => {
    const left = -daysBetween(expiresAt, now)
    if (left > params.warnDays) return pass()
    return left < 0
      ? fail(`${name} has expired`, { severity: 'high', evidence: { expiresAt } })
      : fail(`${name} expires in ${left} days`, { evidence: { expiresAt } })
  },
})

const smallKey: Check = defineCheck({
  id: 'salesforce/certificate-key-size',
  version: 1,
  severity: 'medium',
  category,
  title: 'The key of a certificate is short',
  risk: 'Short keys can be calculated from the certificate.',
  remediation: 'In Setup, Certificate and Key Management, make a new certificate with a key of 2,048 bits or more.',
  on: certificate,
  params: z.object({ minBits: z.number().int().positive().default(2048) }),
  evaluate: ({ resource: { name, keySize }, params }) =>
    keySize >= params.minBits ? pass() : fail(`the key of ${name} has ${keySize} bits`, { evidence: { keySize } }),
})

const exportableKey: Check = defineCheck({
  id: 'salesforce/certificate-key-exportable',
  version: 1,
  severity: 'low',
  category,
  title: 'The private key of a certificate can be exported',
  risk: 'Whoever may manage certificates takes the key away, and can sign in its name from anywhere.',
  remediation: 'In Setup, Certificate and Key Management, make a new certificate without "Exportable Private Key".',
  on: certificate,
  evaluate: ({ resource: { name, isPrivateKeyExportable } }) =>
    isPrivateKeyExportable ? fail(`the private key of ${name} can be exported`) : pass(),
})

const plainNamedCredential: Check = defineCheck({
  id: 'salesforce/named-credential-without-https',
  version: 1,
  severity: 'high',
  category,
  title: 'A named credential is sent without encryption',
  risk: 'The credential goes over the line in the clear.',
  remediation: 'In Setup, Named Credentials, change the URL to https://.',
  frameworks: { sbs: ['INT-003'] },
  on: namedCredential,
  evaluate: ({ resource: { name, encrypted } }) => {
    if (encrypted === undefined) return notApplicable('it has no address of its own')
    return encrypted ? pass() : fail(`${name} is sent without encryption`)
  },
})

const mergeFields: Check = defineCheck({
  id: 'salesforce/named-credential-merge-fields',
  version: 1,
  severity: 'low',
  category,
  title: 'Code can write the secret of a named credential into requests',
  risk: 'Merge fields let code put user name and password where it likes, logs of the receiver included.',
  remediation:
    'In Setup, Named Credentials, deselect "Allow Formulas in HTTP Header" and "Allow Formulas in HTTP Body".',
  frameworks: { sbs: ['INT-003'] },
  on: namedCredential,
  evaluate: ({ resource: { name, mergeFieldsInHeader, mergeFieldsInBody } }) =>
    mergeFieldsInHeader || mergeFieldsInBody
      ? fail(`${name} allows merge fields`, { evidence: { header: mergeFieldsInHeader, body: mergeFieldsInBody } })
      : pass(),
})

const noAuthentication: Check = defineCheck({
  id: 'salesforce/external-credential-without-authentication',
  version: 1,
  severity: 'medium',
  category,
  title: 'An external credential proves nothing',
  risk: 'The receiver cannot tell calls of the organisation from those of anybody else.',
  remediation: 'In Setup, Named Credentials, External Credentials, choose an authentication protocol.',
  on: externalCredential,
  evaluate: ({ resource: { name, protocol } }) =>
    protocol === 'NoAuthentication' ? fail(`${name} calls without authentication`) : pass(),
})

const corsWildcard: Check = defineCheck({
  id: 'salesforce/cors-wildcard',
  version: 1,
  severity: 'medium',
  category,
  title: 'Pages of many origins, or without encryption, may call the API',
  risk: 'A script on any host below the wildcard acts with the session of the user who opens it.',
  remediation: 'In Setup, CORS, replace the wildcard by the hosts that are meant, with https://.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.extend_code_cors.htm',
  on: corsEntry,
  evaluate: ({ resource: { pattern } }) =>
    pattern.includes('*') || !pattern.toLowerCase().startsWith('https://')
      ? fail(`${pattern} may call the API`, { evidence: { pattern } })
      : pass(),
})

const insecureTrustedUrl: Check = defineCheck({
  id: 'salesforce/trusted-url-insecure',
  version: 1,
  severity: 'medium',
  category,
  title: 'A trusted URL is a wildcard or unencrypted',
  risk: 'The content security policy lets pages load scripts and send data there.',
  remediation: 'In Setup, Trusted URLs, name the hosts that are meant, with https://.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.security_trusted_urls_manage.htm',
  on: trustedUrl,
  evaluate: ({ resource: { name, endpoint, isActive } }) => {
    if (!isActive) return notApplicable('the trusted URL is inactive')
    const isPlain = /^(?:http|ws):/i.test(endpoint)
    return isPlain || endpoint.includes('*') ? fail(`${name} trusts ${endpoint}`, { evidence: { endpoint } }) : pass()
  },
})

const openEmailService: Check = defineCheck({
  id: 'salesforce/email-service-open',
  version: 1,
  severity: 'medium',
  category,
  title: 'An email service takes mails from everybody',
  risk: 'Anyone who learns the address feeds the code behind it.',
  remediation: 'In Setup, Email Services, fill in "Accept Email From", and select "Advanced Email Security Settings".',
  see: 'https://help.salesforce.com/s/articleView?id=sf.code_email_services.htm',
  on: emailService,
  evaluate: ({ resource: { name, isActive, authorizedSenders, authenticatesSenders } }) => {
    if (!isActive) return notApplicable('the email service is inactive')
    if (authorizedSenders !== undefined && authenticatesSenders) return pass()
    return fail(
      `${name} takes mails from ${authorizedSenders === undefined ? 'everybody' : 'senders that are not checked'}`,
      {
        evidence: { restricted: authorizedSenders !== undefined, authenticatesSenders },
      },
    )
  },
})

const openAddress: Check = defineCheck({
  id: 'salesforce/organization-wide-address-for-all',
  version: 1,
  severity: 'low',
  category,
  title: 'Every user can send from an organisation-wide address',
  risk: 'Any account that is taken over writes in the name of the whole organisation.',
  remediation: 'In Setup, Organization-Wide Addresses, allow the address for chosen profiles only.',
  on: organizationWideAddress,
  evaluate: ({ resource: { address, allowsAllProfiles } }) =>
    allowsAllProfiles ? fail(`every user can send from ${address}`) : pass(),
})

const weakSignature: Check = defineCheck({
  id: 'salesforce/saml-weak-signature',
  version: 1,
  severity: 'medium',
  category,
  title: 'SAML requests are signed with SHA-1, or not at all',
  risk: 'Signatures with SHA-1 can be forged.',
  remediation: 'In Setup, Single Sign-On Settings, set the Request Signature Method to RSA-SHA256.',
  on: samlProvider,
  evaluate: ({ resource: { name, signatureMethod } }) =>
    signatureMethod !== undefined && /sha(?:256|384|512)/i.test(signatureMethod)
      ? pass()
      : fail(`${name} signs with ${signatureMethod ?? 'nothing'}`, {
          evidence: { signatureMethod: signatureMethod ?? null },
        }),
})

const samlProvisioning: Check = defineCheck({
  id: 'salesforce/saml-provisions-users',
  version: 1,
  severity: 'low',
  category,
  title: 'A SAML provider creates users at their first sign-in',
  risk: 'Whoever controls the provider makes users with the profile that it names, administrators included.',
  remediation:
    'In Setup, Single Sign-On Settings, deselect "User Provisioning Enabled", or check the handler for the profiles that it gives.',
  on: samlProvider,
  evaluate: ({ resource: { name, provisionsUsers } }) => (provisionsUsers ? fail(`${name} creates users`) : pass()),
})

const providerRegistration: Check = defineCheck({
  id: 'salesforce/auth-provider-registers-users',
  version: 1,
  severity: 'medium',
  category,
  title: 'An authentication provider creates users at their first sign-in',
  risk: 'With a provider that is open to everybody, anyone in the world gives themselves an account.',
  remediation: 'In Setup, Auth. Providers, remove the registration handler, or check what it demands of new users.',
  on: authProvider,
  evaluate: ({ resource: { name, type, registersUsers } }) =>
    registersUsers ? fail(`${name} (${type}) creates users`, { evidence: { type } }) : pass(),
})

const longTrace: Check = defineCheck({
  id: 'salesforce/debug-trace-active',
  version: 1,
  severity: 'low',
  category,
  title: 'A debug trace is active',
  risk: 'Debug logs hold data of records and parameters of calls; whoever may read logs reads them.',
  remediation: 'In Setup, Debug Logs, delete the trace flag when the error is found.',
  on: traceFlag,
  evaluate: ({ resource: { tracedId, startsAt, expiresAt }, now }) => {
    const begun = startsAt === undefined || Date.parse(startsAt) <= now.getTime()
    if (!begun || Date.parse(expiresAt) <= now.getTime()) return pass()
    return fail(`${tracedId} is traced until ${expiresAt}`, { evidence: { expiresAt } })
  },
})

/** What the organisation calls, and who may call it. */
export const integrationChecks: readonly Check[] = [
  protocolSecurity,
  plainRemoteSite,
  expiring,
  smallKey,
  exportableKey,
  plainNamedCredential,
  mergeFields,
  noAuthentication,
  corsWildcard,
  insecureTrustedUrl,
  openEmailService,
  openAddress,
  weakSignature,
  samlProvisioning,
  providerRegistration,
  longTrace,
]
