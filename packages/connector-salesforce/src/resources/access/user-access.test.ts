import { DependencyError, FeatureUnavailableError } from '@opencasb/core'
import type { FacetContext } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import { aGroup, anAssignee, anAssignment, aSource, aUser } from '../../../tests/cases/access-things.ts'
import type { SalesforceSession } from '../../session.ts'
import type { Assignment } from './assignment.ts'
import { type PermissionBits, permissionBits, permissionsIn, shared } from './permission-bits.ts'
import { permissionExists } from './permission-exists.ts'
import type { PermissionSource } from './permission-source.ts'
import { type ReadUserAccess, type UserAccess, userAccess, usersWithAccess } from './user-access.ts'
import { gatherGrants, type UserGrants } from './user-grants.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

function usersOf(
  assignments: readonly Assignment[],
  sources: readonly PermissionSource[],
  known: Partial<Parameters<typeof usersWithAccess>[0]> = {},
): readonly UserAccess[] {
  const users = new Map<string, UserGrants>()
  for (const assignment of assignments) {
    const gathered = gatherGrants(assignment, users.get(assignment.userId))
    if (gathered) users.set(assignment.userId, gathered)
  }
  const tables = {
    users,
    sources: new Map(sources.map((source) => [source.id, source])),
    groups: new Map([['g', aGroup({ id: 'g' })]]),
    parts: new Map<string, readonly string[]>(),
    mutings: new Map<string, PermissionBits>(),
    ...known,
  }
  return [...usersWithAccess(tables, now)]
}

function held(user: UserAccess | undefined): string[] | undefined {
  return user && 'access' in user
    ? permissionsIn(shared(user.access.standing, user.asked)).map(({ name }) => name)
    : undefined
}

const powerful = aSource({ id: 's', permissions: permissionBits('AuthorApex', 'ApiEnabled') })

describe('users with access', () => {
  it('are those with a permission that few should have, each once', () => {
    const users = usersOf(
      [
        anAssignment({ sourceId: 's' }),
        anAssignment({ sourceId: 'harmless' }, { id: '0Pa2' }),
        anAssignment({ sourceId: 'harmless' }, { id: '0Pa3', assignee: anAssignee({ id: '0052' }) }),
      ],
      [powerful, aSource({ id: 'harmless' })],
    )
    expect(users).toHaveLength(1)
    // Whether the others have "API Enabled" was not asked for, so nothing is said of it here either.
    expect(held(users[0])).toEqual(['AuthorApex'])
  })

  it('are not those whose assignments do not count', () => {
    expect(usersOf([anAssignment({ sourceId: 's' }, { active: false })], [powerful])).toEqual([])
    expect(usersOf([anAssignment({ sourceId: 's', expiresAt: now - 1 })], [powerful])).toEqual([])
  })

  it('are all guests, with everything that is read of anybody', () => {
    const guest = anAssignee({ id: '0059', userType: 'Guest' })
    const api = aSource({ id: 'a', kind: 'profile', permissions: permissionBits('ApiEnabled') })
    expect(held(usersOf([anAssignment({ sourceId: 'a' }, { assignee: guest })], [api])[0])).toEqual(['ApiEnabled'])
    expect(held(usersOf([anAssignment({ sourceId: 's' }, { assignee: guest })], [aSource({ id: 's' })])[0])).toEqual([])
  })

  it.each(['AutomatedProcess', 'CloudIntegrationUser'])('are not the users of Salesforce itself: %s', (userType) => {
    const assignee = anAssignee({ userType })
    expect(usersOf([anAssignment({ sourceId: 's' }, { assignee })], [powerful])).toEqual([])
  })

  it('share what is the same for all who have the same', () => {
    const assignments = ['0051', '0052'].map((id) => anAssignment({ sourceId: 's' }, { assignee: anAssignee({ id }) }))
    const [one, other] = usersOf(assignments, [powerful])
    expect(one && 'access' in one && other && 'access' in other && one.access === other.access).toBe(true)
  })

  it('are a gap each where something of them cannot be read, and only they', () => {
    const unclear: Assignment = { id: '0Pa9', userId: '0059', unclear: 'IsActive' }
    const users = usersOf([anAssignment({ sourceId: 's' }), unclear], [powerful])
    expect(users.map(({ id }) => id)).toEqual(['005000000000001AAA', '0059'])
    expect(held(users[0])).toEqual(['AuthorApex'])
    const [, doubtful] = users
    expect(() => userAccess.asset(doubtful as ReadUserAccess)).toThrow(DependencyError)
    expect(() => userAccess.asset(doubtful as ReadUserAccess)).toThrow(/IsActive/)
  })

  it('are a gap each where a permission set that they have could not be read', () => {
    const sources = {
      get: (id: string) => {
        if (id === 's') throw new DependencyError('salesforce.permission-source s could not be read')
        return powerful
      },
    }
    const users = usersOf(
      [anAssignment({ sourceId: 's' }), anAssignment({ sourceId: 't' }, { assignee: anAssignee({ id: '0052' }) })],
      [],
      { sources: sources as never },
    )
    expect(users).toMatchObject(
      [{ unclear: /could not be read/ }, { id: '0052', username: 'user-1@acme.example' }].map((one) =>
        expect.objectContaining('unclear' in one ? { unclear: expect.stringMatching(one.unclear) } : one),
      ),
    )
  })

  it('are a gap where what they have is hidden from the integration user: that is not the same as nothing', () => {
    expect(usersOf([anAssignment({ sourceId: 'hidden' })], [])).toEqual([
      { id: '005000000000001AAA', unclear: expect.stringContaining('hidden') },
    ])
  })

  it('have an account as their asset', () => {
    expect(userAccess.asset(aUser())).toEqual({
      kind: 'account',
      id: '005000000000001AAA',
      name: 'user-1@acme.example',
      status: 'Standard',
    })
  })
})

describe('a permission that this organisation does not have', () => {
  const context = {} as FacetContext<SalesforceSession>
  const facet = permissionExists('BypassMFAForUiLogins')

  it('is a gap, not a permission that nobody holds', async () => {
    const user = aUser([], { asked: permissionBits('ModifyAllData') })
    await expect(facet.fetch(user, context)).rejects.toThrow(FeatureUnavailableError)
    const many = await facet.fetchMany?.([user], context)
    expect(many?.get(user.id)).toMatchObject({ error: { code: 'feature-unavailable' } })
  })

  it('is told from one that it has', async () => {
    await expect(facet.fetch(aUser(), context)).resolves.toBe(true)
  })

  it('is seen from the rows that were read', () => {
    const source = aSource({ id: 's', permissions: permissionBits('AuthorApex'), known: permissionBits('AuthorApex') })
    const [user] = usersOf([anAssignment({ sourceId: 's' })], [source])
    expect(user && 'asked' in user && user.asked).toEqual(permissionBits('AuthorApex'))
  })
})
