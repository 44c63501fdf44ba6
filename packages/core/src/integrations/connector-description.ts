import type { SetupGuide } from '../contract/connector.ts'
import type { JsonObject } from '../model/json.ts'

/** One way to sign in, as data that a host can show. */
export interface AuthDescription {
  readonly kind: string
  readonly title: string
  /** JSON Schema (draft 2020-12) of the fields; `undefined` where the connector's schema library cannot give one. */
  readonly schema: JsonObject | undefined
  /** Which fields are secret. */
  readonly secrets: readonly string[]
  /** Set where an administrator can be sent to the vendor: the fields that the host gives of its own app. */
  readonly connect?: { readonly app: readonly string[] }
}

/** A connector, as data that a host can show: what it takes, how it is set up. */
export interface ConnectorDescription {
  readonly id: string
  readonly title: string
  readonly version: string
  /** JSON Schema (draft 2020-12) of the configuration; `undefined` where the connector's schema library cannot give one. */
  readonly config: JsonObject | undefined
  readonly auth: readonly AuthDescription[]
  readonly guide: SetupGuide
  /** Milliseconds. */
  readonly interval: { readonly default: number; readonly min: number }
}
