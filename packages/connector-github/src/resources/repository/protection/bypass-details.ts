import { z } from 'zod'
import type { BypassActor } from './bypass-actor.ts'

const actorFields = '__typename ... on App { name } ... on Team { name } ... on User { login }'

/**
 * Who may bypass rulesets, and what classic rules allow whom. Each list is asked for where it can matter only: an
 * allowance to skip reviews does where reviews are required.
 */
export const bypassQuery: string = `query bypass($rulesets: [ID!]!, $reviews: [ID!]!, $forcePushes: [ID!]!) {
  rulesets: nodes(ids: $rulesets) {
    ... on RepositoryRuleset {
      id
      bypassActors(first: 100) {
        nodes {
          bypassMode deployKey enterpriseOwner organizationAdmin repositoryRoleName
          actor { __typename ... on App { name } ... on Team { name } }
        }
      }
    }
  }
  reviews: nodes(ids: $reviews) {
    ... on BranchProtectionRule { id bypassPullRequestAllowances(first: 100) { nodes { actor { ${actorFields} } } } }
  }
  forcePushes: nodes(ids: $forcePushes) {
    ... on BranchProtectionRule { id bypassForcePushAllowances(first: 100) { nodes { actor { ${actorFields} } } } }
  }
}`

/** Nodes that one list of a query may name. */
export const bypassIdsPerQuery = 100

/** What a query for bypass lists asks for: node ids. */
export interface BypassIds {
  readonly rulesets: readonly string[]
  readonly reviews: readonly string[]
  readonly forcePushes: readonly string[]
}

/** Connection look-ups of a query, by GitHub's formula: one list each. */
export function bypassLookups({ rulesets, reviews, forcePushes }: BypassIds): number {
  return rulesets.length + reviews.length + forcePushes.length
}

const actorSchema = z
  .object({ __typename: z.string(), name: z.string().optional(), login: z.string().optional() })
  .nullish()
type Actor = z.infer<typeof actorSchema>

const kinds: Readonly<Record<string, BypassActor['kind']>> = { App: 'app', Team: 'team', User: 'user' }

const bypassActorSchema = z
  .object({
    bypassMode: z.string().nullish(),
    deployKey: z.boolean(),
    enterpriseOwner: z.boolean(),
    organizationAdmin: z.boolean(),
    repositoryRoleName: z.string().nullish(),
    actor: actorSchema,
  })
  .transform(
    (bypass): BypassActor => ({
      ...whoIs(bypass),
      // A mode that we do not know may be as wide as any.
      mode: bypass.bypassMode === 'PULL_REQUEST' ? 'pull-request' : 'always',
      skips: 'everything',
    }),
  )

/** Accepts a ruleset's bypass actors; `null` where GitHub hides them. */
export const rulesetBypassSchema: z.ZodType<readonly BypassActor[] | null> = z
  .object({ bypassActors: z.object({ nodes: z.array(bypassActorSchema).nullish() }).nullish() })
  .transform(({ bypassActors }) => bypassActors?.nodes ?? null)

const allowancesSchema = z.object({ nodes: z.array(z.object({ actor: actorSchema }).nullish()).nullish() })

/** Accepts who may skip the reviews that a classic rule requires. */
export const reviewAllowancesSchema: z.ZodType<readonly BypassActor[]> = z
  .object({ bypassPullRequestAllowances: allowancesSchema })
  .transform(({ bypassPullRequestAllowances }) => allowances(bypassPullRequestAllowances, 'reviews'))

/** Accepts who may force-push though a classic rule blocks it. */
export const forcePushAllowancesSchema: z.ZodType<readonly BypassActor[]> = z
  .object({ bypassForcePushAllowances: allowancesSchema })
  .transform(({ bypassForcePushAllowances }) => allowances(bypassForcePushAllowances, 'force-push-block'))

function allowances({ nodes }: z.infer<typeof allowancesSchema>, skips: BypassActor['skips']): BypassActor[] {
  return (nodes ?? []).flatMap((node) => (node ? [{ ...nameActor(node.actor), mode: 'always', skips }] : []))
}

function whoIs(bypass: {
  readonly deployKey: boolean
  readonly enterpriseOwner: boolean
  readonly organizationAdmin: boolean
  readonly repositoryRoleName?: string | null | undefined
  readonly actor?: Actor
}): Pick<BypassActor, 'kind' | 'name'> {
  if (bypass.organizationAdmin) return { kind: 'organization-owners', name: 'organisation owners' }
  if (bypass.enterpriseOwner) return { kind: 'enterprise-owners', name: 'enterprise owners' }
  if (bypass.deployKey) return { kind: 'deploy-keys', name: 'deploy keys' }
  if (bypass.repositoryRoleName) return { kind: 'repository-role', name: bypass.repositoryRoleName.toLowerCase() }
  return nameActor(bypass.actor)
}

function nameActor(actor: Actor): Pick<BypassActor, 'kind' | 'name'> {
  const kind = kinds[actor?.__typename ?? ''] ?? 'unknown'
  return { kind, name: actor?.login ?? actor?.name ?? 'somebody whom GitHub does not name' }
}
