import type { User as GraphUser } from '@microsoft/microsoft-graph-types'
import type { Dice } from '@opencasb/simulator-kit'
import type { Moments } from './moments.ts'

/** One method that a user has registered. */
export interface SimulatedMethod {
  readonly kind: 'fido2' | 'hello' | 'pass' | 'phone' | 'authenticator'
  readonly good: boolean
}

/** A simulated user: what Graph answers, and what it keeps elsewhere. */
export interface SimulatedUser {
  readonly index: number
  readonly id: string
  readonly graph: GraphUser
  readonly methods: readonly SimulatedMethod[]
  /** What its licences cover. */
  readonly services: readonly string[]
}

/** What users are made with. */
export interface UserContext {
  readonly dice: Dice
  readonly moments: Moments
  readonly hybrid: boolean
  /** More than a few hundred users have rarely anything special. */
  readonly many: boolean
}

/** Makes the user with an index. The first two are emergency accounts that were made in the cloud. */
export function makeUser(index: number, id: string, context: UserContext): SimulatedUser {
  const { dice } = context
  const odd = (salt: number, often = 0.25): boolean => dice.chance(context.many ? often / 25 : often, index, salt)
  const isAdmin = index < 14
  const external = !isAdmin ? dice.chance(0.2, index, 1) : index === 9
  const common = commonFields(index, id, context, external)
  const synced = context.hybrid && !external && index > 1 && dice.chance(0.5, index, 2)
  return {
    index,
    id,
    graph: {
      ...common,
      ...(synced ? syncedFields(index, context) : {}),
      accountEnabled: index === 11 ? false : !odd(3, 0.15),
      passwordPolicies: odd(4)
        ? odd(5, 0.5)
          ? 'DisablePasswordExpiration, DisableStrongPassword'
          : 'DisableStrongPassword'
        : odd(6)
          ? 'DisablePasswordExpiration'
          : null,
      legalAgeGroupClassification: odd(7)
        ? dice.pick(['Adult', 'NotAdult', 'MinorWithParentalConsent'], index, 8)
        : null,
    },
    methods: methodsOf(index, context, external),
    services: dice.chance(0.6, index, 9) && index > 1 ? ['exchange', 'SharePoint'] : ['AADPremiumService'],
  }
}

function commonFields(index: number, id: string, { dice, moments }: UserContext, external: boolean): GraphUser {
  const name = `user-${index}`
  const createdDateTime = moments.daysAgo(dice.between(1, 900, index, 20))
  if (external) {
    const pending = dice.chance(0.3, index, 21)
    return {
      id,
      displayName: `Guest ${index}`,
      userPrincipalName: `${name}_example.net#EXT#@acme.onmicrosoft.com`,
      userType: dice.chance(0.85, index, 22) ? 'Guest' : 'Member',
      createdDateTime,
      externalUserState: pending ? 'PendingAcceptance' : 'Accepted',
      lastPasswordChangeDateTime: null,
      proxyAddresses: [`SMTP:${name}@example.net`],
      signInActivity: pending ? null : signIns(index, dice, moments),
    }
  }
  const aliases = dice.chance(0.2, index, 23) ? [`smtp:sales-${index}@acme.example`] : []
  return {
    id,
    displayName: `User ${index}`,
    userPrincipalName: `${name}@acme.example`,
    userType: 'Member',
    createdDateTime,
    externalUserState: null,
    lastPasswordChangeDateTime: moments.daysAgo(dice.between(1, 250, index, 24)),
    proxyAddresses: [`SMTP:${name}@acme.example`, `smtp:${name}@acme.onmicrosoft.com`, ...aliases],
    signInActivity: dice.chance(0.1, index, 25) ? null : signIns(index, dice, moments),
  }
}

function signIns(index: number, dice: Dice, moments: Moments): NonNullable<GraphUser['signInActivity']> {
  const days = dice.chance(0.8, index, 30) ? dice.between(0, 60, index, 31) : dice.between(100, 700, index, 32)
  return {
    lastSignInDateTime: moments.daysAgo(days),
    lastNonInteractiveSignInDateTime: moments.daysAgo(days + 1),
    lastSuccessfulSignInDateTime: moments.daysAgo(days),
  }
}

function syncedFields(index: number, { dice, moments, many }: UserContext): GraphUser {
  const broken = dice.chance(many ? 0.005 : 0.15, index, 40)
  return {
    onPremisesSyncEnabled: !dice.chance(0.15, index, 41),
    onPremisesLastSyncDateTime: moments.daysAgo(dice.chance(0.7, index, 42) ? dice.between(0, 3, index, 43) : 20),
    onPremisesProvisioningErrors: broken
      ? [
          {
            category: 'PropertyConflict',
            occurredDateTime: moments.daysAgo(3),
            propertyCausingError: 'UserPrincipalName',
            value: `user-${index}@acme.example`,
          },
        ]
      : [],
  }
}

function methodsOf(index: number, { dice, many }: UserContext, external: boolean): readonly SimulatedMethod[] {
  const methods: SimulatedMethod[] = []
  const rarely = many ? 0.004 : 0.25
  const add = (kind: SimulatedMethod['kind'], often: number, salt: number): void => {
    if (dice.chance(often, index, salt)) methods.push({ kind, good: dice.chance(0.5, index, salt + 1) })
  }
  if (!external) {
    add('fido2', index < 14 ? 0.5 : rarely, 50)
    add('hello', rarely, 52)
    add('pass', rarely, 54)
  }
  add('phone', 0.5, 56)
  add('authenticator', 0.6, 58)
  return methods
}
