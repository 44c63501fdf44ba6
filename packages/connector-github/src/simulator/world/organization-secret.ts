import type { Dice } from '@opencasb/simulator-kit'

/** An Actions secret of an organisation: its name, never its value. */
export interface OrganizationSecret {
  readonly index: number
  readonly name: string
  readonly visibility: 'all' | 'private' | 'selected'
  readonly createdAt: number
  readonly updatedAt: number
}

const day = 86_400_000
const purposes = ['REGISTRY', 'DEPLOY', 'SIGNING', 'CHAT', 'CLOUD'] as const

/** The secret of an index; some were not changed for years. */
export function organizationSecretAt(
  index: number,
  world: { readonly dice: Dice; readonly epoch: number },
): OrganizationSecret {
  const { dice, epoch } = world
  const age = dice.between(10, 1400, index, 1)
  return {
    index,
    name: `${dice.pick(purposes, index, 2)}_TOKEN_${index}`,
    visibility: dice.pick(['all', 'private', 'selected'] as const, index, 3),
    createdAt: epoch - age * day,
    updatedAt: epoch - dice.between(Math.floor(age / 2), age, index, 4) * day,
  }
}
