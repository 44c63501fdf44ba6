import { Dice, type Revision, type SimulatorClock } from '@opencasb/simulator-kit'
import { simulatedObjects } from '../objects/objects.ts'
import type { Row, SimulatedObject } from './simulated-object.ts'
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

/** Objects whose records change without anybody touching Setup. */
const notInSetup: ReadonlySet<string> = new Set([
  'LoginHistory',
  'UserLicense',
  'OauthToken',
  'ContentDistribution',
  'ContentDocument',
  'Folder',
])

/** How the audit trail calls changes of users. */
const ofUsers: ReadonlyMap<string, string> = new Map([
  ['User', 'deactivateduser'],
  ['UserLogin', 'frozeuser'],
  ['PermissionSetAssignment', 'PermSetAssign'],
])

/** One simulated organisation. */
export class SalesforceWorld {
  readonly options: SalesforceWorldOptions
  readonly clock: SimulatorClock
  readonly revision: Revision = { value: 0 }
  readonly #tables = new Map<string, Table>()
  readonly #dice = new Map<string, Dice>()
  readonly #days = new Map<number, string>()

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
    const known = this.#days.get(days)
    if (known !== undefined) return known
    const moment = new Date(this.options.epoch - days * day).toISOString().replace('Z', '+0000')
    this.#days.set(days, moment)
    return moment
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
      if (!object || !table) continue
      this.#mutateOne(table, dice, step)
      this.#note(object)
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

  /** Changes of Setup leave an entry in its audit trail, and those of users do. */
  #note({ name }: SimulatedObject): void {
    if (notInSetup.has(name)) return
    const Action = ofUsers.get(name) ?? `changed${name}`
    this.table('SetupAuditTrail')?.rows.add({ Action, DelegateUser: null, CreatedDate: this.now() })
  }

  /** A change carries the time at which it happened. */
  #stamped(changes: Row, row: Row = changes): Row {
    return Object.hasOwn(row, 'SystemModstamp') ? { ...changes, SystemModstamp: this.now() } : changes
  }
}
