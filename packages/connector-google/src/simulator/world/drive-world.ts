import { Collection, Dice, type Revision, StableIds } from '@opencasb/simulator-kit'
import { calendarAt, plainCalendar, type SimulatedCalendar } from './calendar.ts'
import { SimulatedDrive } from './drive.ts'
import { mailboxAt, plainMailbox, type SimulatedMailbox } from './mailbox.ts'
import { type SimulatedSharedDrive, sharedDriveAt, sharedDriveIdForm } from './shared-drive.ts'

/** What belongs to users is made from. */
export interface DriveWorldParts {
  readonly seed: number
  readonly epoch: number
  readonly revision: Revision
  /** Files that a user has; every further user has fewer, down to a third. Where nobody has files, nobody has changed a setting either. */
  readonly files: number
  readonly sharedDrives: number
  /** Address of the member that every shared drive has. */
  readonly owner: string
}

/** What belongs to users: files, calendars and mailboxes, made when they are asked for, and the shared drives. */
export class DriveWorld {
  readonly sharedDrives: Collection<SimulatedSharedDrive>
  readonly #parts: DriveWorldParts
  readonly #driveIds: StableIds
  readonly #drives = new Map<string, SimulatedDrive>()
  readonly #calendars = new Map<number, SimulatedCalendar>()
  readonly #mailboxes = new Map<number, SimulatedMailbox>()
  readonly #calendarDice: Dice
  readonly #mailboxDice: Dice

  constructor(parts: DriveWorldParts) {
    const { seed, revision, sharedDrives, owner } = parts
    this.#parts = parts
    this.#driveIds = new StableIds(seed, 'shared drive')
    const ids = this.#driveIds
    const dice = new Dice(seed, 'shared drives')
    this.sharedDrives = new Collection(sharedDrives, revision, (index) => sharedDriveAt(index, { dice, ids, owner }))
    this.#calendarDice = new Dice(seed, 'calendars')
    this.#mailboxDice = new Dice(seed, 'mailboxes')
  }

  /** The files of the user at a place of the list. */
  ofUser(index: number): SimulatedDrive {
    return this.#drive(`user ${index}`, Math.ceil(this.#parts.files / (1 + (index % 3))))
  }

  /** The files of a shared drive. */
  ofSharedDrive({ index }: SimulatedSharedDrive): SimulatedDrive {
    return this.#drive(`shared drive ${index}`, Math.ceil(this.#parts.files / 2))
  }

  /** A shared drive by id. */
  sharedDrive(id: string): SimulatedSharedDrive | undefined {
    const index = this.#driveIds.indexOfText(id, sharedDriveIdForm)
    return index === undefined ? undefined : this.sharedDrives.get(index)
  }

  calendar(user: number): SimulatedCalendar {
    const { files } = this.#parts
    return this.#calendars.get(user) ?? (files > 0 ? calendarAt(user, this.#calendarDice) : plainCalendar)
  }

  changeCalendar(user: number, changes: Partial<SimulatedCalendar>): void {
    this.#calendars.set(user, { ...this.calendar(user), ...changes })
    this.#parts.revision.value++
  }

  mailbox(user: number): SimulatedMailbox {
    const { files } = this.#parts
    return this.#mailboxes.get(user) ?? (files > 0 ? mailboxAt(user, this.#mailboxDice) : plainMailbox)
  }

  changeMailbox(user: number, changes: Partial<SimulatedMailbox>): void {
    this.#mailboxes.set(user, { ...this.mailbox(user), ...changes })
    this.#parts.revision.value++
  }

  /** From now on Drive refuses all tokens of change feeds that it has handed out. */
  forgetChanges(): void {
    for (const drive of this.#drives.values()) drive.forgetChanges()
  }

  #drive(name: string, files: number): SimulatedDrive {
    const { seed, epoch, revision } = this.#parts
    const drive = this.#drives.get(name) ?? new SimulatedDrive({ seed, epoch, revision, name, files })
    this.#drives.set(name, drive)
    return drive
  }
}
