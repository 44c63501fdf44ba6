import { PermissionError } from '@opencasb/core'
import type { Facet, FacetOutcome, ResourceType } from '@opencasb/core/connector'
import { defineFacet, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { keyOf } from '../key-of.ts'
import { organizationList } from '../organization-list.ts'
import { organizationPartitions } from '../organization-partitions.ts'

/** Security features of one repository. `undefined` where GitHub names a feature nowhere in its answer. */
export interface SecurityFeatures {
  readonly secretScanning: boolean | undefined
  readonly pushProtection: boolean | undefined
  readonly dependabotUpdates: boolean | undefined
}

/** A repository as the list that shows security features has it. */
export interface RepositorySecurity {
  readonly id: string
  readonly fullName: string
  readonly url: string
  readonly visibility: string
  readonly archived: boolean
  readonly fork: boolean
  /** Null where GitHub hides them; read the facet {@link securityFeatures}. */
  readonly features: SecurityFeatures | null
}

const feature = z
  .object({ status: z.string() })
  .transform(({ status }) => status === 'enabled')
  .optional()
  .catch(undefined)

const repositorySecuritySchema = z
  .object({
    node_id: z.string().min(1),
    full_name: z.string().min(1),
    html_url: z.string(),
    private: z.boolean(),
    visibility: z.string().optional(),
    archived: z.boolean(),
    fork: z.boolean(),
    security_and_analysis: z
      .object({
        secret_scanning: feature,
        secret_scanning_push_protection: feature,
        dependabot_security_updates: feature,
      })
      .nullish(),
  })
  .transform(
    (answer): RepositorySecurity => ({
      id: answer.node_id,
      fullName: answer.full_name,
      url: answer.html_url,
      visibility: (answer.visibility ?? (answer.private ? 'private' : 'public')).toUpperCase(),
      archived: answer.archived,
      fork: answer.fork,
      features: answer.security_and_analysis
        ? {
            secretScanning: answer.security_and_analysis.secret_scanning,
            pushProtection: answer.security_and_analysis.secret_scanning_push_protection,
            dependabotUpdates: answer.security_and_analysis.dependabot_security_updates,
          }
        : null,
    }),
  )

/**
 * Repositories with their security features, which only REST lists. The ones that GitHub shows features of are those
 * that the credentials administer.
 * @see https://docs.github.com/en/rest/repos/repos#list-organization-repositories
 */
export const repositorySecurity: ResourceType<RepositorySecurity, GithubSession> = defineResource<
  RepositorySecurity,
  GithubSession
>({
  name: 'github.repository-security',
  needs: githubNeeds({ permissions: ['metadata:read'], scopes: ['repo'] }),
  // Pages are counted off: a repository that goes while we read moves the others.
  order: 'unstable',
  cost: { bucket: 'core', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, fullName, url, archived, visibility }) => ({
    kind: 'repository',
    id,
    name: fullName,
    url,
    status: archived ? 'archived' : visibility.toLowerCase(),
  }),
  partitions: organizationPartitions,
  async *collect(context) {
    const pages = organizationList(context, '/orgs/{org}/repos', {
      item: repositorySecuritySchema,
      keyOf: keyOf('node_id'),
      query: { sort: 'created', direction: 'asc' },
    })
    for await (const page of pages) {
      const outcomes = page.items.map((item) => [item.id, featuresOf(item, context.session.authKind)] as const)
      yield { ...page, facets: new Map([[securityFeatures.name, new Map(outcomes)]]) }
    }
  },
})

const needs = githubNeeds({ permissions: ['administration:read'], scopes: ['repo'] })

/** Security features of a repository. Come with the list. */
export const securityFeatures: Facet<RepositorySecurity, SecurityFeatures, GithubSession> = defineFacet<
  RepositorySecurity,
  SecurityFeatures,
  GithubSession
>({
  name: 'github.repository-security.features',
  of: repositorySecurity,
  needs,
  fetch: async (item, { session }) => {
    const outcome = featuresOf(item, session.authKind)
    if ('error' in outcome) throw outcome.error
    return outcome.value
  },
})

function featuresOf({ features, fullName }: RepositorySecurity, authKind: string): FacetOutcome<SecurityFeatures> {
  if (features) return { value: features }
  const message = `GitHub shows the security features of ${fullName} to its administrators only`
  return { error: new PermissionError(message, { missing: needs[authKind] ?? [] }) }
}
