import type { Links } from '../../http/links.ts'
import type { Account } from '../../world/account.ts'
import { nodeId } from '../../world/node-id.ts'
import type { SimulatedOrganization } from '../../world/organization.ts'

function accountUrls(login: string, { api, html }: Links): Record<string, string> {
  const url = `${api}/users/${login}`
  return {
    url,
    html_url: `${html}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
  }
}

/** A person, as lists show it. */
export function simpleUser(account: Account, links: Links): Record<string, unknown> {
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('user', account.id),
    avatar_url: `${links.html}/avatars/u/${account.id}`,
    gravatar_id: '',
    ...accountUrls(account.login, links),
    type: 'User',
    user_view_type: 'public',
    site_admin: false,
  }
}

/** An organisation where an account is expected, as the owner of a repository. */
export function organizationAccount(organization: SimulatedOrganization, links: Links): Record<string, unknown> {
  return {
    login: organization.login,
    id: organization.id,
    node_id: nodeId('organization', organization.id),
    avatar_url: `${links.html}/avatars/u/${organization.id}`,
    gravatar_id: '',
    ...accountUrls(organization.login, links),
    type: 'Organization',
    user_view_type: 'public',
    site_admin: false,
  }
}
