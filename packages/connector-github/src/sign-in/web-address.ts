/** Where people meet GitHub. */
export interface WebAddress {
  /** @example 'https://github.com' */
  readonly origin: string
  /** The path that pages of apps begin with: `/apps`, on GitHub Enterprise Server `/github-apps`. */
  readonly apps: string
}

/**
 * Where the pages are that belong to an API: `https://api.acme.ghe.com` belongs to `https://acme.ghe.com`, and
 * `https://github.example.com/api/v3` to `https://github.example.com`.
 * @see https://docs.github.com/en/enterprise-server@latest/apps/sharing-github-apps/sharing-your-github-app
 * @see https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/about-storage-of-your-data-with-data-residency
 */
export function webAddress(apiUrl: string): WebAddress {
  const url = new URL(apiUrl)
  const isServer = /\/api\/v3\/?$/.test(url.pathname)
  if (!isServer && url.hostname.startsWith('api.')) url.hostname = url.hostname.slice('api.'.length)
  return { origin: url.origin, apps: isServer ? '/github-apps' : '/apps' }
}
