import type { Dice } from '@opencasb/simulator-kit'

/** An entry of the audit log. */
export interface AuditEvent {
  readonly index: number
  readonly action: string
  /** Index of the member who did it. */
  readonly actor: number
  /** Index of the repository that it was about. */
  readonly repository: number | undefined
  readonly at: number
}

const actions = [
  'repo.create',
  'repo.access',
  'protected_branch.destroy',
  'org.add_member',
  'hook.create',
  'team.add_member',
  'org.update_member',
] as const

/** The entry of an index; the first is the newest. */
export function auditEventAt(
  index: number,
  world: { readonly dice: Dice; readonly epoch: number; readonly members: number; readonly repositories: number },
): AuditEvent {
  const { dice } = world
  const action = dice.pick(actions, index, 1)
  const about = /^(repo|hook|protected_branch)/.test(action) && world.repositories > 0
  return {
    index,
    action,
    actor: dice.between(0, Math.max(0, world.members - 1), index, 2),
    repository: about ? dice.between(0, world.repositories - 1, index, 3) : undefined,
    at: world.epoch - index * 3_600_000 - dice.between(0, 3_599, index, 4) * 1_000,
  }
}
