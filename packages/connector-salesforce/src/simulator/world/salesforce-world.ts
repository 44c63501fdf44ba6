import { Dice, type Revision, type SimulatorClock } from '@opencasb/simulator-kit'
import { simulatedObjects } from '../objects/objects.ts'
import type { Row } from './simulated-object.ts'
import { Table } from './table.ts'

/** What an organisation is made of. */
export interface SalesforceWorldOptions {
  readonly seed: number
  readonly users: number
  /** Apps, sites, links and the rest: how many of each. 0 for an organisation in which nothing was set up yet. */
  readonly things: number
  /** Permission sets besides those of profiles. */
  readonly permissionSets: number
  /** What dates are counted from, milliseconds since 1970. */
  readonly epoch: number
}

const day = 86_400_000

/** One simulated organisation. */
export class SalesforceWorld {
  readonly options: SalesforceWorldOptions
  readonly clock: SimulatorClock
  readonly revision: Revision = { value: 0 }
  readonly #tables = new Map<string, Table>()
  readonly #dice = new Map<string, Dice>()

  constructor(options: SalesforceWorldOptions, clock: SimulatorClock) {
    this.options = options
    this.clock = clock
  }

  /** Nothing was set up yet. */
  get isEmpty(): boolean {
    return this.options.things === 0
  }

  /** The records of an object; undefined for one that does not exist. */
  table(name: string): Table | undefined {
    const known = this.#tables.get(name.toLowerCase())
    if (known) return known
    const object = simulatedObjects.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (!object) return undefined
    const table = new Table(object, this)
    this.#tables.set(name.toLowerCase(), table)
    return table
  }

  /** Reproducible chance for one kind of thing. */
  dice(name: string): Dice {
    const known = this.#dice.get(name)
    if (known) return known
    const made = new Dice(this.options.seed, name)
    this.#dice.set(name, made)
    return made
  }

  /** A moment so many days before the epoch, as Salesforce writes it. */
  daysAgo(days: number): string {
    return new Date(this.options.epoch - days * day).toISOString().replace('Z', '+0000')
  }

  /** Now, as Salesforce writes it. */
  now(): string {
    return new Date(this.clock.now()).toISOString().replace('Z', '+0000')
  }

  /** Changes the organisation at random, but reproducibly. */
  mutate(seed: number, changes: number): void {
    const dice = new Dice(seed, 'mutate')
    const objects = simulatedObjects.filter(({ change, comesAndGoes }) => change || comesAndGoes)
    for (let step = 0; step < changes; step++) {
      const object = objects[dice.between(0, objects.length - 1, step, 1)]
      const table = object && this.table(object.name)
      if (object && table) this.#mutateOne(table, dice, step)
    }
  }

  #mutateOne({ object, rows }: Table, dice: Dice, step: number): void {
    const kind = dice.roll(step, 2)
    const index = rows.count === 0 ? undefined : rows.indexAt(dice.between(0, rows.count - 1, step, 3))
    if (object.comesAndGoes && kind < 0.2 && index !== undefined) {
      rows.remove([index])
      return
    }
    if (object.comesAndGoes && kind < 0.4) {
      rows.add(this.#stamped(object.make(rows.end, this)))
      return
    }
    const row = index === undefined ? undefined : rows.get(index)
    if (object.change && row && index !== undefined)
      rows.change(index, this.#stamped(object.change(row, dice.roll(step, 4), this), row))
  }

  /** A change carries the time at which it happened. */
  #stamped(changes: Row, row: Row = changes): Row {
    return Object.hasOwn(row, 'SystemModstamp') ? { ...changes, SystemModstamp: this.now() } : changes
  }
}
