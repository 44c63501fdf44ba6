import type { Index } from '@opencasb/core/connector'
import { defineIndex } from '@opencasb/core/connector'
import type { SalesforceSession } from '../../session.ts'
import { type Assignee, type Assignment, assignment, type Grant } from './assignment.ts'

/** What one user was given. */
export interface UserGrants {
  /** Absent where no assignment of the user could be read. */
  readonly assignee?: Assignee
  readonly grants: readonly Grant[]
  /** What could not be read of an assignment: without it nobody can tell what the user may do. */
  readonly unclear?: string
}

/** Gathers the assignments of each user. */
export const userGrants: Index<Assignment, UserGrants> = defineIndex<Assignment, UserGrants, SalesforceSession>({
  name: 'salesforce.user-grants',
  of: assignment,
  by: ({ userId }) => userId,
  pick: gatherGrants,
})

/** Adds an assignment to those of the same user. */
export function gatherGrants(item: Assignment, previous: UserGrants | undefined): UserGrants | undefined {
  if ('unclear' in item) return { grants: [], ...previous, unclear: item.unclear }
  if (!item.active) return previous
  return { ...previous, assignee: item.assignee, grants: [...(previous?.grants ?? []), item.grant] }
}
