import type { Answer } from '@opencasb/simulator-kit'
import type { GoogleWorld } from '../world/google-world.ts'
import type { SimulatedUser } from '../world/user.ts'

/** A request that may be answered. */
export interface Call {
  readonly world: GoogleWorld
  /** In whose name is asked. */
  readonly subject: SimulatedUser
  readonly query: URLSearchParams
  /** Parameters of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  /** The vendor's time in milliseconds since 1970. */
  readonly now: number
}

/** One method of one of Google's APIs. */
export interface Route {
  /** `GET /admin/directory/v1/users/{userKey}` */
  readonly route: string
  /** The quota that it counts for. */
  readonly quota: 'directory' | 'reports' | 'drive' | 'none'
  /** Scopes of which one is enough, as the discovery document lists them. */
  readonly scopes: readonly string[]
  /** Whether only administrators may ask. @default true */
  readonly forAdministrators?: boolean
  readonly answer: (call: Call) => Answer
}
