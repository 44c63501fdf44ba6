import { z } from 'zod'
import type { BypassActor } from './bypass-actor.ts'

/** Who may bypass rulesets and classic rules. Exported for the test that holds it against GitHub's schema. */
export const bypassQuery = `query bypass($rulesets: [ID!]!, $rules: [ID!]!) {
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
  rules: nodes(ids: $rules) {
    ... on BranchProtectionRule {
      id
      bypassPullRequestAllowances(first: 100) { nodes { actor { ${actorFields()} } } }
      bypassForcePushAllowances(first: 100) { nodes { actor { ${actorFields()} } } }
    }
  }
}`

/** Nodes that one query may ask for. */
export const bypassIdsPerQuery = 100

/** Connection look-ups of a query, by GitHub's formula. */
export function bypassLookups(rulesets: number, rules: number): number {
  return rulesets + 2 * rules
}

function actorFields(): string {
  return '__typename ... on App { name } ... on Team { name } ... on User { login }'
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
export const rulesetBypassSchema: z.ZodType<{ readonly id: string; readonly actors: readonly BypassActor[] | null }> = z
  .object({ id: z.string(), bypassActors: z.object({ nodes: z.array(bypassActorSchema).nullish() }).nullish() })
  .transform(({ id, bypassActors }) => ({ id, actors: bypassActors?.nodes ?? null }))

const allowancesSchema = z.object({ nodes: z.array(z.object({ actor: actorSchema }).nullish()).nullish() })

/** Accepts the allowances of a classic rule. */
export const ruleBypassSchema: z.ZodType<{ readonly id: string; readonly actors: readonly BypassActor[] }> = z
  .object({
    id: z.string(),
    bypassPullRequestAllowances: allowancesSchema,
    bypassForcePushAllowances: allowancesSchema,
  })
  .transform(({ id, bypassPullRequestAllowances, bypassForcePushAllowances }) => ({
    id,
    actors: [
      ...allowances(bypassPullRequestAllowances, 'reviews'),
      ...allowances(bypassForcePushAllowances, 'force-push-block'),
    ],
  }))

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
