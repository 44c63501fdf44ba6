import type { Reducer, SettingFields } from './reduce-values.ts'

/** What is known of a setting besides what Google answers. */
export interface SettingDefinition {
  /** Without the beginning that all have: `security.password`. */
  readonly type: string
  /** As the Admin console calls it. */
  readonly title: string
  /** @default 'max' */
  readonly reducer?: Reducer
  /** What an entry of a list is known by. */
  readonly entryKey?: string
  /** What is kept of the entries of lists: a setting is no other one because somebody described it otherwise. @default all */
  readonly entryFields?: readonly string[]
  /** Values of fields that no policy has, where they are documented. */
  readonly defaults?: SettingFields
  /** The setting that switches the application on and off; where it is off, this one means nothing. */
  readonly service?: string
  /** Other settings that say what this one is worth. */
  readonly related?: readonly string[]
  /** Read for what it says of others: no check is about it. */
  readonly onlyRelated?: boolean
  /** Settings with the same family are one kind of item. */
  readonly family?: string
  /** Holds for the account as a whole: nobody is excepted, and all policies are looked at together. */
  readonly wholeAccount?: boolean
}
