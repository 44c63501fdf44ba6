import type { Credentials, Grant } from './credentials.ts'
import type { SimulatedNotebook, Workspace } from './workspace.ts'

/** A request as routes see it. */
export interface RouteRequest {
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  /** What the pattern of the route found in the path. */
  readonly id: string
  /** Where the client believes to be talking to. */
  readonly origin: string
  readonly grant: Grant | undefined
}

/** An answer before it is sent. */
export interface RouteAnswer {
  readonly status?: number
  readonly body: unknown
  /** Path and query of the next page. */
  readonly next?: string
}

/** One thing that the vendor can be asked, with the permission that it requires. */
export interface Route {
  readonly name: string
  readonly method: string
  readonly pattern: RegExp
  /** `public`: without signing in; `signed-in`: with any credential. */
  readonly requires: string
  answer(request: RouteRequest): RouteAnswer
}

/** All that Acme Notes can be asked. */
export function createRoutes(workspace: Workspace, credentials: Credentials, pageSize: number): readonly Route[] {
  const { members, notebooks, changed } = workspace
  const shown = (notebook: SimulatedNotebook, origin: string) => {
    const { sharing: _sharing, ...rest } = notebook
    return { ...rest, url: `${origin}/n/${notebook.id}` }
  }
  return [
    {
      name: 'token',
      method: 'POST',
      pattern: /^\/oauth\/token$/,
      requires: 'public',
      answer({ form }) {
        const found = credentials.exchange(form.get('client_id') ?? '', form.get('client_secret') ?? '')
        if (!found) return { status: 400, body: { error: 'invalid_client' } }
        return { body: { access_token: found.token, token_type: 'bearer', expires_in: 3600 } }
      },
    },
    {
      name: 'workspace',
      method: 'GET',
      pattern: /^\/v1\/workspace$/,
      requires: 'signed-in',
      answer: ({ origin, grant }) => ({
        body: { id: 'w-acme', name: 'Acme', url: origin, plan: 'team', scopes: [...(grant?.permissions ?? [])] },
      }),
    },
    {
      name: 'members',
      method: 'GET',
      pattern: /^\/v1\/members$/,
      requires: 'members:read',
      answer({ query }) {
        const { page, last } = pageAfter([...members.values()], query.get('pageToken') ?? '', pageSize)
        const nextPageToken = last && Buffer.from(last).toString('base64url')
        return { body: { members: page, total: members.size, ...(nextPageToken && { nextPageToken }) } }
      },
    },
    {
      name: 'notebooks',
      method: 'GET',
      pattern: /^\/v1\/notebooks$/,
      requires: 'notebooks:read',
      answer({ query, origin }) {
        const { page, last } = pageAfter([...notebooks.values()], query.get('after') ?? '', pageSize)
        const next = last && `/v1/notebooks?after=${Buffer.from(last).toString('base64url')}`
        return { body: page.map((notebook) => shown(notebook, origin)), ...(next && { next }) }
      },
    },
    {
      name: 'changes',
      method: 'GET',
      pattern: /^\/v1\/notebooks\/changes$/,
      requires: 'notebooks:read',
      answer({ query, origin }) {
        const since = query.get('since') === 'latest' ? changed.length : Number(query.get('since'))
        const end = Math.min(since + pageSize, changed.length)
        const ids = [...new Set(changed.slice(since, end))]
        const items = ids.flatMap((id) => notebooks.get(id) ?? []).map((notebook) => shown(notebook, origin))
        const removed = ids.filter((id) => !notebooks.has(id))
        return { body: { items, removed, token: String(end), more: end < changed.length } }
      },
    },
    {
      name: 'sharing',
      method: 'GET',
      pattern: /^\/v1\/notebooks\/([^/]+)\/sharing$/,
      requires: 'sharing:read',
      answer({ id }) {
        const notebook = notebooks.get(id)
        return notebook ? { body: notebook.sharing } : { status: 404, body: { message: 'No such notebook' } }
      },
    },
  ]
}

/** The items after a token; ids grow, so nothing shifts while somebody reads. */
function pageAfter<T extends { readonly id: string }>(
  items: readonly T[],
  token: string,
  size: number,
): { readonly page: readonly T[]; readonly last: string | undefined } {
  const after = Buffer.from(token, 'base64url').toString()
  const rest = items.filter(({ id }) => id > after)
  const page = rest.slice(0, size)
  return { page, last: rest.length > size ? page.at(-1)?.id : undefined }
}
