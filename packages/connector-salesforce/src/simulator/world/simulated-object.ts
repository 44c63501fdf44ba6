import type { SalesforceWorld } from './salesforce-world.ts'

/** A record as it is held: its own fields only. */
export type Row = Readonly<Record<string, unknown>>

/** One object of the organisation: its records, its fields, and what it takes to see it. */
export interface SimulatedObject {
  /** @example 'RemoteProxy' */
  readonly name: string
  /** Which API has it. */
  readonly api: 'data' | 'tooling' | 'both'
  /** What ids begin with; three characters. */
  readonly prefix: string
  /** User permissions, all of which are needed. Without them the object does not seem to exist. */
  readonly requires: readonly string[]
  /** Without this permission a user sees only the records that are their own. */
  readonly others?: { readonly permission: string; readonly owner: string }
  /** Relationships: name → the field with the id, and the object it leads to. */
  readonly parents?: Readonly<Record<string, { readonly field: string; readonly object: string }>>
  /** Records at the start. */
  count(world: SalesforceWorld): number
  /** The record at an index. Nothing is random: the same world gives the same record. `Id` is added where it is absent. */
  make(index: number, world: SalesforceWorld): Row
  /** Changes that happen to a record; absent where it does not change. */
  change?(row: Row, roll: number, world: SalesforceWorld): Row
  /** Records come and go. @default false */
  readonly comesAndGoes?: boolean
  /** Pages hold fewer rows than usual, and a listing ends after so many. */
  readonly caps?: { readonly page: number; readonly rows: number }
}
