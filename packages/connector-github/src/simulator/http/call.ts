import type { AppRegistration, Credentials } from '../access/credentials.ts'
import type { Grant } from '../access/grant.ts'
import type { QuotaState, Resource } from '../limits/quota.ts'
import type { Repository } from '../world/repository.ts'
import type { GithubWorld, Place } from '../world/world.ts'
import type { Answer } from './answer.ts'
import type { Links } from './links.ts'

/** A request that was let through to its route. */
export interface Call {
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The path for `Link` headers: by number, as GitHub writes them. */
  readonly path: string
  readonly body: unknown
  readonly world: GithubWorld
  readonly links: Links
  /** Milliseconds since 1970. */
  readonly now: number
  /** Absent for apps that sign in as themselves, and for nobody. */
  readonly grant: Grant | undefined
  readonly app: AppRegistration | undefined
  readonly credentials: Credentials
  quota(resource: Resource): QuotaState
}

/** A request about an organisation, by a token. */
export interface OrganizationCall extends Call {
  readonly grant: Grant
  readonly place: Place
}

/** A request about a repository, by a token that may know of it. */
export interface RepositoryCall extends OrganizationCall {
  readonly repository: Repository
}

/** What a route answers with. */
export type Route =
  | { readonly route: string; readonly about: 'app' | 'anything'; readonly answer: (call: Call) => Answer }
  | { readonly route: string; readonly about: 'organization'; readonly answer: (call: OrganizationCall) => Answer }
  | { readonly route: string; readonly about: 'repository'; readonly answer: (call: RepositoryCall) => Answer }
