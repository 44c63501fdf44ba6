import { Dice } from '@opencasb/simulator-kit'
import { type ConditionalAccessWorld, makeConditionalAccess, smallPlan, type TenantCare } from './conditional-access.ts'
import { makePolicy } from './conditional-access-policy.ts'
import type { Moments } from './moments.ts'
import { makeTenantPolicySettings, type TenantPolicySettings } from './tenant-policies-settings.ts'

/** What the policies of a simulated tenant are made of. */
export interface TenantPoliciesOptions {
  readonly seed: number
  readonly moments: Moments
  /** How many Conditional Access policies there are at least; none leaves everything as Microsoft delivers it. */
  readonly policies: number
}

const cares: readonly TenantCare[] = ['thorough', 'leaky', 'reporting']

/** The policies and settings of a simulated tenant: how well it is looked after depends on the seed. */
export class TenantPolicies {
  readonly conditionalAccess: ConditionalAccessWorld
  readonly settings: TenantPolicySettings
  readonly #moments: Moments
  /** Policies that were ever made: ids are not used again. */
  #made: number

  constructor({ seed, moments, policies }: TenantPoliciesOptions) {
    const care = policies === 0 ? 'delivered' : (cares[(seed + 1) % cares.length] ?? 'leaky')
    this.conditionalAccess = makeConditionalAccess({ seed, moments, care, policies })
    this.settings = makeTenantPolicySettings(care)
    this.#moments = moments
    this.#made = this.conditionalAccess.policies.length
  }

  /** Changes one thing at random but reproducibly. */
  mutate(dice: Dice, at: number): void {
    const { conditionalAccess: access, settings } = this
    const { policies, names } = access
    const index = policies.length === 0 ? -1 : dice.between(0, policies.length - 1, at, 61)
    const policy = policies[index]
    const kind = dice.between(0, 6, at, 60)
    if (kind === 0) {
      const plan = smallPlan(this.#made, new Dice(at, 'small policies'), names, this.#moments)
      policies.push(makePolicy(this.#made, plan, names))
      this.#made++
    } else if (kind === 1 && policies.length > 0) policies.splice(index, 1)
    else if (kind === 2 && policy) {
      policies[index] = { ...policy, state: policy.state === 'enabled' ? 'disabled' : 'enabled' }
    } else if (kind === 3 && policy) policies[index] = { ...policy, displayName: `Renamed ${at}` }
    else if (kind === 4 && policy) {
      const users = { ...policy.conditions.users, excludeGroups: [names.group(dice.between(0, 9, at, 62))] }
      policies[index] = { ...policy, conditions: { ...policy.conditions, users } }
    } else if (kind === 5) settings.securityDefaults = { isEnabled: !settings.securityDefaults.isEnabled }
    else this.#changeAuthorization(dice, at)
  }

  #changeAuthorization(dice: Dice, at: number): void {
    const { settings } = this
    const { authorization } = settings
    const users = authorization.defaultUserRolePermissions
    const name = dice.pick(['allowedToCreateApps', 'allowedToCreateTenants', 'allowedToCreateSecurityGroups'], at, 63)
    settings.authorization = {
      ...authorization,
      defaultUserRolePermissions: { ...users, [name]: users[name] !== true },
    }
  }
}
