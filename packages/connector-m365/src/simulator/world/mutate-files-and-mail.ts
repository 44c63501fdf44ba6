import type { Dice } from '@opencasb/simulator-kit'
import { makeRule } from './mailbox.ts'
import type { M365World } from './world.ts'

/** Changes a file or folder. */
export function changeDrive(world: M365World, dice: Dice, at: number): void {
  world.drives.mutate(dice, at)
}

/** Adds a rule to an inbox, or takes those there away. */
export function changeMailbox(world: M365World, dice: Dice, at: number): void {
  const { items } = world.mailboxes
  if (items.count === 0) return
  const index = items.indexAt(dice.between(0, items.count - 1, at, 80))
  const mailbox = index === undefined ? undefined : items.get(index)
  if (index === undefined || !mailbox) return
  world.mailboxes.change(index, { rules: mailbox.rules.length > 0 ? [] : [makeRule(index, dice, at + 90)] })
}
