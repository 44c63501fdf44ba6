import type { ServicePrincipal as GraphServicePrincipal } from '@microsoft/microsoft-graph-types'
import type { Dice } from '@opencasb/simulator-kit'
import { type SimulatedApi, simulatedApis } from './api.ts'
import { appIdOf } from './application.ts'
import type { Moments } from './moments.ts'

/** A simulated service principal. */
export interface SimulatedServicePrincipal {
  readonly index: number
  readonly id: string
  readonly graph: GraphServicePrincipal
}

/** The tenant of Microsoft's own applications. */
const microsoft = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'
const otherMaker = '0f3c1f5e-0000-4000-8000-00000000beef'

/** What service principals are made with. */
export interface ServicePrincipalContext {
  readonly dice: Dice
  readonly moments: Moments
  readonly seed: number
  readonly tenantId: string
  /** App registrations of the tenant: each has a service principal. */
  readonly applications: number
}

/** Makes the service principal with an index: Microsoft's APIs, those of the tenant's own applications, then others. */
export function makeServicePrincipal(
  index: number,
  id: string,
  context: ServicePrincipalContext,
): SimulatedServicePrincipal {
  const api = simulatedApis[index]
  return { index, id, graph: api ? apiFields(id, api) : appFields(index, id, context) }
}

function apiFields(id: string, { appId, displayName, roles }: SimulatedApi): GraphServicePrincipal {
  return {
    id,
    appId,
    displayName,
    accountEnabled: true,
    appOwnerOrganizationId: microsoft,
    appRoleAssignmentRequired: false,
    servicePrincipalType: 'Application',
    disabledByMicrosoftStatus: null,
    preferredSingleSignOnMode: null,
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    passwordCredentials: [],
    keyCredentials: [],
    appRoles: Object.entries(roles).map(([value, roleId]) => ({
      id: roleId,
      value,
      displayName: value,
      isEnabled: true,
      allowedMemberTypes: ['Application'],
    })),
  }
}

function appFields(
  index: number,
  id: string,
  { dice, moments, seed, tenantId, applications }: ServicePrincipalContext,
): GraphServicePrincipal {
  const number = index - simulatedApis.length
  const own = number < applications && dice.chance(0.7, index, 1)
  const verified = !own && dice.chance(0.5, index, 2)
  const credential = {
    keyId: appIdOf(seed + 1, index),
    displayName: 'added',
    startDateTime: moments.daysAgo(50),
    endDateTime: moments.inDays(300),
  }
  return {
    id,
    appId: appIdOf(seed, number),
    displayName: `Enterprise application ${number}`,
    accountEnabled: !dice.chance(0.15, index, 3),
    appOwnerOrganizationId: own ? tenantId : otherMaker,
    appRoleAssignmentRequired: dice.chance(0.5, index, 4),
    servicePrincipalType: 'Application',
    disabledByMicrosoftStatus: dice.chance(0.1, index, 5) ? 'DisabledDueToViolationOfServicesAgreement' : null,
    preferredSingleSignOnMode: dice.chance(0.2, index, 6) ? 'saml' : null,
    verifiedPublisher: verified
      ? { displayName: 'Example Publisher', verifiedPublisherId: '1234567', addedDateTime: moments.daysAgo(400) }
      : { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    passwordCredentials: dice.chance(0.15, index, 7) ? [credential] : [],
    keyCredentials: [],
    appRoles: [],
  }
}
