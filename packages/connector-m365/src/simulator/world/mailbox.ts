import type { CalendarPermission, MessageRule } from '@microsoft/microsoft-graph-types'
import type { Dice } from '@opencasb/simulator-kit'
import { calendarPermissions } from './calendar.ts'

/** What a simulated user's mailbox holds besides mail. */
export interface SimulatedMailbox {
  readonly rules: readonly MessageRule[]
  readonly calendar: readonly CalendarPermission[]
}

const kinds = ['forward', 'attachment', 'redirect', 'hiding', 'disabled', 'inside', 'tidy'] as const

/** Makes the mailbox of the user with an index. */
export function makeMailbox(index: number, dice: Dice, many: boolean): SimulatedMailbox {
  const isOdd = (salt: number): boolean => dice.chance(many ? 0.01 : 0.4, index, salt)
  return {
    rules: isOdd(1) ? [makeRule(index, dice, 2)] : [],
    calendar: calendarPermissions(index, dice, isOdd(3)),
  }
}

/** A rule of any kind. */
export function makeRule(index: number, dice: Dice, salt: number): MessageRule {
  const kind = dice.pick(kinds, index, salt)
  const to = (address: string) => [{ emailAddress: { name: address, address } }]
  const outside = to(`collector-${index}@example.net`)
  const actions: Readonly<Record<(typeof kinds)[number], NonNullable<MessageRule['actions']>>> = {
    forward: { forwardTo: outside },
    attachment: { forwardAsAttachmentTo: outside },
    redirect: { redirectTo: outside },
    hiding: { forwardTo: outside, delete: true, markAsRead: true },
    disabled: { redirectTo: outside },
    inside: { forwardTo: to('user-0@acme.example') },
    tidy: { moveToFolder: 'AQMkAGE', stopProcessingRules: true },
  }
  return {
    id: `AQAA${dice.hex(8, index, salt + 1)}`,
    displayName: `Rule ${kind}`,
    sequence: 1,
    isEnabled: kind !== 'disabled',
    hasError: false,
    isReadOnly: false,
    conditions: { subjectContains: ['invoice'] },
    actions: actions[kind],
  }
}
