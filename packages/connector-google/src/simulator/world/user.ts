import { type Dice, digits, type IdForm, type StableIds } from '@opencasb/simulator-kit'
import { simulatedApps } from './oauth-app.ts'
import { delegatedRoles } from './role.ts'

/** A user of the account. */
export interface SimulatedUser {
  readonly index: number
  readonly id: string
  readonly email: string
  readonly superAdmin: boolean
  /** Ids of roles besides that of super administrators. */
  readonly roles: readonly string[]
  readonly enrolled: boolean
  readonly enforced: boolean
  readonly suspended: boolean
  readonly archived: boolean
  /** Milliseconds since 1970; absent where the user never signed in. */
  readonly lastLogin: number | undefined
  readonly created: number
  readonly recoveryEmail: boolean
  readonly recoveryPhone: boolean
  readonly ipWhitelisted: boolean
  readonly changePassword: boolean
  readonly guest: boolean
  /** The place of the organisational unit. */
  readonly unit: number
  /** Places of applications that the user has authorised. */
  readonly apps: readonly number[]
  /** Gemini licences. */
  readonly skus: readonly string[]
}

/** What the users of an account are made from. */
export interface UserParts {
  readonly dice: Dice
  readonly ids: StableIds
  readonly epoch: number
  readonly superAdmins: number
  readonly delegatedAdmins: number
  readonly domains: readonly string[]
  readonly units: number
}

/** Gemini Enterprise, and Google AI Ultra for Business. */
export const geminiSku = '1010470001'
export const ultraSku = '1010470008'

const day = 86_400_000
/** How ids of users are written. */
export const userIdForm: IdForm = { alphabet: digits, length: 21 }

/** The user at a place of the list. The first one signed the account up, and is a super administrator who works. */
export function userAt(index: number, parts: UserParts): SimulatedUser {
  const { dice, ids, epoch, superAdmins, delegatedAdmins, domains, units } = parts
  const first = index === 0
  const superAdmin = index < superAdmins
  const delegated = !superAdmin && index < superAdmins + delegatedAdmins
  const kind = delegated ? index - superAdmins : -1
  const rare = (probability: number, salt: number): boolean => !first && dice.chance(probability, index, salt)
  const fresh = rare(0.04, 1)
  // Nobody is near a limit of days, so that the time of the day makes no difference.
  const recent = epoch + dice.between(10, 24, index, 2) * day
  const old = epoch - dice.between(60, 500, index, 3) * day
  const never = rare(0.06, 4)
  const domain = first || !dice.chance(0.3, index, 5) ? domains[0] : dice.pick(withFirst(domains), index, 6)
  return {
    index,
    id: ids.text(index, userIdForm),
    email: `user-${index}@${domain}`,
    superAdmin,
    roles: rolesOf(index, { superAdmin, delegated }, dice),
    enrolled: first || (kind === 1 ? false : dice.chance(0.8, index, 7)),
    enforced: first || dice.chance(0.6, index, 8),
    suspended: kind === 0 || kind === 2 || (kind !== 1 && rare(0.08, 9)),
    archived: kind !== 1 && rare(0.02, 10),
    lastLogin: never ? undefined : rare(0.25, 11) ? old : recent,
    created: fresh ? recent : epoch - dice.between(600, 2_000, index, 12) * day,
    recoveryEmail: first || dice.chance(0.7, index, 13),
    recoveryPhone: first || dice.chance(0.6, index, 14),
    ipWhitelisted: rare(0.04, 15),
    changePassword: rare(superAdmin || delegated ? 0.3 : 0.05, 16),
    guest: rare(delegated ? 0.3 : 0.02, 17),
    unit: dice.between(0, units - 1, index, 18),
    apps: simulatedApps.flatMap(({ share }, at) => (dice.chance(share, index, 100 + at) ? [at] : [])),
    skus: [
      ...(kind === 1 || rare(0.3, 19) ? [geminiSku] : []),
      ...(kind === 0 || kind === 1 || rare(0.1, 20) ? [ultraSku] : []),
    ],
  }
}

function rolesOf(
  index: number,
  { superAdmin, delegated }: { readonly superAdmin: boolean; readonly delegated: boolean },
  dice: Dice,
): readonly string[] {
  const one = delegatedRoles[dice.between(0, delegatedRoles.length - 1, index, 30)] ?? ''
  const other = delegatedRoles[dice.between(0, delegatedRoles.length - 1, index, 31)] ?? ''
  if (superAdmin) return index > 0 && dice.chance(0.4, index, 32) ? [one] : []
  if (!delegated) return []
  return dice.chance(0.4, index, 33) && one !== other ? [one, other] : [one]
}

function withFirst(domains: readonly string[]): readonly [string, ...string[]] {
  const [first = '', ...others] = domains
  return [first, ...others]
}
