import { Collection, Dice, type Revision, StableIds } from '@opencasb/simulator-kit'
import { fileAt, fileIdForm, type SimulatedFile } from './file.ts'

/** What a drive is made from. */
export interface DriveParts {
  readonly seed: number
  readonly epoch: number
  readonly revision: Revision
  /** Tells drives apart: `user 3`. */
  readonly name: string
  readonly files: number
}

/** A change as the feed tells it. */
export interface SimulatedChange {
  readonly fileId: string
  /** Absent where the file is gone. */
  readonly file?: SimulatedFile
}

/** Numbers of changes do not begin at 1. */
const first = 1_000

/** The files of a user or of a shared drive, with what happened to them since the world began. */
export class SimulatedDrive {
  readonly files: Collection<SimulatedFile>
  readonly #ids: StableIds
  /** Indices of changed files, oldest first. */
  readonly #changes: { readonly index: number; readonly fileId: string }[] = []
  #oldest = first

  constructor({ seed, epoch, revision, name, files }: DriveParts) {
    this.#ids = new StableIds(seed, `file of ${name}`)
    const parts = { dice: new Dice(seed, `files of ${name}`), ids: this.#ids, epoch }
    this.files = new Collection(files, revision, (index) => fileAt(index, parts))
  }

  /** A file by id. */
  file(id: string): SimulatedFile | undefined {
    const index = this.#ids.indexOfText(id, fileIdForm)
    return index === undefined ? undefined : this.files.get(index)
  }

  change(index: number, changes: Partial<SimulatedFile>): void {
    const file = this.files.get(index)
    if (!file) return
    this.files.change(index, changes)
    this.#changes.push({ index, fileId: file.id })
  }

  remove(index: number): void {
    const file = this.files.get(index)
    if (!file) return
    this.files.remove([index])
    this.#changes.push({ index, fileId: file.id })
  }

  add(changes: Partial<SimulatedFile> = {}): void {
    const index = this.files.add(changes)
    const file = this.files.get(index)
    if (file) this.#changes.push({ index, fileId: file.id })
  }

  /** The token from which changes from now on are told. */
  get startPageToken(): string {
    return String(first + this.#changes.length)
  }

  /** From now on tokens that were handed out before are refused. */
  forgetChanges(): void {
    this.#oldest = first + this.#changes.length + 1
    this.#changes.push({ index: -1, fileId: '' })
  }

  /**
   * What happened since a token, in the state of now.
   * @returns undefined where the token is too old or none that was handed out
   */
  changesSince(
    token: string | null,
    size: number,
  ): { readonly changes: readonly SimulatedChange[]; readonly next: string; readonly isLast: boolean } | undefined {
    const from = /^\d{1,12}$/.test(token ?? '') ? Number(token) : Number.NaN
    const end = first + this.#changes.length
    if (!(from >= this.#oldest && from <= end)) return undefined
    const to = Math.min(from + size, end)
    const changes = this.#changes
      .slice(from - first, to - first)
      .filter(({ index }) => index >= 0)
      .map(({ index, fileId }) => {
        const file = this.files.get(index)
        return { fileId, ...(file && { file }) }
      })
    return { changes, next: String(to), isLast: to === end }
  }
}
