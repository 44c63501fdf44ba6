import { z } from 'zod'
import type { GithubClient } from '../client.ts'
import type { GithubOrganization } from '../session.ts'

/** Counts without listing. */
const sizesQuery = `query sizes($login: String!) {
  organization(login: $login) {
    repositories(first: 1) { totalCount }
    membersWithRole(first: 1) { totalCount }
    teams(first: 1) { totalCount }
  }
}`

const count = z.object({ totalCount: z.number().int().nonnegative() }).nullish().catch(undefined)
const sizesSchema = z.object({
  organization: z.object({ repositories: count, membersWithRole: count, teams: count }).nullish(),
})

/** Resource types with one item per organisation. */
const onePerOrganization = [
  'github.organization',
  'github.actions-settings',
  'github.code-security-default',
  'github.copilot-settings',
]

/** How many items the resource types have: one query per organisation. */
export async function readSizes(
  client: Pick<GithubClient, 'graphql'>,
  organizations: readonly GithubOrganization[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = {}
  const add = (resource: string, counted: { readonly totalCount: number } | null | undefined): void => {
    if (counted) sizes[resource] = (sizes[resource] ?? 0) + counted.totalCount
  }
  for (const resource of onePerOrganization) sizes[resource] = organizations.length
  for (const { login } of organizations) {
    const { data } = await client.graphql({
      query: sizesQuery,
      variables: { login },
      schema: sizesSchema,
      lookups: 3,
      signal,
    })
    add('github.repository', data.organization?.repositories)
    add('github.repository-security', data.organization?.repositories)
    add('github.member', data.organization?.membersWithRole)
    add('github.team', data.organization?.teams)
  }
  return sizes
}
