import type { Dice } from '@opencasb/simulator-kit'

/** A member of a group. */
export interface SimulatedMember {
  /** The place of a user of the account; absent for somebody from outside. */
  readonly user?: number
  /** Set for somebody from outside. */
  readonly email?: string
  readonly role: 'OWNER' | 'MANAGER' | 'MEMBER'
}

/** A group of the account. */
export interface SimulatedGroup {
  readonly index: number
  readonly id: string
  readonly email: string
  readonly name: string
  readonly adminCreated: boolean
  readonly whoCanJoin: string
  readonly whoCanViewGroup: string
  readonly whoCanPostMessage: string
  readonly whoCanDiscoverGroup: string
  readonly allowExternalMembers: boolean
  readonly messageModerationLevel: string
  readonly members: readonly SimulatedMember[]
}

const join = ['INVITED_CAN_JOIN', 'CAN_REQUEST_TO_JOIN', 'ALL_IN_DOMAIN_CAN_JOIN', 'ANYONE_CAN_JOIN'] as const
const view = ['ALL_MEMBERS_CAN_VIEW', 'ALL_MANAGERS_CAN_VIEW', 'ALL_IN_DOMAIN_CAN_VIEW', 'ANYONE_CAN_VIEW'] as const
const post = ['ALL_MEMBERS_CAN_POST', 'ALL_IN_DOMAIN_CAN_POST', 'ANYONE_CAN_POST'] as const
const discover = ['ALL_MEMBERS_CAN_DISCOVER', 'ALL_IN_DOMAIN_CAN_DISCOVER', 'ANYONE_CAN_DISCOVER'] as const
const moderation = ['MODERATE_NONE', 'MODERATE_NON_MEMBERS', 'MODERATE_ALL_MESSAGES'] as const

/** The group at a place of the list. */
export function groupAt(index: number, dice: Dice, users: number, domain: string): SimulatedGroup {
  const owned = dice.chance(0.85, index, 1)
  const outside = dice.chance(0.2, index, 2)
  const size = dice.between(0, 12, index, 3)
  const members = Array.from({ length: size }, (_, at): SimulatedMember => {
    const role = at === 0 && owned ? 'OWNER' : 'MEMBER'
    if (outside && at > 1 && at < 5) return { email: `guest-${index}-${at}@partner.example`, role }
    return { user: (dice.between(0, users - 1, index, 4) + at) % users, role }
  })
  return {
    index,
    id: `01${dice.hex(13, index, 5)}`,
    email: `group-${index}@${domain}`,
    name: `Group ${index}`,
    adminCreated: dice.chance(0.7, index, 6),
    whoCanJoin: dice.pick(join, index, 7),
    whoCanViewGroup: dice.pick(view, index, 8),
    whoCanPostMessage: dice.pick(post, index, 9),
    whoCanDiscoverGroup: dice.pick(discover, index, 10),
    allowExternalMembers: outside || dice.chance(0.3, index, 11),
    messageModerationLevel: dice.pick(moderation, index, 12),
    members: size > users ? members.slice(0, users) : members,
  }
}
