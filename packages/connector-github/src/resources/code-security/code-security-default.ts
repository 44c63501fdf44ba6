import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationOf, organizationPartitions } from '../organization-partitions.ts'

/** Features that a code security configuration switches on, by their name in GitHub's answer. */
export type SecurityFeatureName =
  | 'dependency_graph'
  | 'dependabot_alerts'
  | 'dependabot_security_updates'
  | 'secret_scanning'
  | 'secret_scanning_push_protection'
  | 'code_scanning_default_setup'
  | 'private_vulnerability_reporting'

/** What new repositories of an organisation begin with. */
export interface CodeSecurityDefault {
  readonly organization: string
  readonly login: string
  readonly url: string
  /** The configurations that are defaults; none means that new repositories begin with nothing. */
  readonly configurations: readonly {
    /** Which new repositories get it: `all`, `public` or `private_and_internal`. */
    readonly appliesTo: string
    readonly name: string
    /** Feature → `enabled`, `disabled`, `not_set`, or what GitHub adds one day. */
    readonly features: Readonly<Record<string, string>>
  }[]
}

const defaultsSchema = z.array(
  z
    .object({
      default_for_new_repos: z.string(),
      configuration: z.looseObject({ name: z.string().optional() }),
    })
    .transform(({ default_for_new_repos, configuration }) => ({
      appliesTo: default_for_new_repos,
      name: configuration.name ?? 'a configuration',
      features: Object.fromEntries(
        Object.entries(configuration).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      ),
    })),
)

/**
 * Default code security configurations. They replace the switches for new repositories that `GET /orgs/{org}` still has.
 * @see https://docs.github.com/en/rest/code-security/configurations#get-default-code-security-configurations
 */
export const codeSecurityDefault: ResourceType<CodeSecurityDefault, GithubSession> = defineResource<
  CodeSecurityDefault,
  GithubSession
>({
  name: 'github.code-security-default',
  needs: githubNeeds({ permissions: ['organization_administration:read'], scopes: ['read:org'] }),
  order: 'stable',
  cost: { bucket: 'core', itemsPerRequest: 1 },
  key: ({ organization }) => organization,
  asset: ({ organization, login, url }) => ({
    kind: 'setting',
    id: `${organization}/code-security-defaults`,
    name: `security of new repositories of ${login}`,
    url,
  }),
  partitions: organizationPartitions,
  async *collect({ session, partition, signal }) {
    const { id, login, url } = organizationOf(session, partition)
    const path = `/orgs/${login}/code-security/configurations/defaults`
    const { data } = await session.client.get(path, defaultsSchema, signal)
    const settings = `${new URL(url).origin}/organizations/${login}/settings/security_products`
    yield { items: [{ organization: id, login, url: settings, configurations: data }], total: 1 }
  },
})
