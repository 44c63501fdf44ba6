import type { Clock, Transport } from '@opencasb/core'

/** What requests to an authorisation server are sent with. */
export interface OauthContext {
  readonly transport: Transport
  readonly clock: Clock
  readonly signal: AbortSignal
}
