import type { JsonObject } from '@opencasb/core'
import { z } from 'zod'
import { directorySynchronizationRole } from './administrator-roles.ts'

/** How exclusions are judged. */
export const coverageParams: z.ZodObject<{
  allowedExclusions: z.ZodDefault<z.ZodArray<z.ZodString>>
  toleratedUsers: z.ZodDefault<z.ZodNumber>
  acceptSecurityDefaults: z.ZodDefault<z.ZodBoolean>
}> = z.object({
  /**
   * Ids of users, groups and roles that policies may exclude: emergency accounts and the groups that they are in.
   */
  allowedExclusions: z.array(z.string()).default([directorySynchronizationRole]),
  /**
   * How many users may be excluded one by one without being named in `allowedExclusions`. Microsoft advises two
   * emergency accounts.
   */
  toleratedUsers: z.number().int().min(0).default(2),
  /** Whether security defaults count where they do what is asked for. */
  acceptSecurityDefaults: z.boolean().default(true),
})

/** {@link coverageParams}, with their defaults. */
export type CoverageParams = z.infer<typeof coverageParams>

/** SCuBA wants exclusions declared, and policies rather than security defaults; so does CIS as to the latter. */
export const coverageProfiles: { readonly scuba: JsonObject; readonly cis: JsonObject } = {
  scuba: { toleratedUsers: 0, acceptSecurityDefaults: false },
  cis: { acceptSecurityDefaults: false },
}
