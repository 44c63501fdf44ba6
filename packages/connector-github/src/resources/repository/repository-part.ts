import type { FacetOutcome } from '@opencasb/core/connector'
import type { GraphqlError } from '../../http/graphql-error.ts'

/** What a repository answered for one part, with the errors of its fields. */
export interface PartAnswer {
  /** The repository as GitHub answered it. */
  readonly node: Readonly<Record<string, unknown>>
  /** Errors below this repository; paths begin with its fields. */
  readonly errors: readonly GraphqlError[]
  readonly authKind: string
}

/** Something more that can be asked along with repositories, in the same request. */
export interface RepositoryPart<V> {
  /** Field of the repository that it hangs on. */
  readonly field: string
  /** What is asked, as it stands in the query. */
  readonly selection: string
  /** Connections in it: each is one more look-up per repository. */
  readonly connections: number
  /** `undefined` where there is more than came along: it is then read on its own. */
  read(answer: PartAnswer): FacetOutcome<V> | undefined
}
