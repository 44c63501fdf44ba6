import { describe, expect, it } from 'vitest'
import { aRegistration } from '../../../tests/cases/things.ts'
import { allOf, fakeGraph, openFake, streamContext } from '../../../tests/fake-graph.ts'
import { authenticationMethods } from './authentication-methods.ts'
import { userRegistration } from './user-registration.ts'

describe('registered methods', () => {
  it('of a user without the fields that are judged are a gap for that user only', async () => {
    const good = { ...aRegistration(), lastUpdatedDateTime: 'x' }
    const session = await openFake(
      fakeGraph(({ url }) =>
        url.pathname.includes('/reports/')
          ? { body: { value: [good, { id: 'u-2', isAdmin: false, isMfaRegistered: null }] } }
          : undefined,
      ),
    )
    const pages = await allOf(userRegistration.collect(streamContext(session)))
    expect(pages).toMatchObject([{ items: [{ id: 'u-1' }], unreadable: [{ key: 'u-2', reason: 'unexpected-answer' }] }])
  })

  it('are read in detail only of those whose report names a kind that is worth it', async () => {
    const graph = fakeGraph(({ url }) =>
      url.pathname === '/v1.0/$batch'
        ? { body: { responses: [{ id: '0', status: 200, body: { value: [{ id: 'k', '@odata.type': '#x' }] } }] } }
        : undefined,
    )
    const session = await openFake(graph)
    const items = [
      aRegistration({ id: 'phone', methodsRegistered: ['mobilePhone'] }),
      aRegistration({ id: 'key', methodsRegistered: ['passKeyDeviceBound'] }),
    ]
    const outcomes = await authenticationMethods.fetchMany?.(items, streamContext(session))
    expect(outcomes?.get('phone')).toEqual({ value: [] })
    expect(outcomes?.get('key')).toMatchObject({ value: [{ id: 'k', type: '#x' }] })
    const batch = graph.requests.find(({ url }) => url.pathname.endsWith('$batch'))
    expect(JSON.parse(batch?.body ?? '{}')).toEqual({
      requests: [{ id: '0', method: 'GET', url: '/users/key/authentication/methods' }],
    })
  })
})
