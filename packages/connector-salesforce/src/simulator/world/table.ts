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
  #known = new Map<string, Row>()
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
    if (typeof id !== 'string') return undefined
    const { value } = this.#world.revision
    if (this.#knownRevision !== value || this.#known.size >= mostKnown) {
      this.#known = new Map()
      this.#knownRevision = value
    }
    const known = this.#known.get(id)
    if (known) return known
    const index = this.#ids.indexOfText(id, this.#form)
    const row = index === undefined ? undefined : this.rows.get(index)
    if (row) this.#known.set(id, row)
    return row
  }
}
