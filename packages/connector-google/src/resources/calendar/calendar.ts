import type { Page, ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { readScopedUsers, type ScopedUser } from '../drive/scoped-user.ts'

/** The primary calendar of a user. Who may see it is read in the user's name. */
export type Calendar = ScopedUser

/**
 * Primary calendars of the users in scope. Those of suspended and archived users stay shared as they were, but Google
 * lets nobody ask in their name.
 */
export const calendar: ResourceType<Calendar, GoogleSession> = defineResource<Calendar, GoogleSession>({
  name: 'google.calendar',
  needs: googleNeeds('admin.directory.user.readonly'),
  order: 'unstable',
  cost: { bucket: 'directory', itemsPerRequest: 500 },
  key: ({ id }) => id,
  asset: ({ id, email, status }) => ({
    kind: 'account',
    id,
    name: email,
    url: 'https://calendar.google.com/calendar/r/settings',
    status,
  }),
  partitions: customerPartition,
  async *collect(context) {
    for await (const page of readScopedUsers(context)) yield withoutSuspended(page)
  },
})

function withoutSuspended(page: Page<Calendar>): Page<Calendar> {
  const readable = page.items.filter(({ status }) => status === 'active')
  const others = page.items.filter(({ status }) => status !== 'active')
  return {
    ...page,
    items: readable,
    unreadable: [
      ...(page.unreadable ?? []),
      ...others.map(({ id, status }) => ({
        key: id,
        reason: 'feature-unavailable' as const,
        message: `The user is ${status}: the calendar stays shared as it was, but Google does not tell with whom`,
      })),
    ],
  }
}
