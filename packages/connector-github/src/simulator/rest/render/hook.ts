import { moment } from '../../http/links.ts'
import type { Hook } from '../../world/hook.ts'

/** What both kinds of webhook share. GitHub never tells a secret; it shows stars where one is set. */
function common(hook: Hook, url: string): Record<string, unknown> {
  return {
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      content_type: hook.contentType,
      insecure_ssl: hook.insecureSsl ? '1' : '0',
      ...(hook.hasSecret ? { secret: '********' } : {}),
      url: hook.url,
    },
    updated_at: moment(hook.createdAt),
    created_at: moment(hook.createdAt),
    url,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
  }
}

/** A webhook of an organisation. */
export function organizationHook(hook: Hook, organizationUrl: string): Record<string, unknown> {
  return { type: 'Organization', ...common(hook, `${organizationUrl}/hooks/${hook.id}`) }
}

/** A webhook of a repository. */
export function repositoryHook(hook: Hook, repositoryUrl: string): Record<string, unknown> {
  const url = `${repositoryUrl}/hooks/${hook.id}`
  const { lastStatus: code } = hook
  return {
    type: 'Repository',
    ...common(hook, url),
    test_url: `${url}/test`,
    last_response:
      code === undefined
        ? { code: null, status: 'unused', message: null }
        : { code, status: code < 400 ? 'active' : 'invalid', message: code < 400 ? 'OK' : 'Internal Server Error' },
  }
}
