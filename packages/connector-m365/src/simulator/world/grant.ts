import type { AppRoleAssignment, OAuth2PermissionGrant } from '@microsoft/microsoft-graph-types'
import type { Dice } from '@opencasb/simulator-kit'
import { simulatedApis } from './api.ts'
import type { Moments } from './moments.ts'

/** A simulated consent. */
export interface SimulatedGrant {
  readonly index: number
  readonly id: string
  readonly graph: OAuth2PermissionGrant
}

/** A simulated application permission. */
export interface SimulatedRoleGrant {
  readonly index: number
  readonly id: string
  /** Index of the API. */
  readonly api: number
  readonly graph: AppRoleAssignment
}

/** How ids of others are told. */
export interface GrantContext {
  readonly dice: Dice
  readonly moments: Moments
  /** Service principals besides those of Microsoft's APIs. */
  readonly servicePrincipals: number
  readonly users: number
  principalId(index: number): string
  userId(index: number): string
}

const scopes = [
  'User.Read',
  'openid profile offline_access',
  'Mail.Read User.Read',
  'Files.ReadWrite.All',
  'User.Read Mail.Send',
] as const

/** Makes the consent with an index. */
export function makeGrant(index: number, id: string, context: GrantContext): SimulatedGrant {
  const { dice, servicePrincipals, users } = context
  const forAll = users === 0 || dice.chance(0.4, index, 1)
  return {
    index,
    id,
    graph: {
      id,
      clientId: context.principalId(
        simulatedApis.length + dice.between(0, Math.max(0, servicePrincipals - 1), index, 2),
      ),
      consentType: forAll ? 'AllPrincipals' : 'Principal',
      principalId: forAll ? null : context.userId(dice.between(0, Math.max(0, users - 1), index, 3)),
      resourceId: context.principalId(0),
      scope: dice.pick(scopes, index, 4),
    },
  }
}

/** Makes the application permission with an index. */
export function makeRoleGrant(index: number, id: string, context: GrantContext): SimulatedRoleGrant {
  const { dice, servicePrincipals } = context
  const api = dice.chance(0.8, index, 1) ? 0 : dice.between(1, simulatedApis.length - 1, index, 2)
  const roles = Object.values(simulatedApis[api]?.roles ?? {})
  const number = dice.between(0, Math.max(0, servicePrincipals - 1), index, 3)
  return {
    index,
    id,
    api,
    graph: {
      id,
      appRoleId: roles[dice.between(0, roles.length - 1, index, 4)] ?? '',
      createdDateTime: context.moments.daysAgo(dice.between(1, 900, index, 5)),
      principalDisplayName: `Enterprise application ${number}`,
      principalId: context.principalId(simulatedApis.length + number),
      principalType: 'ServicePrincipal',
      resourceDisplayName: simulatedApis[api]?.displayName ?? '',
      resourceId: context.principalId(api),
    },
  }
}
