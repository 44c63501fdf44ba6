import type { Dice } from '@opencasb/simulator-kit'

/** A fine-grained personal access token that may reach into the organisation. */
export interface ProgrammaticGrant {
  readonly index: number
  readonly id: number
  readonly tokenId: number
  readonly name: string
  /** Index of the member who owns it. */
  readonly owner: number
  readonly selection: 'none' | 'all' | 'subset'
  readonly permissions: {
    readonly organization?: Readonly<Record<string, string>>
    readonly repository?: Readonly<Record<string, string>>
  }
  readonly grantedAt: number
  readonly expiresAt: number | undefined
  readonly lastUsedAt: number | undefined
}

const day = 86_400_000
const permissions = [
  { repository: { metadata: 'read', contents: 'read' } },
  { repository: { metadata: 'read', contents: 'write', actions: 'write' } },
  { repository: { metadata: 'read', administration: 'write' }, organization: { members: 'write' } },
] as const

/** The grant of an index: narrow, broad, without end, never used. */
export function programmaticGrantAt(
  index: number,
  world: { readonly dice: Dice; readonly epoch: number; readonly members: number },
): ProgrammaticGrant {
  const { dice, epoch } = world
  const grantedAt = epoch - dice.between(2, 500, index, 1) * day
  return {
    index,
    id: 50_000 + index,
    tokenId: 70_000 + index,
    name: `token ${index}`,
    owner: dice.between(0, Math.max(0, world.members - 1), index, 2),
    selection: dice.pick(['all', 'subset', 'subset'] as const, index, 3),
    permissions: dice.pick(permissions, index, 4),
    grantedAt,
    expiresAt: dice.chance(0.7, index, 5) ? epoch + dice.between(-60, 360, index, 6) * day : undefined,
    lastUsedAt: dice.chance(0.7, index, 7) ? epoch - dice.between(0, 200, index, 8) * day : undefined,
  }
}
