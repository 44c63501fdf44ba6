import { PermissionError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { anAssignment } from '../../../tests/cases/things.ts'
import { fakeGraph, openFake, streamContext } from '../../../tests/fake-graph.ts'
import { roleHolders } from './role-holders.ts'

const person = { id: 'u-9', userPrincipalName: 'user-9@acme.example', accountEnabled: true, assignedPlans: [] }
const group = anAssignment({ id: 'a-2', principalId: 'g-1', principal: { id: 'g-1', kind: 'group', name: 'Admins' } })
const gone = anAssignment({ id: 'a-3', principal: undefined })

describe('holders of a role', () => {
  it('are the user, the members of the group, and nobody where the holder was deleted', async () => {
    const graph = fakeGraph(({ url }) => {
      if (url.pathname.endsWith('$batch')) {
        return { body: { responses: [{ id: '0', status: 200, body: { ...person, id: 'u-1' } }] } }
      }
      return url.pathname.includes('/transitiveMembers/') ? { body: { value: [person] } } : undefined
    })
    const session = await openFake(graph)
    const outcomes = await roleHolders.fetchMany?.([anAssignment(), group, gone], streamContext(session))
    expect(outcomes?.get('a-1')).toMatchObject({ value: [{ id: 'u-1', services: [] }] })
    expect(outcomes?.get('a-2')).toMatchObject({ value: [{ id: 'u-9' }] })
    expect(outcomes?.get('a-3')).toEqual({ value: [] })
  })

  it('of a group are unknown where one member cannot be read, or none may be', async () => {
    const hidden = fakeGraph(({ url }) =>
      url.pathname.includes('/transitiveMembers/') ? { body: { value: [person, { id: 'u-10' }] } } : undefined,
    )
    const half = await roleHolders.fetchMany?.([group], streamContext(await openFake(hidden)))
    expect(half?.get('a-2')).toMatchObject({ error: { code: 'unexpected-answer' } })
    const denied = fakeGraph(({ url }) =>
      url.pathname.includes('/transitiveMembers/')
        ? { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: '' } } }
        : undefined,
    )
    const none = (await roleHolders.fetchMany?.([group], streamContext(await openFake(denied))))?.get('a-2')
    expect(none && 'error' in none && PermissionError.is(none.error)).toBe(true)
  })
})
