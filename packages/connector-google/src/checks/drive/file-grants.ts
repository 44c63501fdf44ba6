import type { JsonObject, Verdict } from '@opencasb/core'
import { fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import type { Audience, Grant } from '../../resources/drive/exposure.ts'

/** Which access a check is about. */
export interface GrantRule {
  readonly audiences: readonly Audience[]
  /** Editing, or everything less; absent: both. */
  readonly edit?: boolean
}

/** How many grants evidence lists. */
const grantsShown = 10

/** Parameters of checks of access from outside. */
export const partnerDomains: z.ZodType<{ readonly allowedDomains: readonly string[] }> = z.object({
  /** Domains of partners with whom files may be shared. */
  allowedDomains: z.array(z.string().min(1)).default([]),
})

/** Access that a rule is about, and that has not run out. */
export function grantsOf(
  grants: readonly Grant[],
  { audiences, edit }: GrantRule,
  now: Date,
  allowedDomains: readonly string[] = [],
): readonly Grant[] {
  const allowed = new Set(allowedDomains.map((domain) => domain.toLowerCase()))
  return grants.filter(
    (grant) =>
      audiences.includes(grant.audience) &&
      (edit === undefined || (grant.role === 'edit') === edit) &&
      isInForce(grant, now) &&
      !(grant.grantee !== '' && allowed.has(grant.grantee.slice(grant.grantee.lastIndexOf('@') + 1))),
  )
}

/** Says whether the access has not run out. */
function isInForce({ expires }: Grant, now: Date): boolean {
  return expires === undefined || expires > now
}

/** Fails where there is such access. */
export function judgeGrants(
  grants: readonly Grant[],
  what: { readonly message: string; readonly evidence: JsonObject },
): Verdict {
  return grants.length === 0 ? pass() : fail(what.message, { evidence: { ...what.evidence, ...evidenceOf(grants) } })
}

/** The grants, as many as are of use. Addresses are those of outsiders: whoever is to end the access needs them. */
export function evidenceOf(grants: readonly Grant[]): JsonObject {
  return {
    count: grants.length,
    grants: grants.slice(0, grantsShown).map(({ audience, role, grantee, discoverable, inherited, expires }) => ({
      audience,
      role,
      ...(grantee !== '' && { grantee }),
      ...(audience === 'company' && { foundBySearch: discoverable }),
      ...(inherited !== undefined && { inherited }),
      ...(expires && { expires: expires.toISOString() }),
    })),
  }
}
