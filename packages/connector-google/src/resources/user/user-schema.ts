import { z } from 'zod'

/** A user of the account. */
export interface User {
  readonly id: string
  readonly email: string
  /** A super administrator. */
  readonly isSuperAdmin: boolean
  /** Somebody with another administrator's role. */
  readonly isDelegatedAdmin: boolean
  /** Has set a second factor up. */
  readonly isEnrolledIn2Sv: boolean
  /** Cannot sign in without a second factor. */
  readonly isEnforcedIn2Sv: boolean
  readonly suspended: boolean
  /** What Google calls the reason of a suspension: `ADMIN`, `WEB_LOGIN_REQUIRED`, … */
  readonly suspensionReason: string | undefined
  readonly archived: boolean
  /** `undefined` where the user never signed in. */
  readonly lastLogin: Date | undefined
  readonly created: Date
  readonly hasRecoveryEmail: boolean
  readonly hasRecoveryPhone: boolean
  readonly ipWhitelisted: boolean
  readonly changePasswordAtNextLogin: boolean
  readonly orgUnitPath: string
  readonly isGuest: boolean
  readonly includeInGlobalAddressList: boolean | undefined
}

/** The fields that are asked for. Recovery addresses and numbers are read for whether they are there, and not kept. */
export const userFields: readonly string[] = [
  'id',
  'primaryEmail',
  'isAdmin',
  'isDelegatedAdmin',
  'isEnrolledIn2Sv',
  'isEnforcedIn2Sv',
  'suspended',
  'suspensionReason',
  'archived',
  'lastLoginTime',
  'creationTime',
  'recoveryEmail',
  'recoveryPhone',
  'ipWhitelisted',
  'changePasswordAtNextLogin',
  'orgUnitPath',
  'isGuestUser',
  'includeInGlobalAddressList',
]

const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** Accepts a user as the Directory API lists it. */
export const userSchema: z.ZodType<User> = z
  .object({
    id: z.string().min(1),
    primaryEmail: z.string().min(1),
    isAdmin: z.boolean(),
    isDelegatedAdmin: z.boolean(),
    isEnrolledIn2Sv: z.boolean(),
    isEnforcedIn2Sv: z.boolean(),
    suspended: z.boolean(),
    suspensionReason: z.string().nullish(),
    archived: z.boolean().nullish(),
    lastLoginTime: date,
    creationTime: date,
    recoveryEmail: z.string().nullish(),
    recoveryPhone: z.string().nullish(),
    ipWhitelisted: z.boolean(),
    changePasswordAtNextLogin: z.boolean(),
    orgUnitPath: z.string().nullish(),
    isGuestUser: z.boolean().nullish(),
    includeInGlobalAddressList: z.boolean().nullish(),
  })
  .transform(
    (answer): User => ({
      id: answer.id,
      email: answer.primaryEmail,
      isSuperAdmin: answer.isAdmin,
      isDelegatedAdmin: answer.isDelegatedAdmin,
      isEnrolledIn2Sv: answer.isEnrolledIn2Sv,
      isEnforcedIn2Sv: answer.isEnforcedIn2Sv,
      suspended: answer.suspended,
      suspensionReason: answer.suspensionReason ?? undefined,
      archived: answer.archived === true,
      // Google writes the beginning of its calendar for users who never signed in.
      lastLogin: answer.lastLoginTime.getTime() > 0 ? answer.lastLoginTime : undefined,
      created: answer.creationTime,
      hasRecoveryEmail: Boolean(answer.recoveryEmail),
      hasRecoveryPhone: Boolean(answer.recoveryPhone),
      ipWhitelisted: answer.ipWhitelisted,
      changePasswordAtNextLogin: answer.changePasswordAtNextLogin,
      orgUnitPath: answer.orgUnitPath ?? '/',
      isGuest: answer.isGuestUser === true,
      includeInGlobalAddressList: answer.includeInGlobalAddressList ?? undefined,
    }),
  )

/** An administrator of any kind. */
export function isAdministrator({ isSuperAdmin, isDelegatedAdmin }: User): boolean {
  return isSuperAdmin || isDelegatedAdmin
}

/** Somebody who can sign in. */
export function canSignIn({ suspended, archived }: User): boolean {
  return !suspended && !archived
}
