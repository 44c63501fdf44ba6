import { StableIds } from '@opencasb/simulator-kit'

/** What is special about a simulated policy. */
export interface PolicyPlan {
  readonly name: string
  /** @default 'enabled' */
  readonly state?: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced'
  /** @default all users, without the emergency accounts */
  readonly users?: object
  /** @default all applications */
  readonly applications?: object
  /** Other conditions. */
  readonly conditions?: object
  readonly grant?: object | null
  readonly session?: object
  /** When it was last changed; null where that is not told. */
  readonly modifiedDateTime?: string | null
}

/** A policy as Graph answers it. */
export interface SimulatedPolicy {
  readonly id: string
  readonly displayName: string
  readonly state: string
  readonly conditions: { readonly users: object | null; readonly [condition: string]: unknown }
  readonly [property: string]: unknown
}

/** Ids of a tenant that policies name. */
export class PolicyNames {
  readonly #policies: StableIds
  readonly #groups: StableIds
  readonly #users: StableIds

  constructor(seed: number) {
    this.#policies = new StableIds(seed, 'conditional access policy')
    this.#groups = new StableIds(seed, 'group')
    this.#users = new StableIds(seed, 'user')
  }

  policy(index: number): string {
    return this.#policies.uuid(index)
  }

  group(index: number): string {
    return this.#groups.uuid(index)
  }

  user(index: number): string {
    return this.#users.uuid(index)
  }

  /** Two accounts that are kept for emergencies. */
  get emergencyAccounts(): readonly string[] {
    return [this.user(0), this.user(1)]
  }
}

const nobodySpecial = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
}

/** Makes a policy as Graph answers it. */
export function makePolicy(index: number, plan: PolicyPlan, names: PolicyNames): SimulatedPolicy {
  const { name, state = 'enabled', users, applications, conditions, grant = null, session = null } = plan
  return {
    id: names.policy(index),
    templateId: null,
    displayName: name,
    createdDateTime: '2025-01-01T00:00:00Z',
    modifiedDateTime: plan.modifiedDateTime ?? null,
    state,
    conditions: {
      users: {
        ...nobodySpecial,
        ...(users ?? { includeUsers: ['All'], excludeUsers: [...names.emergencyAccounts] }),
      },
      applications: {
        includeApplications: [],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
        ...(applications ?? { includeApplications: ['All'] }),
      },
      clientApplications: null,
      clientAppTypes: ['all'],
      platforms: null,
      locations: null,
      devices: null,
      authenticationFlows: null,
      insiderRiskLevels: null,
      signInRiskLevels: [],
      userRiskLevels: [],
      servicePrincipalRiskLevels: [],
      ...conditions,
    },
    grantControls: grant && {
      operator: 'OR',
      builtInControls: [],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
      ...grant,
    },
    sessionControls: session && {
      disableResilienceDefaults: null,
      applicationEnforcedRestrictions: null,
      cloudAppSecurity: null,
      persistentBrowser: null,
      secureSignInSession: null,
      signInFrequency: null,
      ...session,
    },
  }
}
