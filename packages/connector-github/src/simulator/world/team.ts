import type { Dice } from '@opencasb/simulator-kit'
import { trades } from './words.ts'

/** A team. */
export interface Team {
  readonly index: number
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly privacy: 'closed' | 'secret'
  /** Index of the team that it is part of. */
  readonly parent: number | undefined
  readonly createdAt: number
}

const day = 86_400_000

/** The team of an index. The first one looks after security. */
export function teamAt(
  index: number,
  world: { readonly dice: Dice; readonly epoch: number; readonly firstId: number },
): Team {
  const trade = index === 0 ? 'security' : world.dice.pick(trades, index, 1)
  const child = index % 5 === 4
  return {
    index,
    id: world.firstId + index,
    slug: `${trade}-team-${index}`,
    name: `${trade} team ${index}`,
    description: `Looks after everything about ${trade}`,
    privacy: world.dice.chance(0.15, index, 2) && !child ? 'secret' : 'closed',
    parent: child ? index - 1 : undefined,
    createdAt: world.epoch - world.dice.between(100, 1500, index, 3) * day,
  }
}

/** The team's index that a slug tells. */
export function teamIndex(slug: string): number | undefined {
  const number = /-team-(\d+)$/.exec(slug)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Indices of the members of a team: a few, spread over the organisation. */
export function teamMemberIndices(index: number, members: number, dice: Dice): number[] {
  if (members === 0) return []
  const size = Math.min(members, dice.between(2, 9, index, 4))
  const first = dice.between(0, members - 1, index, 5)
  const stride = Math.max(1, Math.floor(members / (size + 1)))
  return [...new Set(Array.from({ length: size }, (_, at) => (first + at * stride) % members))].sort((a, b) => a - b)
}
