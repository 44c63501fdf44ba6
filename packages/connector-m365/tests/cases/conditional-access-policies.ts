import type {
  ConditionalAccess,
  ConditionalAccessParts,
} from '../../src/resources/conditional-access/conditional-access.ts'
import { conditionalAccessOf } from '../../src/resources/conditional-access/conditional-access.ts'
import type { NamedLocation } from '../../src/resources/conditional-access/named-location.ts'
import {
  type ConditionalAccessPolicy,
  conditionalAccessPolicySchema,
} from '../../src/resources/conditional-access/policy.ts'

/** A policy as Graph answers it, as far as a test says. */
export interface RawPolicy {
  readonly name?: string
  readonly state?: string
  readonly users?: object
  readonly applications?: object
  /** Other conditions. */
  readonly conditions?: object
  readonly grant?: object | null
  readonly session?: object | null
  readonly modifiedDateTime?: string | null
}

/** An id that looks like Graph's. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/** The roles that Microsoft's templates for administrators name. */
export const templateAdminRoles: readonly string[] = [
  '62e90394-69f5-4237-9190-012177145e10',
  '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
  '966707d0-3269-4727-9be2-8c3a10f19b9d',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
]

export const mfa = { operator: 'OR', builtInControls: ['mfa'] }
export const block = { operator: 'OR', builtInControls: ['block'] }
export const phishingResistant = {
  operator: 'OR',
  builtInControls: [],
  authenticationStrength: {
    id: '00000000-0000-0000-0000-000000000004',
    displayName: 'Phishing-resistant MFA',
    policyType: 'builtIn',
    requirementsSatisfied: 'mfa',
    allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
  },
}
export const everyone = { includeUsers: ['All'] }
export const everything = { includeApplications: ['All'] }

/** The JSON of a policy: on, for everybody, everywhere, asking for a second factor, unless a test says otherwise. */
export function rawPolicy(policy: RawPolicy = {}, number = 1): Record<string, unknown> {
  const { name = `policy ${number}`, state = 'enabled', users = everyone, applications = everything } = policy
  return {
    id: idOf(number),
    displayName: name,
    state,
    createdDateTime: '2025-06-01T00:00:00Z',
    modifiedDateTime: policy.modifiedDateTime === undefined ? '2025-06-01T00:00:00Z' : policy.modifiedDateTime,
    templateId: null,
    conditions: {
      users: withDefaults(users),
      applications: {
        includeApplications: [],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
        ...applications,
      },
      clientApplications: null,
      clientAppTypes: ['all'],
      platforms: null,
      locations: null,
      devices: null,
      authenticationFlows: null,
      signInRiskLevels: [],
      userRiskLevels: [],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: null,
      ...policy.conditions,
    },
    grantControls: policy.grant === undefined ? mfa : policy.grant,
    sessionControls: policy.session ?? null,
  }
}

function withDefaults(users: object): object {
  return {
    includeUsers: [],
    excludeUsers: [],
    includeGroups: [],
    excludeGroups: [],
    includeRoles: [],
    excludeRoles: [],
    includeGuestsOrExternalUsers: null,
    excludeGuestsOrExternalUsers: null,
    ...users,
  }
}

/** A policy as checks see it. */
export function aPolicy(policy: RawPolicy = {}, number = 1): ConditionalAccessPolicy {
  return conditionalAccessPolicySchema.parse(rawPolicy(policy, number))
}

/** What policies add up to. */
export function aTenant(
  policies: readonly RawPolicy[] = [],
  parts: Partial<ConditionalAccessParts> = {},
): ConditionalAccess {
  return conditionalAccessOf({
    tenant: { id: idOf(9000), name: 'acme' },
    policies: policies.map((policy, at) => aPolicy(policy, at + 1)),
    strengths: new Map(),
    locations: [headOffice],
    securityDefaults: false,
    ...parts,
  })
}

/** A trusted location. */
const headOffice: NamedLocation = {
  id: idOf(500),
  name: 'head office',
  kind: 'ip',
  trusted: true,
  ranges: ['192.0.2.0/24'],
}
