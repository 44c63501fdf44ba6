import { z } from 'zod'
import { graphField } from '../graph-field.ts'
import { flags } from './flags.ts'
import { unknownParts } from './unknown-parts.ts'

/** Kinds of guests that a policy names. */
export interface PolicyGuests {
  /** `internalGuest`, `b2bCollaborationGuest`, … */
  readonly types: readonly string[]
  /** Their home tenants; absent where all are meant. */
  readonly tenants: readonly string[] | undefined
}

/** Who is meant, on one side of a policy. */
export interface PolicyPrincipals {
  /** Ids, or `All`, `None`, `GuestsOrExternalUsers`. */
  readonly users: readonly string[]
  readonly groups: readonly string[]
  /** Template ids of roles. */
  readonly roles: readonly string[]
  readonly guests: PolicyGuests | undefined
}

/** Whom a policy applies to. */
export interface PolicyUsers {
  readonly include: PolicyPrincipals
  readonly exclude: PolicyPrincipals
  /** Properties that say something we cannot read. */
  readonly unknown: readonly string[]
}

const guestsSchema = z
  .looseObject({
    guestOrExternalUserTypes: flags,
    externalTenants: z.looseObject({ membershipKind: z.string().nullish(), members: graphField.texts }).nullish(),
  })
  .nullish()
  .transform((value): PolicyGuests | undefined => {
    if (!value || value.guestOrExternalUserTypes.length === 0) return undefined
    const { guestOrExternalUserTypes: types, externalTenants } = value
    const everywhere = !externalTenants || externalTenants.membershipKind === 'all'
    return { types, tenants: everywhere ? undefined : externalTenants.members }
  })

const known = ['Users', 'Groups', 'Roles', 'GuestsOrExternalUsers'].flatMap((name) => [
  `include${name}`,
  `exclude${name}`,
])

/** Reads `conditions.users`. */
export const policyUsersSchema: z.ZodType<PolicyUsers> = z
  .looseObject({
    includeUsers: graphField.texts,
    includeGroups: graphField.texts,
    includeRoles: graphField.texts,
    includeGuestsOrExternalUsers: guestsSchema,
    excludeUsers: graphField.texts,
    excludeGroups: graphField.texts,
    excludeRoles: graphField.texts,
    excludeGuestsOrExternalUsers: guestsSchema,
  })
  .transform((users) => ({
    include: {
      users: users.includeUsers,
      groups: users.includeGroups,
      roles: users.includeRoles,
      guests: users.includeGuestsOrExternalUsers,
    },
    exclude: {
      users: users.excludeUsers,
      groups: users.excludeGroups,
      roles: users.excludeRoles,
      guests: users.excludeGuestsOrExternalUsers,
    },
    unknown: unknownParts(users, known).map((name) => `users.${name}`),
  }))
