import { Dice, type Revision, StableIds } from '@opencasb/simulator-kit'
import { SimulatedDrive } from './drive.ts'
import { makeSite, type SimulatedSite } from './site.ts'
import { Tracked } from './tracked.ts'

/** What the drives of a world are made of. */
export interface DrivesOptions {
  readonly seed: number
  readonly revision: Revision
  readonly users: number
  readonly oneDrives: number
  readonly sites: number
  readonly itemsPerDrive: number
}

/** Where a drive is. */
export interface DrivePlace {
  readonly index: number
  /** Index of the user whose OneDrive it is. */
  readonly user?: number
  /** Index of the site whose library it is. */
  readonly site?: number
}

const idForm = {
  alphabet: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  length: 66,
  prefix: 'b!',
} as const

/** OneDrives of users and document libraries of sites. Only drives that were changed are held. */
export class Drives {
  readonly sites: Tracked<SimulatedSite>
  readonly #options: DrivesOptions
  readonly #ids: StableIds
  readonly #changed = new Map<number, SimulatedDrive>()

  constructor(options: DrivesOptions) {
    const { seed, sites, oneDrives, revision } = options
    const dice = new Dice(seed, 'sites')
    this.#options = options
    this.#ids = new StableIds(seed, 'drive')
    this.sites = new Tracked(seed, 'site', sites + oneDrives, revision, (index, id) => makeSite(index, id, sites, dice))
  }

  idOf(index: number): string {
    return this.#ids.text(index, idForm)
  }

  /** The OneDrive of a user; most have none. */
  ofUser(user: number): number | undefined {
    const index = user - this.#firstUser
    return index >= 0 && index < this.#options.oneDrives ? index : undefined
  }

  /** The document libraries of a site. */
  ofSite({ index, libraries }: SimulatedSite): readonly number[] {
    return Array.from({ length: libraries }, (_, at) => this.#options.oneDrives + 2 * index + at)
  }

  place(id: string): DrivePlace | undefined {
    const { oneDrives, sites } = this.#options
    const index = this.#ids.indexOfText(id, idForm)
    if (index === undefined || index < 0) return undefined
    if (index < oneDrives) return { index, user: index + this.#firstUser }
    const site = Math.floor((index - oneDrives) / 2)
    const isThere = site < sites && (index - oneDrives) % 2 <= site % 2
    return isThere ? { index, site } : undefined
  }

  open({ index, site }: DrivePlace): SimulatedDrive {
    return this.#changed.get(index) ?? new SimulatedDrive(index, site !== undefined, this.#driveContext)
  }

  /** The site with this id, which is longer than those of other things. */
  findSite(id: string): SimulatedSite | undefined {
    const site = this.sites.find(id.split(',')[1] ?? '')
    return site?.graph.id === id ? site : undefined
  }

  /** Changes one drive at random but reproducibly. */
  mutate(dice: Dice, at: number): void {
    const { oneDrives, sites } = this.#options
    const count = oneDrives + 2 * sites
    if (count === 0) return
    const place = this.place(this.idOf(dice.between(0, count - 1, at, 70)))
    if (!place) return
    const drive = this.open(place)
    this.#changed.set(place.index, drive)
    drive.mutate(dice, at)
  }

  /** Administrators and guests come first; OneDrives begin with the users behind them. */
  get #firstUser(): number {
    return Math.max(0, Math.min(14, this.#options.users - this.#options.oneDrives))
  }

  get #driveContext(): { readonly seed: number; readonly revision: Revision; readonly items: number } {
    const { seed, revision, itemsPerDrive } = this.#options
    return { seed, revision, items: itemsPerDrive }
  }
}
