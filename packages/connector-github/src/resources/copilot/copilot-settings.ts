import { FeatureUnavailableError, NotFoundError } from '@opencasb/core'
import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import type { GithubSession } from '../../session.ts'
import { organizationOf, organizationPartitions } from '../organization-partitions.ts'

/** What an organisation lets Copilot do. */
export interface CopilotSettings {
  readonly organization: string
  readonly login: string
  readonly url: string
  /** Suggestions that match public code: `allow`, `block` or `unconfigured`. */
  readonly publicCodeSuggestions: string
  /** Who gets a seat: `assign_all`, `assign_selected`, `disabled` or `unconfigured`. */
  readonly seatManagement: string
}

const copilotSchema = z.object({ public_code_suggestions: z.string(), seat_management_setting: z.string() })

/**
 * Copilot settings. The permission "GitHub Copilot Business" would do instead of administration, which other settings
 * take anyway; classic tokens may have `manage_billing:copilot`.
 * @see https://docs.github.com/en/rest/copilot/copilot-user-management#get-copilot-seat-information-and-settings-for-an-organization
 */
export const copilotSettings: ResourceType<CopilotSettings, GithubSession> = defineResource<
  CopilotSettings,
  GithubSession
>({
  name: 'github.copilot-settings',
  needs: githubNeeds({ permissions: ['organization_administration:read'], scopes: ['read:org'] }),
  features: ['github.com'],
  order: 'stable',
  cost: { bucket: 'core', itemsPerRequest: 1 },
  key: ({ organization }) => organization,
  asset: ({ organization, login, url }) => ({
    kind: 'setting',
    id: `${organization}/copilot`,
    name: `Copilot settings of ${login}`,
    url,
  }),
  partitions: organizationPartitions,
  async *collect({ session, partition, signal }) {
    const { id, login, url } = organizationOf(session, partition)
    const { data } = await session.client
      .get(`/orgs/${login}/copilot/billing`, copilotSchema, signal)
      .catch((error: unknown) => {
        if (!NotFoundError.is(error)) throw error
        throw new FeatureUnavailableError(`${login} has no Copilot Business or Enterprise subscription`, {
          cause: error,
        })
      })
    const item: CopilotSettings = {
      organization: id,
      login,
      url: `${new URL(url).origin}/organizations/${login}/settings/copilot/policies`,
      publicCodeSuggestions: data.public_code_suggestions,
      seatManagement: data.seat_management_setting,
    }
    yield { items: [item], total: 1 }
  },
})
