import type { Index } from '@opencasb/core/connector'
import { defineIndex } from '@opencasb/core/connector'
import type { SalesforceSession } from '../../session.ts'
import { type Assignment, assignment } from './assignment.ts'

/** How many active users were given something directly. */
export interface SourceHolders {
  /** For good. */
  readonly standing: number
  /** With an end. */
  readonly temporary: number
}

/** Assignments of which nobody can tell what was assigned are counted under this key. */
export const unclearSource = 'unclear'

/**
 * How many active users have each profile, permission set and group, by the id of its permission set. Told of those
 * only that give one of the permissions that are read of users, see {@link assignment}.
 */
export const sourceHolders: Index<Assignment, SourceHolders> = defineIndex<
  Assignment,
  SourceHolders,
  SalesforceSession
>({
  name: 'salesforce.source-holders',
  of: assignment,
  by: (item) => ('unclear' in item ? unclearSource : (item.grant.sourceId ?? item.grant.groupId ?? unclearSource)),
  pick: (item, { standing, temporary } = { standing: 0, temporary: 0 }) => {
    if ('unclear' in item) return { standing: standing + 1, temporary }
    if (!item.active) return standing + temporary > 0 ? { standing, temporary } : undefined
    return item.grant.expiresAt === undefined
      ? { standing: standing + 1, temporary }
      : { standing, temporary: temporary + 1 }
  },
})
