import { Collection, type Revision, StableIds } from '@opencasb/simulator-kit'
import { ChangeLog } from './change-log.ts'

/** A collection whose items have ids, and whose changes are remembered for a change feed. */
export class Tracked<T extends object> {
  readonly items: Collection<T>
  readonly log: ChangeLog = new ChangeLog()
  readonly #ids: StableIds

  constructor(seed: number, kind: string, size: number, revision: Revision, make: (index: number, id: string) => T) {
    this.#ids = new StableIds(seed, kind)
    this.items = new Collection(size, revision, (index) => make(index, this.#ids.uuid(index)))
  }

  idOf(index: number): string {
    return this.#ids.uuid(index)
  }

  /** The index of an id, whether the item is still there or not. */
  indexOf(id: string): number | undefined {
    return this.#ids.indexOfUuid(id)
  }

  find(id: string): T | undefined {
    const index = this.indexOf(id)
    return index === undefined ? undefined : this.items.get(index)
  }

  change(index: number, changes: Partial<T>): void {
    if (!this.items.has(index)) return
    this.items.change(index, changes)
    this.log.add(index)
  }

  remove(index: number): void {
    if (!this.items.has(index)) return
    this.items.remove([index])
    this.log.add(index, true)
  }

  add(changes: Partial<T> = {}): number {
    const index = this.items.add(changes)
    this.log.add(index)
    return index
  }
}
