import { ConfigError, NotFoundError } from '@opencasb/core'
import { z } from 'zod'
import type { GithubClient } from '../client.ts'
import type { GithubConfig } from '../config.ts'
import type { GithubOrganization } from '../session.ts'

/** An organisation with what its answer told about the credentials and the server. */
export interface FoundOrganization extends GithubOrganization {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Owners are told the plan. */
  readonly plan: string | undefined
}

const organizationSchema = z.object({
  node_id: z.string().min(1),
  login: z.string().min(1),
  html_url: z.string(),
  plan: z.object({ name: z.string() }).optional().catch(undefined),
})

/**
 * Looks the configured organisations up.
 * @throws ConfigError naming the one that does not exist or is hidden from the credentials
 */
export async function findOrganizations(
  client: Pick<GithubClient, 'get'>,
  config: GithubConfig,
  signal: AbortSignal,
): Promise<readonly FoundOrganization[]> {
  return Promise.all(
    config.organizations.map(async (login, index) => {
      try {
        const { data, headers } = await client.get(`/orgs/${login}`, organizationSchema, signal)
        return { id: data.node_id, login: data.login, url: data.html_url, headers, plan: data.plan?.name }
      } catch (cause) {
        if (!NotFoundError.is(cause)) throw cause
        const field = `config.organizations.${index}`
        const message = `${field}: there is no organisation "${login}", or the credentials may not see it; check the spelling, and that the credentials were made for it`
        throw new ConfigError(message, { field, cause })
      }
    }),
  )
}
