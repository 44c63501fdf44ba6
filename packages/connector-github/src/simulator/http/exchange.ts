import type { Exchange as SimulatorExchange } from '@opencasb/simulator-kit'
import type { Identity } from '../access/credentials.ts'
import type { Payer } from '../limits/limiter.ts'

/** A request whose sender is known. Its path is without `/api/v3`. */
export interface Exchange extends SimulatorExchange {
  /** `/api/v3` where it was there. */
  readonly prefix: string
  readonly identity: Identity
  readonly payer: Payer
}

/** Says who sent a request, and what it is about under either address. */
export function readExchange(exchange: SimulatorExchange, identity: Identity): Exchange {
  const { path } = exchange
  const prefix = path.startsWith('/api/v3/') || path === '/api/v3' ? '/api/v3' : ''
  return { ...exchange, path: path.slice(prefix.length) || '/', prefix, identity, payer: payerOf(identity) }
}

/** Who a request is counted for. */
function payerOf(identity: Identity): Payer {
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
