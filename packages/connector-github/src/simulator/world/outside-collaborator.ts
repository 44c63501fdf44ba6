import type { Dice } from '@opencasb/simulator-kit'
import { type Account, accountAt } from './account.ts'

/** What one person may do in one repository, in the words of the REST API. */
export type RepositoryRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin'

/** Somebody who is no member but works in some repositories. */
export interface OutsideCollaborator {
  readonly index: number
  readonly account: Account
  readonly twoFactor: boolean
  readonly repositories: readonly { readonly index: number; readonly role: RepositoryRole }[]
}

const roles: readonly [RepositoryRole, ...RepositoryRole[]] = ['read', 'read', 'write', 'triage', 'maintain', 'admin']

/** The outside collaborator of an index: one to three repositories each. */
export function outsideCollaboratorAt(
  index: number,
  world: {
    readonly dice: Dice
    readonly epoch: number
    readonly firstAccount: number
    readonly repositories: number
    readonly everybodyHasTwoFactor: boolean
  },
): OutsideCollaborator {
  const { dice } = world
  const count = world.repositories === 0 ? 0 : dice.between(1, 3, index, 1)
  return {
    index,
    account: accountAt(world.firstAccount + index, world.epoch),
    twoFactor: world.everybodyHasTwoFactor || !dice.chance(0.2, index, 2),
    repositories: Array.from({ length: count }, (_, at) => ({
      index: dice.between(0, world.repositories - 1, index, 10 + at),
      role: dice.pick(roles, index, 20 + at),
    })).filter((one, at, list) => list.findIndex(({ index: other }) => other === one.index) === at),
  }
}
