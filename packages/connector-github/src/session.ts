import type { Session } from '@opencasb/core/connector'
import type { GithubClient } from './client.ts'

/** An organisation that an integration reads. */
export interface GithubOrganization {
  /** The global node id. */
  readonly id: string
  readonly login: string
  readonly url: string
}

/** A signed-in connection to GitHub. */
export interface GithubSession extends Session {
  readonly client: GithubClient
  readonly authKind: string
  readonly organizations: readonly GithubOrganization[]
}
