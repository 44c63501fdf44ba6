import type { JsonObject } from '@opencasb/core'
import { z } from 'zod'
import type { EffectiveAccess } from '../../resources/access/effective-access.ts'
import {
  hasAll,
  overlap,
  type PermissionBits,
  permissionBits,
  permissionBitsUpTo,
  permissionLabels,
  shared,
  unite,
} from '../../resources/access/permission-bits.ts'
import type { ReadUserAccess } from '../../resources/access/user-access.ts'

/** Parameters of checks about what a user may do. */
export const holderParams: z.ZodType<HolderParams, unknown> = z.object({
  countSessionBased: z.boolean().default(false),
  allowed: z.array(z.string()).default([]),
})

/** What {@link holderParams} gives. */
export interface HolderParams {
  /** Counts what holds only in a session that was raised to it, too. */
  readonly countSessionBased: boolean
  /** User names of those whose rights are accepted, for a reason that stands somewhere. */
  readonly allowed: readonly string[]
}

/** Why a check does not judge a user on the list of those who are allowed. */
export const accepted = 'The policy accepts what this user may do'

/** Permissions that lead to everything. */
export const fullControl: PermissionBits = permissionBitsUpTo(0)
/** The same, with those that take over identities or open ways in. */
export const control: PermissionBits = permissionBitsUpTo(1)
/** The same, with those that go past sharing. */
export const broad: PermissionBits = permissionBitsUpTo(2)

const administrative = permissionBits('ModifyAllData', 'ManageUsers', 'CustomizeApplication')

/** Those of the permissions that a user has. */
export function heldOf(
  { access, asked }: Pick<ReadUserAccess, 'access' | 'asked'>,
  wanted: PermissionBits,
  { countSessionBased }: Pick<HolderParams, 'countSessionBased'>,
): PermissionBits {
  const held = countSessionBased ? unite(access.standing, access.onActivation) : access.standing
  return shared(shared(held, asked), wanted)
}

/** Says whether a policy accepts what a user may do. */
export function isAllowed({ username }: Pick<ReadUserAccess, 'username'>, { allowed }: HolderParams): boolean {
  return allowed.some((name) => name.toLowerCase() === username.toLowerCase())
}

/**
 * Says whether a user is an administrator for all to see, by the profile. Not by its name: administrators of each
 * language call theirs differently, and copies have names of their own.
 */
export function isAdministrator({ access }: Pick<ReadUserAccess, 'access'>): boolean {
  return access.holdings.some(
    ({ source, permissions, needsActivation }) =>
      source.kind === 'profile' && !needsActivation && hasAll(permissions, administrative),
  )
}

/** User types of people from outside: customers, partners, and visitors who have not logged in. */
const outsiders = ['PowerPartner', 'PowerCustomerSuccess', 'CustomerSuccess', 'CspLitePortal', 'SelfService', 'Guest']

/** Says whether an account belongs to somebody from outside. */
export function isOutsider({ userType }: Pick<ReadUserAccess, 'userType'>): boolean {
  return userType !== undefined && outsiders.includes(userType)
}

/** Says whether the account belongs to a program: it cannot log in with a browser. */
export function isApiOnly(user: Pick<ReadUserAccess, 'access'>): boolean {
  return overlap(user.access.standing, permissionBits('ApiUserOnly'))
}

/** What a user has, and who gives it. */
export function grantEvidence(access: EffectiveAccess, held: PermissionBits): JsonObject {
  return {
    permissions: permissionLabels(held),
    grantedBy: access.holdings
      .filter(({ permissions }) => overlap(permissions, held))
      .map((holding) => ({
        kind: holding.source.kind,
        id: holding.source.id,
        name: holding.source.name,
        permissions: permissionLabels(shared(holding.permissions, held)),
        ...(holding.via.length > 0 && { through: [...holding.via] }),
        ...(holding.needsActivation && { sessionBased: true }),
        ...(holding.unsettled && { waitingForRecalculation: true }),
        ...(holding.differs && { differsFromItsParts: true }),
        ...(holding.expiresAt !== undefined && { until: new Date(holding.expiresAt).toISOString() }),
      })),
  }
}

/** The permissions of a set in a sentence: the first three, and how many more. */
export function listed(held: PermissionBits): string {
  const labels = permissionLabels(held)
  const shown = labels.slice(0, 3).join(', ')
  return labels.length > 3 ? `${shown} and ${labels.length - 3} more` : shown
}
