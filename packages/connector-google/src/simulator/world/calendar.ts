import type { Dice } from '@opencasb/simulator-kit'

/** A rule of who may see a calendar. */
export interface SimulatedCalendarRule {
  readonly type: 'default' | 'domain' | 'user' | 'group'
  readonly value?: string
  readonly role: string
}

/** A user's primary calendar. */
export interface SimulatedCalendar {
  /** The user has Google Calendar. */
  readonly enabled: boolean
  /** Besides the owner's and the company's. */
  readonly rules: readonly SimulatedCalendarRule[]
}

/** A calendar as Google makes it. */
export const plainCalendar: SimulatedCalendar = { enabled: true, rules: [] }

/** The calendar of the user at a place of the list. */
export function calendarAt(index: number, dice: Dice): SimulatedCalendar {
  return { enabled: index === 0 || !dice.chance(0.1, index, 1), rules: rulesAt(index, dice) }
}

/** Rules as people make them. */
export function rulesAt(index: number, dice: Dice): readonly SimulatedCalendarRule[] {
  return ways[dice.between(0, ways.length - 1, index, 2)]?.(index) ?? []
}

const ways: readonly ((index: number) => readonly SimulatedCalendarRule[])[] = [
  () => [],
  () => [{ type: 'default', role: 'reader' }],
  () => [{ type: 'default', role: 'freeBusyReader' }],
  (index) => [{ type: 'user', value: `guest-${index}@partner.example`, role: 'writer' }],
  () => [{ type: 'domain', value: 'partner.example', role: 'freeBusyReader' }],
  // Looks foreign or open, and is not.
  (index) => [
    { type: 'user', value: `user-${index}@acme-mail.example`, role: 'reader' },
    { type: 'default', role: 'none' },
  ],
]
