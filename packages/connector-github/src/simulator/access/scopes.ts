/**
 * What each scope of a classic token includes.
 * @see https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps#available-scopes
 */
const includes: Readonly<Record<string, readonly string[]>> = {
  repo: ['repo:status', 'repo_deployment', 'public_repo', 'repo:invite', 'security_events'],
  'admin:repo_hook': ['write:repo_hook'],
  'write:repo_hook': ['read:repo_hook'],
  'admin:org': ['write:org', 'manage_runners:org'],
  'write:org': ['read:org'],
  'admin:public_key': ['write:public_key'],
  'write:public_key': ['read:public_key'],
  user: ['read:user', 'user:email', 'user:follow'],
  'write:packages': ['read:packages'],
  'admin:gpg_key': ['write:gpg_key'],
  'write:gpg_key': ['read:gpg_key'],
  project: ['read:project'],
  'admin:enterprise': ['manage_runners:enterprise', 'manage_billing:enterprise', 'read:enterprise'],
  audit_log: ['read:audit_log'],
  copilot: ['manage_billing:copilot'],
}

/** The scopes together with all that they include. */
export function expandScopes(scopes: Iterable<string>): Set<string> {
  const all = new Set<string>()
  const add = (scope: string): void => {
    if (all.has(scope)) return
    all.add(scope)
    for (const included of includes[scope] ?? []) add(included)
  }
  for (const scope of scopes) add(scope)
  return all
}

/** All scopes that would do where these would do, as the header `X-Accepted-OAuth-Scopes` lists them. */
export function acceptedScopes(needed: readonly string[]): string[] {
  const wide = Object.keys(includes).filter((scope) => {
    const all = expandScopes([scope])
    return needed.some((one) => all.has(one))
  })
  return [...new Set([...needed, ...wide])].sort()
}
