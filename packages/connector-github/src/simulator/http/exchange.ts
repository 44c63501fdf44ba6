import type { IncomingHttpHeaders } from 'node:http'
import type { Identity } from '../access/credentials.ts'
import type { Payer } from '../limits/limiter.ts'

/** A request as it came in. */
export interface Exchange {
  readonly method: string
  /** As it was sent, with query. */
  readonly target: string
  /** Path without `/api/v3`. */
  readonly path: string
  readonly query: URLSearchParams
  /** `/api/v3` where it was there. */
  readonly prefix: string
  readonly host: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly identity: Identity
  readonly payer: Payer
}

/** What is sent back. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | undefined
  /** The route that answered. */
  readonly route: string | undefined
}

/** Takes a request apart. */
export function readTarget(target: string): { path: string; query: URLSearchParams; prefix: string } {
  const mark = target.indexOf('?')
  const whole = mark < 0 ? target : target.slice(0, mark)
  const prefix = whole.startsWith('/api/v3/') || whole === '/api/v3' ? '/api/v3' : ''
  return {
    path: whole.slice(prefix.length) || '/',
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    prefix,
  }
}

/** Who a request is counted for. */
export function payerOf(identity: Identity): Payer {
  if (identity.kind === 'token') return { account: identity.grant.account, grant: identity.grant }
  if (identity.kind === 'app') return { account: `app ${identity.app.appId}`, grant: undefined }
  return { account: 'nobody', grant: undefined }
}

/** Who a limit is counted for, in GitHub's words. */
export function payerName(identity: Identity): string {
  if (identity.kind === 'token') {
    const kind = identity.grant.kind === 'github-app' ? 'installation' : 'user'
    return `${kind} ID ${identity.grant.id}`
  }
  return identity.kind === 'app' ? `app ID ${identity.app.appId}` : '127.0.0.1'
}
