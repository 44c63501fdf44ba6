import type { SettingFields } from './reduce-values.ts'

/** Where a setting was made: for a unit and those below it, a group, or users who meet a condition. */
export interface SettingPlace {
  readonly kind: 'unit' | 'group' | 'condition'
  /** Put together from ids that do not change. */
  readonly id: string
  /** For a sentence: `in /Sales`, `for the group contractors@example.com`. */
  readonly phrase: string
}

/** What a setting is in one place, all policies taken into account. */
export interface EffectiveSetting {
  readonly type: string
  readonly title: string
  readonly place: SettingPlace
  /** Absent where no policy has the setting and no default is documented. */
  readonly value: SettingFields | undefined
  /** The policies that it comes from, the one that goes before the others first; empty where it is a default. */
  readonly policies: readonly string[]
  /** `own` where a policy was made for this very place. */
  readonly origin: 'own' | 'inherited' | 'default'
  /** Values of the settings that say what this one is worth, in the same place, by type. */
  readonly related: Readonly<Record<string, SettingFields | undefined>>
  /** The setting that switches the application off here; absent where it is on, or nothing says so. */
  readonly switchedOffBy?: string
  /** Why it cannot be told, where a policy of this setting could not be read. */
  readonly problem?: string
}
