import type { HttpClient } from '@opencasb/connector-kit'
import type { Session } from '@opencasb/core/connector'

/** A signed-in connection to one Acme Notes workspace. */
export interface AcmeNotesSession extends Session {
  readonly client: HttpClient
}
