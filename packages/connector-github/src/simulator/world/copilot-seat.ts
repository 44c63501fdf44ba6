import type { Dice } from '@opencasb/simulator-kit'

/** A Copilot seat of a member. */
export interface CopilotSeat {
  /** Index of the member. */
  readonly member: number
  readonly createdAt: number
  readonly lastActivityAt: number | undefined
  readonly pendingCancellation: boolean
}

const day = 86_400_000

/** The seat of a member; a third of them are hardly used. */
export function copilotSeatAt(member: number, world: { readonly dice: Dice; readonly epoch: number }): CopilotSeat {
  const { dice, epoch } = world
  const idle = dice.chance(0.3, member, 1)
  return {
    member,
    createdAt: epoch - dice.between(100, 400, member, 2) * day,
    lastActivityAt:
      idle && dice.chance(0.5, member, 3)
        ? undefined
        : epoch - dice.between(idle ? 40 : 0, idle ? 90 : 12, member, 4) * day,
    pendingCancellation: dice.chance(0.03, member, 5),
  }
}
