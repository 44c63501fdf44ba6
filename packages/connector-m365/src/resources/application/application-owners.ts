import type { Facet, FacetOutcome } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { type Application, application } from './application.ts'

/** Somebody who may change an application and its credentials. */
export interface ApplicationOwner {
  readonly id: string
  readonly name: string
  readonly userType: string | undefined
  readonly userPrincipalName: string | undefined
  /** Undefined where the owner is no account, or Graph does not tell. */
  readonly accountEnabled: boolean | undefined
}

const ownersSchema: z.ZodType<readonly ApplicationOwner[]> = z
  .object({
    value: z.array(
      z.object({
        id: graphField.id,
        displayName: graphField.text,
        userType: graphField.text,
        userPrincipalName: graphField.text,
        accountEnabled: graphField.flag,
      }),
    ),
  })
  .transform(({ value }) =>
    value.map(({ displayName, ...owner }) => ({ ...owner, name: owner.userPrincipalName || displayName || owner.id })),
  )

const $select = 'id,displayName,userPrincipalName,userType,accountEnabled'
const pathOf = ({ id }: Application): string => `/applications/${encodeURIComponent(id)}/owners`

/**
 * Owners of an application; one page holds a hundred, the most that an application can have.
 * @see https://learn.microsoft.com/en-us/graph/api/application-list-owners
 */
export const applicationOwners: Facet<Application, readonly ApplicationOwner[], M365Session> = defineFacet<
  Application,
  readonly ApplicationOwner[],
  M365Session
>({
  name: 'm365.application.owners',
  of: application,
  needs: graphNeeds(['Application.Read.All']),
  cost: { bucket: 'identity', itemsPerRequest: 20, unitsPerRequest: 20 },
  fetch: async (item, { session, signal }) =>
    (await session.client.get(pathOf(item), ownersSchema, signal, { query: { $select } })).data,
  async fetchMany(items, { session, signal }) {
    const outcomes = new Map<string, FacetOutcome<readonly ApplicationOwner[]>>()
    const requests = items.map((item) => ({ path: pathOf(item), schema: ownersSchema, query: { $select } }))
    const answers = await session.client.batch(requests, signal)
    for (const [index, { id }] of items.entries()) {
      const answer = answers[index]
      if (answer) outcomes.set(id, answer)
    }
    return outcomes
  },
})
