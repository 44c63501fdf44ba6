import { z } from 'zod'

/** What kind of actor a bypass is given to. */
export type BypassActorKind =
  | 'repository-admins'
  | 'organization-owners'
  | 'enterprise-owners'
  | 'repository-role'
  | 'team'
  | 'app'
  | 'user'
  | 'deploy-keys'
  | 'unknown'

/** Who need not obey a classic rule or a ruleset. */
export interface BypassActor {
  readonly kind: BypassActorKind
  /** What people call it. */
  readonly name: string
  /** `pull-request`: may merge what does not meet the rules, but not push past them. */
  readonly mode: 'always' | 'pull-request'
  /** What of the source it may skip. */
  readonly skips: 'everything' | 'reviews' | 'force-push-block'
}

/** Bypass actors by the id of the classic rule or ruleset. */
export type BypassActors = Readonly<Record<string, readonly BypassActor[]>>

/** Whom a classic rule that is not enforced for administrators lets past. */
export const repositoryAdministrators: BypassActor = {
  kind: 'repository-admins',
  name: 'administrators of the repository',
  mode: 'always',
  skips: 'everything',
}

/** Accepts bypass actors that were kept from an earlier scan. */
export const bypassActorsSchema: z.ZodType<readonly BypassActor[]> = z.array(
  z.object({
    kind: z.enum([
      'repository-admins',
      'organization-owners',
      'enterprise-owners',
      'repository-role',
      'team',
      'app',
      'user',
      'deploy-keys',
      'unknown',
    ]),
    name: z.string(),
    mode: z.enum(['always', 'pull-request']),
    skips: z.enum(['everything', 'reviews', 'force-push-block']),
  }),
)
