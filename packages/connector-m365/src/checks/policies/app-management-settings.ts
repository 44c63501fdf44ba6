import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { type AppManagementPolicy, appManagementPolicy } from '../../resources/policy/app-management-policy.ts'
import { settingCheck } from './setting-check.ts'

const remedy =
  'In the Microsoft Entra admin center, open "Entra ID", "Enterprise apps", "Application policies", and switch the restriction on for all applications'
const page = 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-app-management-policies'

/** Days that a restriction allows, or `not limited`. */
function limitOf(policy: AppManagementPolicy, type: string): number | string {
  const days = policy.applications.filter((one) => one.type === type && one.enabled).map((one) => one.maximumDays)
  const known = days.filter((one) => one !== undefined)
  return policy.enabled && known.length > 0 ? Math.min(...known) : 'not limited'
}

function lifetimeParams(usual: number): z.ZodType<{ readonly days: number }> {
  return z.object({
    /** Days that a credential may be good for. */
    days: z.number().int().min(1).default(usual),
  })
}

/** Checks of what is demanded of the credentials of applications. */
export const appManagementChecks: readonly Check[] = [
  settingCheck<AppManagementPolicy, boolean>({
    id: 'm365/application-secrets-blocked',
    severity: 'medium',
    title: 'Applications may be given client secrets',
    risk: 'Secrets end up in code, tickets and chats; whoever finds one is the application.',
    remediation: `${remedy}: "Block password addition". Use certificates, managed identities or federated credentials.`,
    see: page,
    frameworks: { 'scuba-m365': ['MS.AAD.5.5'], 'cis-m365': ['5.1.5.3'] },
    on: appManagementPolicy,
    setting: 'passwordAddition',
    read: ({ enabled, applications }) =>
      enabled && applications.some(({ type, enabled: on }) => type === 'passwordAddition' && on),
    accept: (blocked) => blocked,
    finding: 'Applications may be given client secrets',
  }),
  settingCheck<AppManagementPolicy, boolean>({
    id: 'm365/application-custom-secrets-blocked',
    severity: 'low',
    title: 'Client secrets of applications may be chosen by people',
    risk: 'Secrets that somebody made up are guessed, and are used in other places as well.',
    remediation: `${remedy}: "Block custom passwords".`,
    see: page,
    frameworks: { 'cis-m365': ['5.1.5.5'] },
    on: appManagementPolicy,
    setting: 'customPasswordAddition',
    read: ({ enabled, applications }) =>
      enabled && applications.some(({ type, enabled: on }) => type === 'customPasswordAddition' && on),
    accept: (blocked) => blocked,
    finding: 'Client secrets of applications may be chosen by people',
  }),
  settingCheck<AppManagementPolicy, number | string, { readonly days: number }>({
    id: 'm365/application-secret-lifetime-limited',
    severity: 'medium',
    title: 'Client secrets of applications may be good for long',
    risk: 'A secret that leaked once works for years.',
    remediation: `${remedy}: "Restrict max password lifetime".`,
    see: page,
    frameworks: { 'scuba-m365': ['MS.AAD.5.6'], 'cis-m365': ['5.1.5.4'] },
    on: appManagementPolicy,
    params: lifetimeParams(180),
    setting: 'passwordLifetime',
    read: (policy) => limitOf(policy, 'passwordLifetime'),
    accept: (value, { days }) => typeof value === 'number' && value <= days,
    irrelevant: ({ enabled, applications }) =>
      enabled && applications.some(({ type, enabled: on }) => type === 'passwordAddition' && on)
        ? 'Applications cannot be given client secrets'
        : undefined,
    finding: (value) =>
      typeof value === 'number'
        ? `Client secrets may be good for ${value} days`
        : 'Client secrets may be good for ever',
  }),
  settingCheck<AppManagementPolicy, number | string, { readonly days: number }>({
    id: 'm365/application-certificate-lifetime-limited',
    severity: 'low',
    title: 'Certificates of applications may be good for long',
    risk: 'A private key that was copied once works for years.',
    remediation: `${remedy}: "Restrict max certificate lifetime".`,
    see: page,
    frameworks: { 'scuba-m365': ['MS.AAD.5.7'], 'cis-m365': ['5.1.5.6'] },
    on: appManagementPolicy,
    params: lifetimeParams(365),
    setting: 'asymmetricKeyLifetime',
    read: (policy) => limitOf(policy, 'asymmetricKeyLifetime'),
    accept: (value, { days }) => typeof value === 'number' && value <= days,
    finding: (value) =>
      typeof value === 'number' ? `Certificates may be good for ${value} days` : 'Certificates may be good for ever',
  }),
]
