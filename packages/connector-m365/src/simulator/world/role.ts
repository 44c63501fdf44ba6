import type { Dice } from '@opencasb/simulator-kit'
import type { Moments } from './moments.ts'

/** A simulated directory role that is held, or may be activated. */
export interface SimulatedRole {
  readonly index: number
  readonly id: string
  readonly roleDefinitionId: string
  readonly principal: { readonly kind: 'user' | 'group' | 'servicePrincipal'; readonly index: number }
  readonly kind: 'assigned' | 'activated' | 'eligible'
  readonly endDateTime: string | null
}

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

/** Privileged and other built-in roles. */
const roles = [
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
] as const

/** Makes the role with an index: administrators are among the first users, with a group and an application between. */
export function makeRole(index: number, id: string, dice: Dice, moments: Moments): SimulatedRole {
  const isGlobal = index < 2 || dice.chance(globalShare(dice), index, 1)
  const kind = index < 2 ? 'assigned' : dice.pick(['assigned', 'activated', 'eligible'], index, 2)
  const group = index > 2 && dice.chance(0.15, index, 3)
  const application = index > 2 && !group && dice.chance(0.12, index, 4)
  return {
    index,
    id,
    roleDefinitionId: isGlobal ? globalAdministrator : dice.pick(roles, index, 5),
    principal: group
      ? { kind: 'group', index: dice.between(0, 1, index, 6) }
      : application
        ? { kind: 'servicePrincipal', index: 3 + dice.between(0, 5, index, 7) }
        : { kind: 'user', index: index < 2 ? index : dice.between(0, 13, index, 8) },
    kind: application ? 'assigned' : kind,
    endDateTime: kind === 'activated' || (index > 2 && dice.chance(0.4, index, 9)) ? moments.inDays(1) : null,
  }
}

/** Some tenants have many global administrators, some few. */
function globalShare(dice: Dice): number {
  return dice.chance(0.5, 0, 99) ? 0.6 : 0
}
