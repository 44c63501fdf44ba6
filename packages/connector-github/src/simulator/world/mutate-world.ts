import { Dice } from '@opencasb/simulator-kit'
import type { Hook } from './hook.ts'
import type { Repository } from './repository.ts'
import type { GithubWorld, Place } from './world.ts'
import { changeWorld, type WorldChange } from './world-change.ts'

const kinds = [
  'add-repository',
  'remove-repositories',
  'rename-repository',
  'change-visibility',
  'archive',
  'set-hooks',
  'unprotect',
  'protect',
  'security-features',
  'add-collaborator',
  'add-member',
  'remove-member',
  'change-role',
  'toggle-two-factor',
  'change-settings',
] as const

const onRepositories: readonly string[] = kinds.filter(
  (kind) => !/member|role|factor|settings|add-repository/.test(kind),
)

function hooks(world: GithubWorld, dice: Dice, at: number): Hook[] {
  const count = dice.between(0, 2, at, 20)
  return Array.from({ length: count }, (_, number) => ({
    id: 900_000_000 + world.revision.value * 4 + number,
    active: true,
    events: ['push'],
    url: `https://new.example.com/hooks/${number}`,
    contentType: 'json',
    insecureSsl: dice.chance(0.3, at, 30 + number),
    hasSecret: dice.chance(0.5, at, 40 + number),
    createdAt: Date.UTC(2026, 0, 1),
    lastStatus: 200,
  }))
}

function settings(place: Place, dice: Dice, at: number): WorldChange {
  const { organization } = place
  const now = organization.settings
  const choices = [
    { twoFactorRequirementEnabled: !now.twoFactorRequirementEnabled },
    { membersCanCreatePublicRepositories: !now.membersCanCreatePublicRepositories },
    { workflowDefaultPermissions: now.workflowDefaultPermissions === 'read' ? 'write' : 'read' },
    { actionsAllowed: now.actionsAllowed === 'all' ? 'local_only' : 'all' },
    { secretScanningForNewRepositories: !now.secretScanningForNewRepositories },
  ] as const
  return { kind: 'change-settings', organization: organization.login, values: dice.pick(choices, at, 50) }
}

function repositoryChange(
  world: GithubWorld,
  place: Place,
  repository: Repository,
  kind: string,
  roll: { readonly dice: Dice; readonly at: number },
): WorldChange | undefined {
  const { dice, at } = roll
  const target = { organization: place.organization.login, repository: repository.name }
  const values = (changed: Partial<Repository>): WorldChange => ({
    kind: 'change-repository',
    ...target,
    values: changed,
  })
  switch (kind) {
    case 'remove-repositories':
      return { kind, organization: target.organization, names: [repository.name] }
    case 'rename-repository':
      return { kind, ...target, name: `renamed-${world.revision.value}-${repository.index}` }
    case 'change-visibility':
      return { kind, ...target, visibility: repository.visibility === 'public' ? 'private' : 'public' }
    case 'archive':
      return values({ archived: !repository.archived })
    case 'set-hooks':
      return { kind, ...target, hooks: hooks(world, dice, at) }
    case 'unprotect':
      return { kind, ...target }
    case 'protect': {
      const other = place.organization.repositories.indexAt(
        dice.between(0, place.organization.repositories.count - 1, at, 60),
      )
      const source = other === undefined ? undefined : place.organization.repositories.get(other)
      const rules = source ? place.parts.branchProtections(source) : []
      const firstId = 2_000_000_000 + world.revision.value * 4
      return values({
        branchProtections: rules.map((rule, number) => ({
          ...rule,
          id: firstId + number,
          pattern: number === 0 ? repository.defaultBranch : rule.pattern,
        })),
      })
    }
    case 'security-features':
      return values({
        dependabotAlerts: !repository.dependabotAlerts,
        secretScanning: repository.advancedSecurity && !repository.secretScanning,
        pushProtection: false,
        securityPolicy: !repository.securityPolicy,
      })
    case 'add-collaborator': {
      const { members } = place.organization
      const index = members.indexAt(dice.between(0, members.count - 1, at, 70))
      const login = index === undefined ? undefined : members.get(index)?.account.login
      const role = dice.pick(['read', 'write', 'admin'] as const, at, 71)
      return login === undefined ? undefined : { kind, ...target, login, role }
    }
    default:
      return undefined
  }
}

function memberChange(place: Place, kind: string, dice: Dice, at: number): WorldChange | undefined {
  const { members, login: organization } = place.organization
  // The first member signed the organisation up and stays.
  const index = members.count < 2 ? undefined : members.indexAt(dice.between(1, members.count - 1, at, 80))
  const member = index === undefined ? undefined : members.get(index)
  if (!member) return undefined
  const login = member.account.login
  if (kind === 'change-role') {
    return { kind, organization, login, role: member.role === 'admin' ? 'member' : 'admin' }
  }
  return kind === 'remove-member' || kind === 'toggle-two-factor' ? { kind, organization, login } : undefined
}

function changeAt(world: GithubWorld, dice: Dice, at: number): WorldChange | undefined {
  const place = world.places[dice.between(0, world.places.length - 1, at, 1)]
  if (!place) return undefined
  const organization = place.organization.login
  const kind = dice.pick(kinds, at, 2)
  if (kind === 'add-repository') return { kind, organization }
  if (kind === 'add-member') return { kind, organization, twoFactor: dice.chance(0.7, at, 3) }
  if (kind === 'change-settings') return settings(place, dice, at)
  if (!onRepositories.includes(kind)) return memberChange(place, kind, dice, at)
  const { repositories } = place.organization
  const index = repositories.indexAt(dice.between(0, Math.max(0, repositories.count - 1), at, 4))
  const repository = index === undefined ? undefined : repositories.get(index)
  return repository ? repositoryChange(world, place, repository, kind, { dice, at }) : undefined
}

/** Changes the world at random but reproducibly: things come, go and change. */
export function mutateWorld(world: GithubWorld, seed: number, changes: number): void {
  const dice = new Dice(seed, 'mutation')
  let made = 0
  // Some rolls have nothing to change, such as a repository where there is none.
  for (let at = 0; made < changes && at < changes * 20 + 100; at++) {
    const change = changeAt(world, dice, at)
    if (!change) continue
    changeWorld(world, change)
    made++
  }
}
