import { Dice } from '@opencasb/simulator-kit'
import { trades } from './words.ts'

/** A personal account. */
export interface Account {
  readonly id: number
  readonly login: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

const day = 86_400_000
const dice = new Dice(7, 'account')

/** Numbers that one organisation's people may have. */
export const accountsPerOrganization = 10_000_000
/** Where the outside collaborators of an organisation begin. */
export const firstOutsideAccount = 5_000_000

/** The id of the account with the number 0. */
export const firstAccountId = 1_000

/** The account of a number. Logins tell the number, so that they can be looked up. */
export function accountAt(number: number, epoch: number): Account {
  const trade = dice.pick(trades, number, 1)
  const label = number.toString(36)
  return {
    id: firstAccountId + number,
    login: `${trade}-${label}`,
    name: `${trade.charAt(0).toUpperCase()}${trade.slice(1)} ${label}`,
    createdAt: epoch - dice.between(400, 3500, number, 2) * day,
  }
}

/** The number of the account with this login, as far as the form of the login tells. */
export function accountNumber(login: string): number | undefined {
  const label = /^[a-z]+-([0-9a-z]+)$/.exec(login)?.[1]
  const number = label === undefined ? Number.NaN : Number.parseInt(label, 36)
  return Number.isSafeInteger(number) ? number : undefined
}
