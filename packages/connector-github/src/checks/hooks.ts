import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass, type Verdict } from '@opencasb/core/connector'
import type { Hook } from '../resources/hook/hook.ts'
import { organizationHook } from '../resources/hook/organization-hook.ts'
import { repositoryHook } from '../resources/hook/repository-hook.ts'

const inactive = 'The webhook is switched off'
const signed = {
  version: 1,
  category: 'misconfiguration',
  severity: 'medium',
  title: 'Webhook without secret',
  risk: 'The receiver cannot tell deliveries of GitHub from forged ones: anybody who knows the address can start builds or deployments.',
  frameworks: { 'cis-github': ['1.4.4'] },
  see: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
} as const
const encrypted = {
  version: 1,
  category: 'data-exposure',
  severity: 'high',
  title: 'Webhook sends without a verified, encrypted connection',
  risk: 'Whoever sits between GitHub and the receiver reads and changes what is delivered: code, comments, names of people.',
  frameworks: { 'cis-github': ['1.4.4'] },
  see: 'https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks#use-https-and-ssl-verification',
} as const

/** Events by which packages are published and taken into use. */
const packageEvents = new Set(['package', 'registry_package'])

function judgeSecret(hook: Hook, whose: string): Verdict {
  if (!hook.active) return notApplicable(inactive)
  if (hook.hasSecret) return pass()
  const packages = hook.events.some((event) => packageEvents.has(event))
  return fail(`A webhook of ${whose} to ${hook.target} has no secret`, {
    evidence: { target: hook.target, events: hook.events },
    // Forged news of packages makes others install what was never published.
    ...(packages && { severity: 'high' }),
  })
}

function judgeTransport(hook: Hook, whose: string): Verdict {
  if (!hook.active) return notApplicable(inactive)
  if (hook.encrypted && hook.verifiesCertificate) return pass()
  const how = hook.encrypted ? 'does not check the certificate of' : 'sends in the clear to'
  return fail(`A webhook of ${whose} ${how} ${hook.target}`, {
    evidence: { target: hook.target, encrypted: hook.encrypted, verifiesCertificate: hook.verifiesCertificate },
  })
}

/** Webhooks of the organisation sign what they send. */
export const organizationHookSigned: Check = defineCheck({
  ...signed,
  id: 'github/organization-hook-signed',
  remediation:
    'In the settings of the organisation, open "Webhooks", choose the webhook, set a long random secret, and check the signature in the receiver.',
  on: organizationHook,
  evaluate: ({ resource }) => judgeSecret(resource, 'the organisation'),
})

/** Webhooks of the organisation send over a verified connection. */
export const organizationHookEncrypted: Check = defineCheck({
  ...encrypted,
  id: 'github/organization-hook-encrypted',
  remediation:
    'In the settings of the organisation, open "Webhooks", choose the webhook, use an https address, and enable SSL verification.',
  on: organizationHook,
  evaluate: ({ resource }) => judgeTransport(resource, 'the organisation'),
})

/** Webhooks of repositories sign what they send. */
export const repositoryHookSigned: Check = defineCheck({
  ...signed,
  id: 'github/repository-hook-signed',
  frameworks: { 'cis-github': ['1.4.4', '4.3.4'] },
  remediation:
    'Open "Settings" of the repository, "Webhooks", choose the webhook, set a long random secret, and check the signature in the receiver.',
  on: repositoryHook,
  evaluate: ({ resource }) => judgeSecret(resource, resource.repository.fullName),
})

/** Webhooks of repositories send over a verified connection. */
export const repositoryHookEncrypted: Check = defineCheck({
  ...encrypted,
  id: 'github/repository-hook-encrypted',
  remediation:
    'Open "Settings" of the repository, "Webhooks", choose the webhook, use an https address, and enable SSL verification.',
  on: repositoryHook,
  evaluate: ({ resource }) => judgeTransport(resource, resource.repository.fullName),
})
