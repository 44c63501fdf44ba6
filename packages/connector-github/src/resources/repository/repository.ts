import type { Facet, FacetContext, FacetOutcome, ResourceType } from '@opencasb/core/connector'
import { defineFacet, defineResource } from '@opencasb/core/connector'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationPartitions } from '../organization-partitions.ts'
import {
  type Collaborator,
  collaboratorsConnection,
  collaboratorsNeeds,
  collaboratorsPart,
} from './collaborators-part.ts'
import { type DeployKey, deployKeysConnection, deployKeysNeeds, deployKeysPart } from './deploy-keys-part.ts'
import {
  codeOwnersNeeds,
  codeOwnersPart,
  dependabotAlertsNeeds,
  dependabotAlertsPart,
  securityPolicyNeeds,
  securityPolicyPart,
} from './flag-parts.ts'
import type { BypassActors } from './protection/bypass-actor.ts'
import { bypassOfBranches } from './protection/bypass-of-branches.ts'
import { protectionNeeds, protectionPart } from './protection/protection-part.ts'
import { BypassReader, unreadableBypass } from './protection/read-bypass.ts'
import type { DefaultBranchProtection } from './protection/requirement.ts'
import { type BranchAnswer, resolveProtection } from './protection/resolve-protection.ts'
import { readOnePart } from './read-one-part.ts'
import { type InlineFacets, readRepositories } from './read-repositories.ts'
import { readRepositoryConnection } from './repository-connection.ts'
import type { RepositoryPart } from './repository-part.ts'
import type { Repository } from './repository-schema.ts'

/** Repositories of an organisation, oldest first. What checks need beside comes along in the same requests. */
export const repository: ResourceType<Repository, GithubSession> = defineResource<Repository, GithubSession>({
  name: 'github.repository',
  needs: githubNeeds({ permissions: ['metadata:read'], scopes: ['repo'] }),
  order: 'stable',
  cost: { bucket: 'graphql', itemsPerRequest: 74, unitsPerRequest: 2 },
  key: ({ id }) => id,
  asset: ({ id, fullName, url, archived, visibility }) => ({
    kind: 'repository',
    id,
    name: fullName,
    url,
    status: archived ? 'archived' : visibility.toLowerCase(),
  }),
  partitions: organizationPartitions,
  collect: (context) => readRepositories(context, inlineFacets(context.session)),
})

/** What the default branch demands, from classic protection and rulesets together. */
export const protection: Facet<Repository, DefaultBranchProtection, GithubSession> = defineFacet<
  Repository,
  DefaultBranchProtection,
  GithubSession
>({
  name: 'github.repository.protection',
  of: repository,
  needs: protectionNeeds,
  fetch: async (item, context) => resolveProtection(await readOnePart(item, protectionPart, context)),
})

/**
 * Who need not obey the classic protection of the default branch. Empty where there is none.
 * @see https://docs.github.com/en/rest/branches/branch-protection
 */
export const classicBypass: Facet<Repository, BypassActors, GithubSession> = defineFacet<
  Repository,
  BypassActors,
  GithubSession
>({
  name: 'github.repository.classic-bypass',
  of: repository,
  needs: protectionNeeds,
  cost: { bucket: 'graphql', itemsPerRequest: 148 },
  fetch: async (item, context) => {
    const branch = await readOnePart(item, protectionPart, context)
    const wanted = { classic: true, rulesets: false }
    const { classic } = await bypassOfBranches([branch], wanted, bypassReader(context.session), context.signal)
    return orThrow(classic[0])
  },
})

/**
 * Who need not obey the rulesets of the default branch. Empty where there are none. GitHub shows these lists to whoever
 * may edit the ruleset: owners with a classic token; apps and fine-grained tokens would need to be allowed to write.
 * @see https://docs.github.com/en/rest/repos/rules#get-a-repository-ruleset
 */
export const rulesetBypass: Facet<Repository, BypassActors, GithubSession> = defineFacet<
  Repository,
  BypassActors,
  GithubSession
>({
  name: 'github.repository.ruleset-bypass',
  of: repository,
  needs: { 'pat-classic': ['repo', 'admin:org'] },
  fetch: async (item, context) => {
    const branch = await readOnePart(item, protectionPart, context)
    const wanted = { classic: false, rulesets: true }
    const { rulesets } = await bypassOfBranches([branch], wanted, bypassReader(context.session), context.signal)
    return orThrow(rulesets[0])
  },
})

