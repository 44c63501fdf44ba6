import { NotFoundError, UnexpectedAnswerError } from '@opencasb/core'
import type { Facet, FacetOutcome } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicy } from './policy.ts'

const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
const anything = z.looseObject({ id: z.string() })

/** Ids of the users and groups that a policy names. */
function namedBy({ conditions: { users } }: ConditionalAccessPolicy): readonly string[] {
  const sides = users ? [users.include, users.exclude] : []
  const ids = sides.flatMap((side) => [...side.users, ...side.groups]).filter((id) => guid.test(id))
  return [...new Set(ids)]
}

/**
 * Users and groups that policies name and that do not exist any more, by policy. Each is asked for once. That one is gone
 * is told inside a batch: an answer that is lost as a whole says nothing about anybody.
 */
async function findMissing(
  policies: readonly ConditionalAccessPolicy[],
  session: M365Session,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FacetOutcome<readonly string[]>>> {
  const ids = [...new Set(policies.flatMap(namedBy))]
  const requests = ids.map((id) => ({
    path: `/directoryObjects/${encodeURIComponent(id)}`,
    schema: anything,
    query: { $select: 'id' },
  }))
  const answers = requests.length > 0 ? await session.client.batch(requests, signal) : []
  const found = new Map(ids.map((id, at) => [id, answers[at]]))
  return new Map(policies.map((policy) => [policy.id, missingOf(namedBy(policy), found)]))
}

function missingOf(
  ids: readonly string[],
  found: ReadonlyMap<string, FacetOutcome<unknown> | undefined>,
): FacetOutcome<readonly string[]> {
  const missing: string[] = []
  for (const id of ids) {
    const outcome = found.get(id)
    if (!outcome) return { error: new UnexpectedAnswerError(`Microsoft did not answer whether ${id} exists`) }
    if ('value' in outcome) continue
    if (!NotFoundError.is(outcome.error)) return outcome
    missing.push(id)
  }
  return { value: missing }
}

/**
 * Users and groups that a policy names and that do not exist any more.
 * @see https://learn.microsoft.com/graph/api/directoryobject-get
 */
export const missingPrincipals: Facet<ConditionalAccessPolicy, readonly string[], M365Session> = defineFacet<
  ConditionalAccessPolicy,
  readonly string[],
  M365Session
>({
  name: 'm365.conditional-access-policy.missing-principals',
  of: conditionalAccessPolicy,
  needs: graphNeeds(['Directory.Read.All']),
  cost: { bucket: 'identity', itemsPerRequest: 5, unitsPerRequest: 20 },
  async fetch(policy, { session, signal }) {
    const outcome = (await findMissing([policy], session, signal)).get(policy.id)
    if (outcome && 'value' in outcome) return outcome.value
    throw outcome?.error ?? new UnexpectedAnswerError('Microsoft did not answer which users and groups exist')
  },
  fetchMany: (policies, { session, signal }) => findMissing(policies, session, signal),
})
