import { base62, Collection, type IdForm, StableIds } from '@opencasb/simulator-kit'
import type { SalesforceWorld } from './salesforce-world.ts'
import type { Row, SimulatedObject } from './simulated-object.ts'

const mostKnown = 2_000

/** The records of one object. */
export class Table {
  readonly object: SimulatedObject
  readonly rows: Collection<Row>
  readonly fields: ReadonlySet<string>
  readonly #ids: StableIds
  readonly #world: SalesforceWorld
  /** Records that relationships lead to again and again, as they were at a revision of the world. */
  #known = new Map<number, Row>()
  #knownRevision = 0
  readonly #form: IdForm

  constructor(object: SimulatedObject, world: SalesforceWorld) {
    this.object = object
    this.#world = world
    this.#ids = new StableIds(world.options.seed, object.name)
    this.#form = { alphabet: base62, length: 18, prefix: object.prefix }
    this.rows = new Collection<Row>(object.count(world), world.revision, (index) => ({
      Id: this.idAt(index),
      ...object.make(index, world),
    }))
    this.fields = new Set(['Id', ...Object.keys(object.make(0, world))])
  }

  /** The id of the record at an index. */
  idAt(index: number): string {
    return this.#ids.text(index, this.#form)
  }

  /** The record with an id. */
  byId(id: unknown): Row | undefined {
    const index = typeof id === 'string' ? this.#ids.indexOfText(id, this.#form) : undefined
    if (index === undefined) return undefined
    const { value } = this.#world.revision
    if (this.#knownRevision !== value || this.#known.size >= mostKnown) {
      this.#known = new Map()
      this.#knownRevision = value
    }
    const known = this.#known.get(index)
    if (known) return known
    const row = this.rows.get(index)
    if (row) this.#known.set(index, row)
    return row
  }
}
