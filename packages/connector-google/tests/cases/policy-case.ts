import type { JsonObject } from '@opencasb/core'

/** Values of a setting that a check is shown, and what it is to say of each. */
export interface PolicyCase {
  readonly check: string
  readonly type: string
  readonly failing: JsonObject
  readonly passing: JsonObject
  /** Fields whose absence, and whose unknown values, make it unknown; worked out from `failing` unless given. */
  readonly fields?: readonly string[]
  readonly related?: Readonly<Record<string, JsonObject>>
  readonly params?: JsonObject
  readonly traps?: readonly PolicyTrap[]
}

/** One more value of the setting, with the outcome that is easily missed. */
export interface PolicyTrap {
  readonly why: string
  readonly value: JsonObject | undefined
  readonly outcome: 'pass' | 'fail' | 'not-applicable' | 'unknown'
  readonly related?: Readonly<Record<string, JsonObject>>
  readonly params?: JsonObject
}
