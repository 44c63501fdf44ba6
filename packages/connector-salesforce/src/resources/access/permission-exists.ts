import { FeatureUnavailableError } from '@opencasb/core'
import type { Facet, FacetOutcome } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import type { SalesforceSession } from '../../session.ts'
import { overlap, permissionBits } from './permission-bits.ts'
import { type ReadUserAccess, userAccess } from './user-access.ts'

/**
 * That a permission exists in this organisation, for checks of a permission that comes with an edition or an add-on:
 * where Salesforce has no field for it, there is nothing to judge, and that is not the same as nobody having it.
 */
export function permissionExists(name: string): Facet<ReadUserAccess, true, SalesforceSession> {
  const bit = permissionBits(name)
  const outcome = ({ asked }: ReadUserAccess): FacetOutcome<true> =>
    overlap(asked, bit)
      ? { value: true }
      : { error: new FeatureUnavailableError(`This organisation has no field for ${name}`) }
  return defineFacet<ReadUserAccess, true, SalesforceSession>({
    name: `salesforce.user-access.has-${name}`,
    of: userAccess,
    needs: userAccess.needs,
    fetch: async (user) => {
      const found = outcome(user)
      if ('error' in found) throw found.error
      return found.value
    },
    fetchMany: async (users) => new Map(users.map((user) => [user.id, outcome(user)])),
  })
}
