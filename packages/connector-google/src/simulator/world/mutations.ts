import type { Dice } from '@opencasb/simulator-kit'
import type { GoogleWorld } from './google-world.ts'
import { policyMutations } from './policy-mutations.ts'
import { sharingMutations } from './sharing-mutations.ts'
import type { SimulatedUser } from './user.ts'
import { geminiSku, ultraSku } from './user.ts'

/** One way in which an account changes; `false` where there was nothing to change. */
export type Mutation = (world: GoogleWorld, dice: Dice, at: number) => boolean

/** Changes a user other than the first one, in whose name is read. */
function changeUser(
  change: (user: SimulatedUser, dice: Dice, at: number) => Partial<SimulatedUser>,
  sparesSharers = false,
): Mutation {
  return (world, dice, at) => {
    const { users } = world
    const index = users.count < 2 ? undefined : users.indexAt(dice.between(1, users.count - 1, at, 2))
    const user = index === undefined ? undefined : users.get(index)
    if (!user || (sparesSharers && world.sharers.includes(user.index))) return false
    users.change(user.index, change(user, dice, at))
    return true
  }
}

function removeUser(world: GoogleWorld, dice: Dice, at: number): boolean {
  const { users } = world
  const index = users.count < 2 ? undefined : users.indexAt(dice.between(1, users.count - 1, at, 3))
  // What belongs to a user goes with the user, whom nobody could ask any more.
  if (index === undefined || world.sharers.includes(index)) return false
  users.remove([index])
  return true
}

function changeGroup(world: GoogleWorld, dice: Dice, at: number): boolean {
  const { groups } = world
  const index = groups.count === 0 ? undefined : groups.indexAt(dice.between(0, groups.count - 1, at, 4))
  const group = index === undefined ? undefined : groups.get(index)
  if (!group) return false
  const joined = group.whoCanJoin === 'ANYONE_CAN_JOIN' ? 'INVITED_CAN_JOIN' : 'ANYONE_CAN_JOIN'
  const seen = group.whoCanViewGroup === 'ANYONE_CAN_VIEW' ? 'ALL_MEMBERS_CAN_VIEW' : 'ANYONE_CAN_VIEW'
  const choices = [
    { whoCanJoin: joined },
    { whoCanViewGroup: seen },
    { allowExternalMembers: !group.allowExternalMembers },
    { members: [] },
    { members: [...group.members, { email: `new-${at}@partner.example`, role: 'MEMBER' as const }] },
  ] as const
  groups.change(group.index, dice.pick(choices, at, 5))
  return true
}

function removeGroup(world: GoogleWorld, dice: Dice, at: number): boolean {
  const { groups } = world
  const index = groups.count === 0 ? undefined : groups.indexAt(dice.between(0, groups.count - 1, at, 6))
  if (index === undefined) return false
  groups.remove([index])
  return true
}

function changeDomain(world: GoogleWorld, dice: Dice, at: number): boolean {
  const { domains } = world
  const index = domains.count < 2 ? undefined : domains.indexAt(dice.between(1, domains.count - 1, at, 7))
  const domain = index === undefined ? undefined : domains.get(index)
  if (!domain) return false
  domains.change(domain.index, { verified: !domain.verified })
  return true
}

/** All ways in which an account changes; each noun may add its own. */
export const mutations: readonly Mutation[] = [
  changeUser(({ enrolled }) => ({ enrolled: !enrolled })),
  changeUser(({ enforced }) => ({ enforced: !enforced })),
  changeUser(({ suspended }) => ({ suspended: !suspended }), true),
  changeUser(({ recoveryEmail, recoveryPhone }) => ({ recoveryEmail: !recoveryEmail, recoveryPhone: !recoveryPhone })),
  changeUser(({ skus }) => ({ skus: skus.length > 0 ? [] : [geminiSku, ultraSku] })),
  changeUser(({ apps }, dice, at) => ({ apps: apps.length > 0 ? apps.slice(1) : [dice.between(0, 9, at, 8)] })),
  changeUser(({ lastLogin, created }) => ({ lastLogin: lastLogin === undefined ? created : undefined })),
  changeUser(({ superAdmin }) => ({ superAdmin: !superAdmin })),
  removeUser,
  (world) => {
    world.users.add()
    return true
  },
  changeGroup,
  removeGroup,
  (world) => {
    world.groups.add()
    return true
  },
  changeDomain,
  ...policyMutations,
  ...sharingMutations,
]
