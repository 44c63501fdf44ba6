import { Dice } from '@opencasb/simulator-kit'
import { leakyPlans, reportingPlans, thoroughPlans } from './conditional-access-plans.ts'
import { makePolicy, PolicyNames, type PolicyPlan, type SimulatedPolicy } from './conditional-access-policy.ts'
import type { Moments } from './moments.ts'

/** How well a simulated tenant is looked after: as delivered, with holes, policies that only report, or thorough. */
export type TenantCare = 'delivered' | 'leaky' | 'reporting' | 'thorough'

/** What Conditional Access of a simulated tenant consists of. */
export interface ConditionalAccessWorld {
  readonly names: PolicyNames
  policies: SimulatedPolicy[]
  locations: object[]
  strengths: object[]
}

/** What {@link makeConditionalAccess} goes by. */
export interface ConditionalAccessOptions {
  readonly seed: number
  readonly moments: Moments
  readonly care: TenantCare
  /** How many policies there are at least: the others are for a group and an application each. */
  readonly policies: number
}

/** Makes the policies of a tenant. */
export function makeConditionalAccess({
  seed,
  moments,
  care,
  policies,
}: ConditionalAccessOptions): ConditionalAccessWorld {
  const names = new PolicyNames(seed)
  const dice = new Dice(seed, 'conditional access')
  const plans = [...plansOf(care, names, moments)]
  for (let index = plans.length; index < policies; index++) plans.push(smallPlan(index, dice, names, moments))
  return {
    names,
    policies: plans.map((plan, index) => makePolicy(index, plan, names)),
    locations: care === 'leaky' || care === 'thorough' ? locations(names) : [],
    strengths: builtInStrengths,
  }
}

function plansOf(care: TenantCare, names: PolicyNames, moments: Moments): readonly PolicyPlan[] {
  if (care === 'thorough') return thoroughPlans()
  if (care === 'leaky') return leakyPlans(names, moments)
  return care === 'reporting' ? reportingPlans(moments) : []
}

/** One of many small policies: a second factor for a group and an application. */
export function smallPlan(index: number, dice: Dice, names: PolicyNames, moments: Moments): PolicyPlan {
  return {
    name: `Application ${index}`,
    // Small policies enforce something only beside larger ones: a tenant of reporting policies has none that is on.
    state: dice.chance(0.5, index, 1) ? 'disabled' : 'enabledForReportingButNotEnforced',
    users: { includeGroups: [names.group(dice.between(0, 9, index, 2))] },
    applications: { includeApplications: [names.policy(1000 + index)] },
    grant: { builtInControls: ['mfa'] },
    modifiedDateTime: moments.daysAgo(dice.between(0, 90, index, 3)),
  }
}

function locations(names: PolicyNames): object[] {
  return [
    {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      id: names.policy(2000),
      displayName: 'Head office',
      createdDateTime: '2025-01-01T00:00:00Z',
      modifiedDateTime: '2025-01-01T00:00:00Z',
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
    },
    {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      id: names.policy(2001),
      displayName: 'Where we work',
      createdDateTime: '2025-01-01T00:00:00Z',
      modifiedDateTime: '2025-01-01T00:00:00Z',
      countriesAndRegions: ['CH', 'DE'],
      includeUnknownCountriesAndRegions: false,
      countryLookupMethod: 'clientIpAddress',
    },
  ]
}

const common = {
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  createdDateTime: '2021-12-01T00:00:00Z',
  modifiedDateTime: '2021-12-01T00:00:00Z',
  combinationConfigurations: [],
}
const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']
const passwordless = [...phishingResistant, 'deviceBasedPush']
const builtInStrengths: object[] = [
  {
    ...common,
    id: '00000000-0000-0000-0000-000000000002',
    displayName: 'Multifactor authentication',
    description: 'Combinations of methods that satisfy strong authentication',
    allowedCombinations: [
      ...passwordless,
      'temporaryAccessPassOneTime',
      'temporaryAccessPassMultiUse',
      'password,microsoftAuthenticatorPush',
      'password,softwareOath',
      'password,hardwareOath',
      'password,sms',
      'password,voice',
      'federatedMultiFactor',
    ],
  },
  {
    ...common,
    id: '00000000-0000-0000-0000-000000000003',
    displayName: 'Passwordless MFA',
    description: 'Passwordless methods that satisfy strong authentication',
    allowedCombinations: passwordless,
  },
  {
    ...common,
    id: '00000000-0000-0000-0000-000000000004',
    displayName: 'Phishing-resistant MFA',
    description: 'Phishing-resistant, passwordless methods for the strongest authentication',
    allowedCombinations: phishingResistant,
  },
]
