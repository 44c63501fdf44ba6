import type { Domain as GraphDomain } from '@microsoft/microsoft-graph-types'
import { Dice, type Revision, StableIds } from '@opencasb/simulator-kit'
import type { M365WorldOptions, SimulatedPlan } from '../options.ts'
import { simulatedApis } from './api.ts'
import { makeApplication, type SimulatedApplication } from './application.ts'
import { makeDomains } from './domain.ts'
import { Drives } from './drives.ts'
import { makeGrant, makeRoleGrant, type SimulatedGrant, type SimulatedRoleGrant } from './grant.ts'
import { makeGroup, type SimulatedGroup } from './group.ts'
import { makeMailbox, type SimulatedMailbox } from './mailbox.ts'
import { Moments } from './moments.ts'
import { makeRole, type SimulatedRole } from './role.ts'
import { makeServicePrincipal, type SimulatedServicePrincipal } from './service-principal.ts'
import { TenantPolicies } from './tenant-policies.ts'
import { Tracked } from './tracked.ts'
import { makeUser, type SimulatedUser } from './user.ts'

/** What a world is made of. */
export interface WorldParts {
  readonly seed: number
  readonly options: M365WorldOptions
  /** The moment that dates are counted from, milliseconds since 1970. */
  readonly epoch: number
}

/** Settings of the tenant as a whole. */
export interface TenantSettings {
  readonly technicalNotificationMails: readonly string[]
  readonly onPremisesLastSyncDateTime: string | null
}

/** Everything that a simulated tenant holds. The same seed and options make the same one. */
export class M365World {
  readonly seed: number
  readonly tenantId: string
  readonly tenantName = 'Acme'
  readonly plan: SimulatedPlan
  readonly hybrid: boolean
  readonly pageSize: number
  readonly moments: Moments
  readonly revision: Revision = { value: 0 }
  readonly users: Tracked<SimulatedUser>
  readonly groups: Tracked<SimulatedGroup>
  readonly applications: Tracked<SimulatedApplication>
  readonly servicePrincipals: Tracked<SimulatedServicePrincipal>
  readonly grants: Tracked<SimulatedGrant>
  readonly roleGrants: Tracked<SimulatedRoleGrant>
  readonly roles: Tracked<SimulatedRole>
  readonly policies: TenantPolicies
  readonly drives: Drives
  readonly mailboxes: Tracked<SimulatedMailbox>
  domains: readonly GraphDomain[]
  settings: TenantSettings
  /** Change feeds that were started before have ended; counts up. */
  feedGeneration = 0

  constructor({ seed, options, epoch }: WorldParts) {
    const { users = 0, groups = 0, applications = 0, servicePrincipals = 0, hybrid = false } = options
    const dice = (name: string): Dice => new Dice(seed, name)
    const { revision } = this
    const moments = new Moments(epoch)
    this.seed = seed
    this.moments = moments
    this.plan = options.plan ?? 'p2'
    this.hybrid = hybrid
    this.pageSize = options.pageSize ?? Number.POSITIVE_INFINITY
    const tenantId = new StableIds(seed, 'tenant').uuid(0)
    this.tenantId = tenantId
    this.policies = new TenantPolicies({ seed, moments, policies: options.policies ?? 0 })
    this.domains = makeDomains(options.domains ?? 0)
    this.settings = {
      technicalNotificationMails: seed % 2 === 0 ? ['it@acme.example'] : [],
      onPremisesLastSyncDateTime: hybrid ? moments.daysAgo(seed % 2 === 0 ? 0 : 4) : null,
    }
    const userContext = { dice: dice('users'), moments, hybrid, many: users > 1000 }
    this.users = new Tracked(seed, 'user', users, revision, (index, id) => makeUser(index, id, userContext))
    const { oneDrives = 0, sites = 0, itemsPerDrive = 0 } = options
    this.drives = new Drives({ seed, revision, users, oneDrives, sites, itemsPerDrive })
    const mailboxDice = dice('mailboxes')
    this.mailboxes = new Tracked(seed, 'mailbox', users, revision, (index) =>
      makeMailbox(index, mailboxDice, users > 1000),
    )
    const groupDice = dice('groups')
    this.groups = new Tracked(seed, 'group', groups, revision, (index, id) => makeGroup(index, id, groupDice))
    const appContext = { dice: dice('applications'), moments, seed }
    this.applications = new Tracked(seed, 'application', applications, revision, (index, id) =>
      makeApplication(index, id, appContext),
    )
    const principalContext = { dice: dice('service principals'), moments, seed, tenantId, applications }
    this.servicePrincipals = new Tracked(
      seed,
      'service principal',
      simulatedApis.length + servicePrincipals,
      revision,
      (index, id) => makeServicePrincipal(index, id, principalContext),
    )
    const grantContext = (name: string) => ({
      dice: dice(name),
      moments,
      users,
      servicePrincipals,
      principalId: (index: number) => this.servicePrincipals.idOf(index),
      userId: (index: number) => this.users.idOf(index),
    })
    const consents = grantContext('consents')
    this.grants = new Tracked(seed, 'consent', options.permissionGrants ?? 0, revision, (index, id) =>
      makeGrant(index, id, consents),
    )
    const held = grantContext('app roles')
    this.roleGrants = new Tracked(seed, 'app role', options.appRoleAssignments ?? 0, revision, (index, id) =>
      makeRoleGrant(index, id, held),
    )
    const roleDice = dice('roles')
    this.roles = new Tracked(seed, 'role', options.roleAssignments ?? 0, revision, (index, id) =>
      makeRole(index, id, roleDice, moments),
    )
  }
}