/** Who was given access by name, not through a team or the organisation. */
export const collaborators: Facet<Repository, readonly Collaborator[], GithubSession> = defineFacet<
  Repository,
  readonly Collaborator[],
  GithubSession
>({
  name: 'github.repository.collaborators',
  of: repository,
  needs: collaboratorsNeeds,
  fetch: ({ id }, context) =>
    readRepositoryConnection(id, collaboratorsConnection, context, collaboratorsNeeds[context.session.authKind] ?? []),
})

/** SSH keys that open the repository. */
export const deployKeys: Facet<Repository, readonly DeployKey[], GithubSession> = defineFacet<
  Repository,
  readonly DeployKey[],
  GithubSession
>({
  name: 'github.repository.deploy-keys',
  of: repository,
  needs: deployKeysNeeds,
  fetch: ({ id }, context) =>
    readRepositoryConnection(id, deployKeysConnection, context, deployKeysNeeds[context.session.authKind] ?? []),
})

/** Whether Dependabot alerts are on. */
export const dependabotAlertsEnabled: Facet<Repository, boolean, GithubSession> = flag(
  'github.repository.dependabot-alerts',
  dependabotAlertsPart,
  dependabotAlertsNeeds,
)

/** Whether there is a security policy. */
export const securityPolicy: Facet<Repository, boolean, GithubSession> = flag(
  'github.repository.security-policy',
  securityPolicyPart,
  securityPolicyNeeds,
)

/** Whether there is a CODEOWNERS file. */
export const codeOwners: Facet<Repository, boolean, GithubSession> = flag(
  'github.repository.code-owners',
  codeOwnersPart,
  codeOwnersNeeds,
)

function flag(
  name: string,
  part: RepositoryPart<boolean>,
  needs: ReturnType<typeof githubNeeds>,
): Facet<Repository, boolean, GithubSession> {
  return defineFacet<Repository, boolean, GithubSession>({
    name,
    of: repository,
    needs,
    fetch: (item: Repository, context: FacetContext<GithubSession>) => readOnePart(item, part, context),
  })
}

/** What can come along with a page of repositories. */
function inlineFacets(session: GithubSession): readonly InlineFacets[] {
  const reader = bypassReader(session)
  const asIs = <V>(facet: Facet<Repository, V, GithubSession>, part: RepositoryPart<V>): InlineFacets => ({
    facets: [facet],
    part,
    values: async (outcomes) => new Map([[facet.name, outcomes]]),
  })
  return [
    {
      facets: [protection, classicBypass, rulesetBypass],
      part: protectionPart,
      values: async (outcomes, wants, signal) => {
        const read = [...outcomes] as [string, FacetOutcome<BranchAnswer>][]
        const known = read.flatMap(([id, outcome]) => ('value' in outcome ? [{ id, branch: outcome.value }] : []))
        const failed = read.filter(([, outcome]) => 'error' in outcome)
        const branches = known.map(({ branch }) => branch)
        const wanted = { classic: wants(classicBypass), rulesets: wants(rulesetBypass) }
        const { classic, rulesets } = await bypassOfBranches(branches, wanted, reader, signal)
        const byId = (outcomeOf: (index: number) => FacetOutcome | undefined): ReadonlyMap<string, FacetOutcome> =>
          new Map([...failed, ...known.map(({ id }, index) => [id, outcomeOf(index) ?? unreadableBypass()] as const)])
        return new Map([
          [protection.name, byId((index) => ({ value: resolveProtection(branches[index] ?? noBranch) }))],
          ...(wanted.classic ? [[classicBypass.name, byId((index) => classic[index])] as const] : []),
          ...(wanted.rulesets ? [[rulesetBypass.name, byId((index) => rulesets[index])] as const] : []),
        ])
      },
    },
    asIs(collaborators, collaboratorsPart),
    asIs(deployKeys, deployKeysPart),
    asIs(dependabotAlertsEnabled, dependabotAlertsPart),
    asIs(securityPolicy, securityPolicyPart),
    asIs(codeOwners, codeOwnersPart),
  ]
}

const noBranch: BranchAnswer = { branch: null, classic: null, rules: [] }

function bypassReader({ client, authKind }: GithubSession): BypassReader {
  return new BypassReader(client, protectionNeeds[authKind] ?? [])
}

function orThrow<V>(outcome: FacetOutcome<V> | undefined): V {
  if (!outcome || 'error' in outcome) throw outcome?.error ?? unreadableBypass().error
  return outcome.value
}
