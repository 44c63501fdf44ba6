import { Dice, type Revision } from '@opencasb/simulator-kit'
import { type ShareKind, type SimulatedShare, shareKinds } from './drive-share.ts'
import { Tracked } from './tracked.ts'

/** A file or folder of a simulated drive. */
export interface SimulatedItem {
  readonly index: number
  readonly id: string
  /** Index of the folder that it is in; the root is in none. */
  readonly parent: number | undefined
  readonly kind: 'root' | 'folder' | 'file' | 'notebook'
  readonly name: string
  readonly modifiedDaysAgo: number
  /** Its own; those of the folders above come on top. */
  readonly shares: readonly SimulatedShare[]
}

/** What drives are made with. */
export interface DriveContext {
  readonly seed: number
  readonly revision: Revision
  readonly items: number
}

/** The root and three folders; files are spread over them. */
const folders = 4

/** The items of one drive. */
export class SimulatedDrive {
  readonly items: Tracked<SimulatedItem>
  readonly #dice: Dice
  readonly #many: boolean

  constructor(index: number, isLibrary: boolean, { seed, revision, items }: DriveContext) {
    this.#dice = new Dice(seed, `drive ${index}`)
    this.#many = items > 100
    this.items = new Tracked(seed, `item of drive ${index}`, items, revision, (item, id) =>
      this.#make(item, id, isLibrary),
    )
  }

  /** Shares that let somebody into an item, those of folders above included. */
  sharesOf(item: SimulatedItem): readonly SimulatedShare[] {
    const above = item.parent === undefined ? undefined : this.items.items.get(item.parent)
    return above ? [...item.shares, ...this.sharesOf(above)] : item.shares
  }

  /** Changes one thing at random but reproducibly. */
  mutate(dice: Dice, at: number): void {
    const { items } = this.items
    const index = items.indexAt(dice.between(0, items.count - 1, at, 71))
    const item = index === undefined ? undefined : items.get(index)
    const kind = dice.between(0, 5, at, 72)
    if (kind === 0) this.items.add({ shares: [this.#share(dice, at, items.end)] })
    else if (!item || item.kind === 'root') return
    else if (kind === 1 && item.kind === 'file') this.items.remove(item.index)
    else if (kind === 2) this.items.change(item.index, { name: `Renamed ${at}` })
    else if (kind === 3 && item.kind === 'file')
      this.items.change(item.index, { parent: dice.between(0, folders - 1, at, 73) })
    else this.items.change(item.index, { shares: item.shares.length > 0 ? [] : [this.#share(dice, at, item.index)] })
  }

  #make(index: number, id: string, isLibrary: boolean): SimulatedItem {
    const dice = this.#dice
    const often = this.#many ? 0.02 : index < folders ? 0.7 : 0.45
    const isShared = index === 0 ? isLibrary && dice.chance(0.3, index, 1) : dice.chance(often, index, 2)
    const kind =
      index === 0
        ? 'root'
        : index < folders
          ? 'folder'
          : dice.chance(0.2, index, 3)
            ? 'folder'
            : dice.chance(0.1, index, 4)
              ? 'notebook'
              : 'file'
    return {
      index,
      id,
      parent: index === 0 ? undefined : index < folders ? 0 : dice.between(0, folders - 1, index, 5),
      kind,
      name:
        index === 0
          ? 'root'
          : kind === 'file'
            ? `Report ${index}.xlsx`
            : `${kind === 'folder' ? 'Folder' : 'Notebook'} ${index}`,
      modifiedDaysAgo: dice.between(0, 600, index, 6),
      shares: !isShared
        ? []
        : index === 0
          ? [{ id: dice.hex(8, index, 7), kind: 'everyone' }]
          : [this.#share(dice, index, 8)],
    }
  }

  #share(dice: Dice, at: number, salt: number): SimulatedShare {
    const kind: ShareKind = shareKinds[dice.between(0, shareKinds.length - 1, at, salt + 100)] ?? 'colleague'
    return { id: dice.hex(8, at, salt + 101), kind }
  }
}
