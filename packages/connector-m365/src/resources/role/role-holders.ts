import { CredentialError, OpenCasbError, RateLimitError, UnexpectedAnswerError } from '@opencasb/core'
import type { Facet, FacetContext, FacetOutcome } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField, graphList } from '../graph-field.ts'
import { type RoleAssignment, roleAssignment } from './role-assignment.ts'

/** A user who holds a role, directly or as a member of a group. */
export interface RoleHolder {
  readonly id: string
  readonly userPrincipalName: string | undefined
  readonly userType: string | undefined
  readonly externalUserState: string | undefined
  readonly accountEnabled: boolean
  readonly onPremisesSyncEnabled: boolean | undefined
  /** Services that licences of the user cover, such as `exchange`. */
  readonly services: readonly string[]
}

const holderSchema: z.ZodType<RoleHolder> = z
  .object({
    id: graphField.id,
    userPrincipalName: graphField.text,
    userType: graphField.text,
    externalUserState: graphField.text,
    accountEnabled: z.boolean(),
    onPremisesSyncEnabled: graphField.flag,
    assignedPlans: graphList(z.object({ service: graphField.text, capabilityStatus: graphField.text })),
  })
  .transform(({ assignedPlans, ...holder }) => ({
    ...holder,
    services: assignedPlans.flatMap(({ service, capabilityStatus }) =>
      service !== undefined && capabilityStatus === 'Enabled' ? [service] : [],
    ),
  }))

const $select = 'id,userPrincipalName,userType,externalUserState,accountEnabled,onPremisesSyncEnabled,assignedPlans'

/**
 * The users behind an assignment: the user, or all members of the group. Applications and what was deleted are nobody.
 */
export const roleHolders: Facet<RoleAssignment, readonly RoleHolder[], M365Session> = defineFacet<
  RoleAssignment,
  readonly RoleHolder[],
  M365Session
>({
  name: 'm365.role-assignment.holders',
  of: roleAssignment,
  needs: graphNeeds(['User.Read.All', 'GroupMember.Read.All']),
  cost: { bucket: 'identity', itemsPerRequest: 20, unitsPerRequest: 20 },
  async fetch(item, context) {
    const outcome = (await fetchHolders([item], context)).get(item.id)
    if (outcome && 'value' in outcome) return outcome.value
    throw outcome?.error ?? new TypeError('an outcome for each item')
  },
  fetchMany: fetchHolders,
})

type Outcomes = ReadonlyMap<string, FacetOutcome<readonly RoleHolder[]>>

async function fetchHolders(
  items: readonly RoleAssignment[],
  { session, signal }: FacetContext<M365Session>,
): Promise<Outcomes> {
  const outcomes = new Map<string, FacetOutcome<readonly RoleHolder[]>>()
  const users = items.filter(({ principal }) => principal?.kind === 'user')
  const answers = await session.client.batch(
    users.map(({ principalId }) => ({
      path: `/users/${encodeURIComponent(principalId)}`,
      schema: holderSchema,
      query: { $select },
    })),
    signal,
  )
  for (const [index, { id }] of users.entries()) {
    const answer = answers[index]
    if (answer) outcomes.set(id, 'value' in answer ? { value: [answer.value] } : answer)
  }
  for (const item of items) {
    if (item.principal?.kind === 'user') continue
    outcomes.set(item.id, item.principal?.kind === 'group' ? await membersOf(item, session, signal) : { value: [] })
  }
  return outcomes
}

/** Groups that hold roles are few and small. */
async function membersOf(
  { principalId }: RoleAssignment,
  { client }: M365Session,
  signal: AbortSignal,
): Promise<FacetOutcome<readonly RoleHolder[]>> {
  const holders: RoleHolder[] = []
  const path = `/groups/${encodeURIComponent(principalId)}/transitiveMembers/microsoft.graph.user`
  const pages = client.list(path, { item: holderSchema, query: { $select, $top: 999 }, signal })
  try {
    for await (const { items, unreadable } of pages) {
      const [bad] = unreadable
      if (bad) return { error: unreadableMember(bad.message) }
      holders.push(...items)
    }
    return { value: holders }
  } catch (error) {
    if (!OpenCasbError.is(error) || RateLimitError.is(error) || CredentialError.is(error)) throw error
    return { error }
  }
}

function unreadableMember(message: string): OpenCasbError {
  return new UnexpectedAnswerError(`A member of the group cannot be read: ${message}`, { retryable: false })
}
