import { createRandom, type Random } from './random.ts'

/** A member as the API shows it. */
export interface SimulatedMember {
  readonly id: string
  email: string
  role: 'admin' | 'editor'
  status: 'active' | 'suspended'
  two_factor: boolean
}

/** A notebook as the API shows it, in two answers. */
export interface SimulatedNotebook {
  readonly id: string
  title: string
  readonly owner_id: string
  sharing: { public_link: boolean; link_expires_at: string | null }
}

/** The state of one tenant. */
export interface Workspace {
  readonly members: Map<string, SimulatedMember>
  readonly notebooks: Map<string, SimulatedNotebook>
  /** Ids of notebooks in the order in which something happened to them. */
  readonly changed: string[]
  /** Changes something, reproducibly. */
  mutate(seed: number, changes: number): void
}

const sizes = {
  empty: { members: 0, notebooks: 0 },
  small: { members: 13, notebooks: 23 },
  large: { members: 20_100, notebooks: 100 },
} as const

/** Long past and far away: what a check says of a link must not depend on the day of the test. */
const expiries = [null, '2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']

/** Makes a tenant: the same size and seed make the same one. */
export function createWorkspace(size: keyof typeof sizes, seed: number): Workspace {
  const members = new Map<string, SimulatedMember>()
  const notebooks = new Map<string, SimulatedNotebook>()
  const changed: string[] = []
  let created = 0

  const nextId = (prefix: string): string => `${prefix}${String(++created).padStart(6, '0')}`
  const addMember = (random: Random): void => {
    const id = nextId('m')
    members.set(id, {
      id,
      email: `${id}@acme.example.com`,
      role: random.chance(0.2) ? 'admin' : 'editor',
      status: random.chance(0.1) ? 'suspended' : 'active',
      two_factor: random.chance(0.6),
    })
  }
  const addNotebook = (random: Random): void => {
    const id = nextId('n')
    const sharing = { public_link: random.chance(0.5), link_expires_at: random.pick(expiries) }
    notebooks.set(id, { id, title: `Notebook ${id}`, owner_id: random.pick([...members.keys()]), sharing })
    changed.push(id)
  }

  const random = createRandom(seed)
  for (let count = 0; count < sizes[size].members; count += 1) addMember(random)
  for (let count = 0; count < sizes[size].notebooks; count += 1) addNotebook(random)

  /** Everything that can happen in a workspace between two scans. */
  const happenings: readonly ((random: Random) => void)[] = [
    addMember,
    addNotebook,
    (random) => {
      members.delete(random.pick([...members.keys()]))
    },
    (random) => {
      const member = random.pick([...members.values()])
      member.two_factor = !member.two_factor
    },
    (random) => {
      const member = random.pick([...members.values()])
      member.role = member.role === 'admin' ? 'editor' : 'admin'
    },
    (random) => {
      const { id } = random.pick([...notebooks.values()])
      notebooks.delete(id)
      changed.push(id)
    },
    (random) => {
      const { id, sharing } = random.pick([...notebooks.values()])
      sharing.public_link = !sharing.public_link
      sharing.link_expires_at = random.pick(expiries)
      changed.push(id)
    },
  ]
  return {
    members,
    notebooks,
    changed,
    mutate(mutationSeed, changes) {
      const random = createRandom(mutationSeed)
      for (let count = 0; count < changes; count += 1) {
        // An empty workspace is filled first.
        if (members.size < 2) addMember(random)
        if (notebooks.size < 2) addNotebook(random)
        random.pick(happenings)(random)
      }
    },
  }
}
