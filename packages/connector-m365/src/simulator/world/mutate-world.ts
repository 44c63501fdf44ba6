import type { ServicePrincipal as GraphServicePrincipal, User as GraphUser } from '@microsoft/microsoft-graph-types'
import { Dice } from '@opencasb/simulator-kit'
import { simulatedApis } from './api.ts'
import { changeDrive, changeMailbox } from './mutate-files-and-mail.ts'
import type { Tracked } from './tracked.ts'
import type { M365World } from './world.ts'

type Change = (world: M365World, dice: Dice, at: number) => void

/** Indices below this are administrators, Microsoft's APIs and groups that hold roles: others lean on them. */
const kept = 14

function anyOf<T extends object>({ items }: Tracked<T>, dice: Dice, at: number, from = kept): number | undefined {
  if (items.count <= from) return undefined
  return items.indexAt(dice.between(from, items.count - 1, at, 1))
}

function changeUser(world: M365World, dice: Dice, at: number): void {
  const index = anyOf(world.users, dice, at, 2)
  const user = index === undefined ? undefined : world.users.items.get(index)
  if (index === undefined || !user) return
  const changes: Partial<GraphUser> = dice.pick<readonly [Partial<GraphUser>, ...Partial<GraphUser>[]]>(
    [
      { accountEnabled: !user.graph.accountEnabled },
      { passwordPolicies: user.graph.passwordPolicies ? null : 'DisablePasswordExpiration' },
      { displayName: `Renamed ${at}` },
      { legalAgeGroupClassification: user.graph.legalAgeGroupClassification ? null : 'NotAdult' },
      { proxyAddresses: [`SMTP:user-${index}@acme.example`, `smtp:new-${at}@acme.example`] },
    ],
    at,
    2,
  )
  world.users.change(index, {
    graph: { ...user.graph, ...changes },
  })
}

function changeGroup(world: M365World, dice: Dice, at: number): void {
  const index = anyOf(world.groups, dice, at, 2)
  const group = index === undefined ? undefined : world.groups.items.get(index)
  if (index === undefined || !group) return
  const visibility = group.graph.visibility === 'Public' ? 'Private' : 'Public'
  world.groups.change(index, { graph: { ...group.graph, visibility } })
}

function changePrincipal(world: M365World, dice: Dice, at: number): void {
  const index = anyOf(world.servicePrincipals, dice, at, simulatedApis.length)
  const principal = index === undefined ? undefined : world.servicePrincipals.items.get(index)
  if (index === undefined || !principal) return
  const changes = dice.pick<readonly [Partial<GraphServicePrincipal>, ...Partial<GraphServicePrincipal>[]]>(
    [
      { accountEnabled: !principal.graph.accountEnabled },
      { appRoleAssignmentRequired: !principal.graph.appRoleAssignmentRequired },
      { passwordCredentials: [] },
    ],
    at,
    2,
  )
  world.servicePrincipals.change(index, {
    graph: { ...principal.graph, ...changes },
  })
}

function changeApplication(world: M365World, dice: Dice, at: number): void {
  const index = anyOf(world.applications, dice, at, 0)
  const application = index === undefined ? undefined : world.applications.items.get(index)
  if (index === undefined || !application) return
  if (dice.chance(0.5, at, 2)) world.applications.change(index, { owners: application.owners.length > 0 ? [] : [9] })
  else world.applications.change(index, { graph: { ...application.graph, passwordCredentials: [] } })
}

function changeRole(world: M365World, dice: Dice, at: number): void {
  const index = anyOf(world.roles, dice, at, 2)
  const role = index === undefined ? undefined : world.roles.items.get(index)
  if (index === undefined || !role) return
  if (dice.chance(0.4, at, 2)) world.roles.remove(index)
  else world.roles.change(index, { kind: role.kind === 'activated' ? 'assigned' : 'activated' })
}

const changes: readonly Change[] = [
  changeUser,
  changeUser,
  changeGroup,
  changePrincipal,
  changeApplication,
  changeRole,
  (world, dice, at) => world.policies.mutate(dice, at),
  (world, dice, at) => world.policies.mutate(dice, at),
  (world) => void world.users.add(),
  (world) => void world.groups.add(),
  (world, dice, at) => removeOne(world.users, dice, at),
  (world, dice, at) => removeOne(world.groups, dice, at),
  (world, dice, at) => removeOne(world.applications, dice, at),
  (world, dice, at) => removeOne(world.servicePrincipals, dice, at),
  (world, dice, at) => removeOne(world.grants, dice, at),
  (world, dice, at) => removeOne(world.roleGrants, dice, at),
  changeDrive,
  changeDrive,
  changeDrive,
  changeMailbox,
  (world, dice, at) => {
    const contact = dice.chance(0.5, at, 2) ? ['it@acme.example'] : []
    const onPremisesLastSyncDateTime = world.hybrid ? world.moments.daysAgo(dice.chance(0.5, at, 3) ? 0 : 5) : null
    world.settings = { technicalNotificationMails: contact, onPremisesLastSyncDateTime }
  },
]

function removeOne<T extends object>(tracked: Tracked<T>, dice: Dice, at: number): void {
  const index = anyOf(tracked, dice, at)
  if (index !== undefined) tracked.remove(index)
}

/** Changes a world at random but reproducibly. */
export function mutateWorld(world: M365World, seed: number, count: number): void {
  const dice = new Dice(seed, 'mutations')
  for (let at = 0; at < count; at++) changes[dice.between(0, changes.length - 1, at, 0)]?.(world, dice, at)
}
