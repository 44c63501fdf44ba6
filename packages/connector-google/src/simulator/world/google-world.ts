import { Collection, Dice, type Revision, StableIds } from '@opencasb/simulator-kit'
import type { GoogleWorldOptions } from '../options.ts'
import { domainAt, domainCount, primaryDomain, type SimulatedDomain } from './domain.ts'
import { DriveWorld } from './drive-world.ts'
import { groupAt, type SimulatedGroup } from './group.ts'
import { simulatedUnits } from './organizational-unit.ts'
import { policiesOf, type SimulatedPolicy } from './policy.ts'
import { type SimulatedUser, userAt, userIdForm } from './user.ts'

/** What a world is made from. */
export interface GoogleWorldParts {
  readonly seed: number
  readonly epoch: number
  readonly options: GoogleWorldOptions
}

/** A simulated account. Its things are made when they are asked for; only what was changed is kept. */
export class GoogleWorld {
  readonly seed: number
  readonly epoch: number
  readonly pageCap: number
  readonly customerId: string
  readonly revision: Revision = { value: 0 }
  readonly users: Collection<SimulatedUser>
  readonly groups: Collection<SimulatedGroup>
  readonly domains: Collection<SimulatedDomain>
  readonly policies: Collection<SimulatedPolicy>
  readonly drives: DriveWorld
  /** Places of the users whose files, calendars and mailboxes are read. They stay active. */
  readonly sharers: readonly number[]
  /** Whether it is not all users. */
  readonly hasSharers: boolean
  readonly #userIds: StableIds

  constructor({ seed, epoch, options }: GoogleWorldParts) {
    const { users = 1, superAdmins = 1, delegatedAdmins = 0, groups = 0, moreDomains = false } = options
    this.seed = seed
    this.epoch = epoch
    this.pageCap = options.pageCap ?? Number.POSITIVE_INFINITY
    this.customerId = `C0${new Dice(seed, 'customer').hex(7, 0, 0)}`
    this.domains = new Collection(domainCount(moreDomains), this.revision, (index) => domainAt(index, moreDomains))
    this.#userIds = new StableIds(seed, 'user')
    const parts = {
      dice: new Dice(seed, 'users'),
      ids: this.#userIds,
      epoch,
      // An odd seed makes a few too many of them.
      superAdmins: seed % 2 === 1 ? superAdmins : Math.min(superAdmins, 3),
      delegatedAdmins,
      domains: moreDomains ? [primaryDomain, 'acme-labs.example'] : [primaryDomain],
      units: simulatedUnits.length,
    }
    this.users = new Collection(users, this.revision, (index) => userAt(index, parts))
    this.policies = policiesOf({ seed, revision: this.revision, changed: users > 1 })
    this.hasSharers = options.sharers !== undefined
    this.sharers = firstActive(this.users, options.sharers ?? 1)
    const { files = 0, sharedDrives = 0 } = options
    const owner = this.adminEmail
    this.drives = new DriveWorld({ seed, epoch, revision: this.revision, files, sharedDrives, owner })
    const groupDice = new Dice(seed, 'groups')
    this.groups = new Collection(groups, this.revision, (index) => groupAt(index, groupDice, users, primaryDomain))
  }

  /** The address of the administrator who signed the account up. */
  get adminEmail(): string {
    return this.users.get(0)?.email ?? ''
  }

  /** A user by id or address. */
  user(key: string): SimulatedUser | undefined {
    const number = /^user-(\d{1,9})@/.exec(key)?.[1]
    const index = number === undefined ? this.#userIds.indexOfText(key, userIdForm) : Number(number)
    const user = index === undefined ? undefined : this.users.get(index)
    return user && (user.id === key || user.email.toLowerCase() === key.toLowerCase()) ? user : undefined
  }

  /** A group by id or address. */
  group(key: string): SimulatedGroup | undefined {
    const number = /^group-(\d{1,9})@/.exec(key)?.[1]
    if (number !== undefined) {
      const group = this.groups.get(Number(number))
      return group?.email === key ? group : undefined
    }
    for (const group of this.groups.all()) if (group.id === key) return group
    return undefined
  }
}

function firstActive(users: Collection<SimulatedUser>, count: number): readonly number[] {
  const found: number[] = []
  for (const { index, suspended, archived } of users.all()) {
    if (found.length === count) break
    if (!suspended && !archived) found.push(index)
  }
  return found
}
