import type { Dice } from '@opencasb/simulator-kit'
import type { GoogleWorld } from './google-world.ts'
import { newPolicy } from './policy.ts'
import { alertRules, policyKinds } from './policy-values.ts'

function somePolicy(world: GoogleWorld, dice: Dice, at: number, salt: number) {
  const { policies } = world
  const index = policies.count === 0 ? undefined : policies.indexAt(dice.between(0, policies.count - 1, at, salt))
  return index === undefined ? undefined : policies.get(index)
}

/** An administrator chooses another value. */
function changeValue(world: GoogleWorld, dice: Dice, at: number): boolean {
  const policy = somePolicy(world, dice, at, 31)
  if (!policy) return false
  const { state, displayName } = policy.value
  if (typeof displayName === 'string' && alertRules.includes(displayName)) {
    world.policies.change(policy.index, {
      value: { ...policy.value, state: state === 'ACTIVE' ? 'INACTIVE' : 'ACTIVE' },
    })
    return true
  }
  const values = policyKinds.find(({ type }) => type === policy.type)?.values ?? []
  const others = values.filter((value) => JSON.stringify(value) !== JSON.stringify(policy.value))
  const value = others[dice.between(0, Math.max(0, others.length - 1), at, 32)]
  if (!value) return false
  world.policies.change(policy.index, { value })
  return true
}

/** An administrator lets a unit or group inherit again. */
function removeException(world: GoogleWorld, dice: Dice, at: number): boolean {
  const policy = somePolicy(world, dice, at, 33)
  if (!policy || policy.system) return false
  world.policies.remove([policy.index])
  return true
}

/** An administrator makes an exception for another unit. */
function addException(world: GoogleWorld, dice: Dice, at: number): boolean {
  const policy = newPolicy(dice.between(0, policyKinds.length - 1, at, 34), dice.between(0, 3, at, 35))
  const isThere = [...world.policies.all()].some(({ type, unit }) => type === policy.type && unit === policy.unit)
  if (isThere) return false
  world.policies.add(policy)
  return true
}

/** How the settings of an account change. */
export const policyMutations: readonly ((world: GoogleWorld, dice: Dice, at: number) => boolean)[] = [
  changeValue,
  removeException,
  addException,
]
