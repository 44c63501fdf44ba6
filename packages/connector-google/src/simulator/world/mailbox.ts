import type { Dice } from '@opencasb/simulator-kit'

/** The settings of a user's mailbox. */
export interface SimulatedMailbox {
  /** The user has Gmail. */
  readonly enabled: boolean
  readonly delegates: readonly { readonly email: string; readonly status: string }[]
  /** Where all mail is forwarded to. */
  readonly forwardTo?: string | undefined
  readonly forwardingAddresses: readonly { readonly email: string; readonly status: string }[]
  /** Where filters forward mail to. */
  readonly filters: readonly (string | undefined)[]
  readonly sendAs: readonly { readonly email: string; readonly status: string }[]
}

/** A mailbox as Google makes it. */
export const plainMailbox: SimulatedMailbox = {
  enabled: true,
  delegates: [],
  forwardingAddresses: [],
  filters: [],
  sendAs: [],
}

/** The mailbox of the user at a place of the list; settings that do no harm are among them. */
export function mailboxAt(index: number, dice: Dice): SimulatedMailbox {
  return { enabled: index === 0 || !dice.chance(0.1, index, 1), ...settingsAt(index, dice) }
}

/** Settings as people make them. */
export function settingsAt(index: number, dice: Dice): Omit<SimulatedMailbox, 'enabled'> {
  const rare = (salt: number): boolean => dice.chance(0.35, index, salt)
  const outside = `private-${index}@mail.example`
  const inside = `archive-${index}@acme-mail.example`
  const forwards = rare(2)
  return {
    delegates: [
      ...(rare(3) ? [{ email: 'user-9@acme-labs.example', status: 'accepted' }] : []),
      ...(rare(4) ? [{ email: 'user-8@acme.example', status: 'pending' }] : []),
    ],
    ...(forwards ? { forwardTo: outside } : rare(5) ? { forwardTo: inside } : {}),
    forwardingAddresses: [
      { email: inside, status: 'accepted' },
      ...(forwards || rare(6) ? [{ email: outside, status: 'accepted' }] : []),
      ...(rare(7) ? [{ email: `new-${index}@mail.example`, status: 'pending' }] : []),
    ],
    filters: [undefined, inside, ...(rare(8) ? [outside] : [])],
    sendAs: [
      { email: inside, status: 'accepted' },
      ...(rare(9) ? [{ email: outside, status: 'accepted' }] : []),
      ...(rare(10) ? [{ email: `new-${index}@mail.example`, status: 'pending' }] : []),
    ],
  }
}
