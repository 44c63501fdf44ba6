import type { Dice } from '@opencasb/simulator-kit'
import { type Account, accountAt } from './account.ts'

/** A member of an organisation. */
export interface Member {
  readonly index: number
  readonly account: Account
  readonly role: 'admin' | 'member'
  readonly twoFactor: boolean
  readonly isPublic: boolean
}

/** The member of an index. The first ones are the owners. */
export function memberAt(
  index: number,
  world: {
    readonly dice: Dice
    readonly epoch: number
    readonly firstAccount: number
    readonly owners: number
    readonly everybodyHasTwoFactor: boolean
  },
): Member {
  return {
    index,
    account: accountAt(world.firstAccount + index, world.epoch),
    role: index < world.owners ? 'admin' : 'member',
    // The first owner's account is the one that signed up; it is in order in any world.
    twoFactor: world.everybodyHasTwoFactor || index === 0 || !world.dice.chance(0.09, index, 1),
    isPublic: world.dice.chance(0.2, index, 2),
  }
}
