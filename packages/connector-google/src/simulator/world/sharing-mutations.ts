import type { Dice } from '@opencasb/simulator-kit'
import { rulesAt } from './calendar.ts'
import type { SimulatedDrive } from './drive.ts'
import { sharesAt } from './file.ts'
import type { GoogleWorld } from './google-world.ts'
import { settingsAt } from './mailbox.ts'
import { member } from './shared-drive.ts'

/** Changes a user whose things are read. */
function ofSharer(change: (world: GoogleWorld, user: number, dice: Dice, at: number) => boolean) {
  return (world: GoogleWorld, dice: Dice, at: number): boolean => {
    const user = world.sharers[dice.between(0, world.sharers.length - 1, at, 41)]
    return user === undefined ? false : change(world, user, dice, at)
  }
}

/** Changes one of the files of a drive: shares it otherwise, bins it, takes it away or adds one. */
function changeDrive(drive: SimulatedDrive, epoch: number, dice: Dice, at: number): boolean {
  const { files } = drive
  const index = files.count === 0 ? undefined : files.indexAt(dice.between(0, files.count - 1, at, 42))
  const kind = dice.between(0, 5, at, 43)
  if (index === undefined || kind === 0) drive.add({ modified: epoch })
  else if (kind === 1) drive.remove(index)
  else if (kind === 2) drive.change(index, { trashed: !files.get(index)?.trashed })
  else if (kind === 3) drive.change(index, { shares: [], modified: epoch })
  else drive.change(index, { shares: sharesAt(dice.between(0, 1_000_000, at, 44), dice, epoch) })
  return true
}

const changeFile = ofSharer(({ drives, epoch }, user, dice, at) => changeDrive(drives.ofUser(user), epoch, dice, at))

function changeSharedDrive({ drives, epoch }: GoogleWorld, dice: Dice, at: number): boolean {
  const { sharedDrives } = drives
  const index =
    sharedDrives.count === 0 ? undefined : sharedDrives.indexAt(dice.between(0, sharedDrives.count - 1, at, 45))
  const drive = index === undefined ? undefined : sharedDrives.get(index)
  if (!drive) return false
  if (dice.chance(0.7, at, 46)) return changeDrive(drives.ofSharedDrive(drive), epoch, dice, at)
  const [owner, colleague] = drive.members
  const isOpen = drive.members.length > 2
  const members = [owner, colleague, isOpen ? undefined : member(`new-${at}@partner.example`, 'reader')]
  sharedDrives.change(drive.index, { members: members.filter((one) => one !== undefined) })
  return true
}

const changeCalendar = ofSharer(({ drives }, user, dice, at) => {
  drives.changeCalendar(user, { rules: rulesAt(dice.between(0, 1_000_000, at, 47), dice) })
  return true
})

const changeMailbox = ofSharer(({ drives }, user, dice, at) => {
  drives.changeMailbox(user, { forwardTo: undefined, ...settingsAt(dice.between(0, 1_000_000, at, 48), dice) })
  return true
})

/** Ways in which files, calendars and mailboxes change. */
export const sharingMutations: readonly ((world: GoogleWorld, dice: Dice, at: number) => boolean)[] = [
  changeFile,
  changeFile,
  changeFile,
  changeSharedDrive,
  changeSharedDrive,
  changeCalendar,
  changeMailbox,
]
