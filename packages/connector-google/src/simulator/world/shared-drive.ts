import { base62, type Dice, type IdForm, type StableIds } from '@opencasb/simulator-kit'
import type { SimulatedPermission } from './file.ts'

/** A shared drive. */
export interface SimulatedSharedDrive {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly members: readonly SimulatedPermission[]
}

/** How ids of shared drives are written. */
export const sharedDriveIdForm: IdForm = { alphabet: base62, length: 19, prefix: '0A' }

/** The shared drive at a place of the list. Every second one has members from outside. */
export function sharedDriveAt(
  index: number,
  { dice, ids, owner }: { readonly dice: Dice; readonly ids: StableIds; readonly owner: string },
): SimulatedSharedDrive {
  return {
    index,
    id: ids.text(index, sharedDriveIdForm),
    name: `Project ${index}`,
    members: [
      member(owner, 'organizer'),
      member('user-9@acme-labs.example', 'writer'),
      ...(index % 2 === 1 ? [member(`guest-${index}@partner.example`, dice.pick(roles, index, 1))] : []),
    ],
  }
}

/** A member of a shared drive. */
export function member(emailAddress: string, role: SimulatedPermission['role']): SimulatedPermission {
  return { id: `p-${emailAddress}`, type: 'user', role, emailAddress }
}

const roles = ['writer', 'reader', 'fileOrganizer', 'commenter'] as const
