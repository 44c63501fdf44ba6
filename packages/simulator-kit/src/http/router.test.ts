import { describe, expect, it } from 'vitest'
import { Router } from './router.ts'

const permissions = {
  'GET /users': 'users',
  'GET /users/{user}': 'user',
  'GET /users/delta': 'delta',
  'GET /groups/{group}:search': 'search',
  'GET /groups/{group}': 'group',
  'GET /groups/{group}/members': 'members',
  'GET /{kind}/{id}/settings': 'settings',
  'GET /sites/getByPath(path={path})': 'path',
} as const
const routes = Object.keys(permissions).map((route) => ({ route }))

function matched(path: string) {
  const { route, permission, parameters } = new Router(routes, permissions).match('GET', path.split('/').slice(1)) ?? {}
  return route && [permission, parameters]
}

describe('the router', () => {
  it('takes literal words before parameters', () => {
    expect(matched('/users/delta')).toEqual(['delta', {}])
    expect(matched('/users/delta-1')).toEqual(['user', { user: 'delta-1' }])
  })

  it('reads parameters with text around them', () => {
    expect(matched('/groups/a:b:search')).toEqual(['search', { group: 'a:b' }])
    expect(matched('/groups/:search')).toEqual(['group', { group: ':search' }])
    expect(matched('/sites/getByPath(path=x)')).toEqual(['path', { path: 'x' }])
  })

  it('goes back where a literal word leads nowhere, and keeps no parameter of the wrong way', () => {
    expect(matched('/users/7/settings')).toEqual(['settings', { kind: 'users', id: '7' }])
    expect(matched('/groups/7/settings')).toEqual(['settings', { kind: 'groups', id: '7' }])
  })

  it('finds nothing for another method or a longer path', () => {
    expect(matched('/users/7/other')).toBeUndefined()
    expect(new Router(routes, permissions).match('POST', ['users'])).toBeUndefined()
  })

  it('refuses to be made of a route that nobody says the permission of', () => {
    expect(() => new Router([{ route: 'GET /teams' }], permissions)).toThrow('nobody says what GET /teams takes')
  })
})
