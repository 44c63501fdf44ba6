import { base62, type Dice, type IdForm, type StableIds } from '@opencasb/simulator-kit'

/** Somebody's access to a file. */
export interface SimulatedPermission {
  readonly id: string
  readonly type: 'user' | 'group' | 'domain' | 'anyone'
  readonly role: 'owner' | 'organizer' | 'fileOrganizer' | 'writer' | 'commenter' | 'reader'
  readonly emailAddress?: string
  readonly domain?: string
  readonly allowFileDiscovery?: boolean
  readonly deleted?: boolean
  /** Milliseconds since 1970. */
  readonly expires?: number
}

/** A file or folder. */
export interface SimulatedFile {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly folder: boolean
  /** Milliseconds since 1970. */
  readonly modified: number
  readonly trashed: boolean
  /** The user has given it to somebody else, and may still edit it. */
  readonly transferred: boolean
  /** Access of others than the owner, or than the members of the shared drive. */
  readonly shares: readonly SimulatedPermission[]
}

/** What the files of a drive are made from. */
export interface FileParts {
  readonly dice: Dice
  readonly ids: StableIds
  readonly epoch: number
}

const day = 86_400_000
/** How ids of files are written. */
export const fileIdForm: IdForm = { alphabet: base62, length: 33, prefix: '1' }

/** The file at a place of a drive. */
export function fileAt(index: number, { dice, ids, epoch }: FileParts): SimulatedFile {
  return {
    index,
    id: ids.text(index, fileIdForm),
    name: `Document ${index}`,
    folder: dice.chance(0.1, index, 1),
    modified: epoch - dice.between(1, 700, index, 2) * day,
    trashed: dice.chance(0.05, index, 3),
    transferred: false,
    shares: dice.chance(0.4, index, 4) ? [] : sharesAt(index, dice, epoch),
  }
}

/** Access as people grant it; some of it looks worse or better than it is. */
export function sharesAt(index: number, dice: Dice, epoch: number): readonly SimulatedPermission[] {
  const choice = dice.between(0, ways.length - 1, index, 5)
  return ways[choice]?.(index, dice, epoch) ?? []
}

type Way = (index: number, dice: Dice, epoch: number) => readonly SimulatedPermission[]

const everybody = (role: SimulatedPermission['role'], allowFileDiscovery: boolean): SimulatedPermission => ({
  id: allowFileDiscovery ? 'anyone' : 'anyoneWithLink',
  type: 'anyone',
  role,
  allowFileDiscovery,
})
const company = (role: SimulatedPermission['role'], domain = 'acme.example'): SimulatedPermission => ({
  id: `domain-${domain}`,
  type: 'domain',
  role,
  domain,
  allowFileDiscovery: role === 'reader',
})
const person = (
  emailAddress: string,
  role: SimulatedPermission['role'],
  more: Partial<SimulatedPermission> = {},
): SimulatedPermission => ({ id: `p-${emailAddress}`, type: 'user', role, emailAddress, ...more })

const ways: readonly Way[] = [
  () => [everybody('reader', false)],
  () => [everybody('commenter', false)],
  () => [everybody('writer', false)],
  () => [everybody('reader', true)],
  () => [company('reader')],
  () => [company('writer')],
  () => [company('reader', 'partner.example')],
  (index) => [person(`guest-${index}@partner.example`, 'writer')],
  (index) => [person(`guest-${index}@partner.example`, 'reader'), person(`other-${index}@mail.example`, 'commenter')],
  (index, dice, epoch) => [
    person(`guest-${index}@partner.example`, 'reader', { expires: epoch + dice.between(60, 300, index, 6) * day }),
  ],
  (index) => [{ ...person(`team-${index}@partner.example`, 'writer'), type: 'group' }],
  // Looks foreign, and is not: an alias of the account's own domain, and a colleague in the second one.
  (index) => [person(`user-${index}@acme-mail.example`, 'writer'), person('user-9@acme-labs.example', 'reader')],
  // Nobody is there any more.
  (index) => [person(`gone-${index}@partner.example`, 'writer', { deleted: true })],
]
