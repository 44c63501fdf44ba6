import { type Links, moment, momentOrNull } from '../../http/links.ts'
import type { Installation } from '../../world/installation.ts'
import type { SimulatedOrganization } from '../../world/organization.ts'
import { organizationAccount, simpleUser } from './account.ts'

/** An app that is installed in an organisation. */
export function installationBody(
  installation: Omit<Installation, 'createdAt' | 'updatedAt'> & {
    readonly createdAt: number
    readonly updatedAt: number
  },
  organization: SimulatedOrganization,
  links: Links,
): Record<string, unknown> {
  const { id } = installation
  return {
    id,
    client_id: `Iv1.${installation.appId}`,
    account: organizationAccount(organization, links),
    repository_selection: installation.selection,
    access_tokens_url: `${links.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${links.api}/installation/repositories`,
    html_url: `${links.html}/organizations/${organization.login}/settings/installations/${id}`,
    app_id: installation.appId,
    app_slug: installation.slug,
    target_id: organization.id,
    target_type: 'Organization',
    permissions: installation.permissions,
    events: installation.events,
    created_at: moment(installation.createdAt),
    updated_at: moment(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === undefined ? null : simpleUser(organization.owner(), links),
    suspended_at: momentOrNull(installation.suspendedAt),
  }
}
