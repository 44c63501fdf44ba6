import { describe, expect, it } from 'vitest'
import { type Grant, parsePermissions } from './grant.ts'
import { acceptedHeaders, isEnough, type Permission } from './permission.ts'

function grant(kind: Grant['kind'], permissions: readonly string[]): Grant {
  const classic = kind === 'pat-classic'
  return {
    kind,
    account: 'x',
    id: 1,
    scopes: new Set(classic ? permissions : []),
    permissions: classic ? new Map() : parsePermissions(permissions),
    organizations: new Set(['acme']),
    expiresAt: undefined,
  }
}

const hooks: Permission = {
  classic: [['admin:org_hook']],
  app: [['organization_hooks:read']],
}
const collaborators: Permission = { classic: [['read:org'], ['repo']], classicPublic: [], app: [['metadata:read']] }

describe('permissions', () => {
  it.each([
    ['pat-classic', ['admin:org_hook'], hooks, true],
    ['pat-classic', ['admin:org'], hooks, false],
    ['pat-classic', ['admin:org', 'repo'], collaborators, true],
    ['pat-classic', ['repo'], collaborators, false],
    ['github-app', ['organization_hooks:write'], hooks, true],
    ['github-app', ['organization_hooks:read'], hooks, true],
    ['github-app', ['members:write'], hooks, false],
    ['pat-fine-grained', ['organization_hooks:read'], { ...hooks, fineGrained: 'never' }, false],
  ] as const)('%s with %j: higher levels and scopes include lower ones', (kind, held, permission, expected) => {
    expect(isEnough(permission, grant(kind, held))).toBe(expected)
  })

  it('of one organisation do not reach another', () => {
    expect(isEnough(hooks, grant('github-app', ['organization_hooks:read']), { organization: 'other' })).toBe(false)
  })

  it('are less for public things', () => {
    expect(isEnough(collaborators, grant('pat-classic', []), { isPublic: true })).toBe(true)
    expect(isEnough(collaborators, grant('pat-classic', []), { isPublic: false })).toBe(false)
  })

  it('are told in headers, each way to sign in its own', () => {
    expect(acceptedHeaders(hooks, grant('pat-classic', ['repo', 'read:org']))).toEqual({
      'x-oauth-scopes': 'repo, read:org',
      'x-accepted-oauth-scopes': 'admin:org_hook',
    })
    expect(acceptedHeaders(hooks, grant('github-app', []))).toEqual({
      'x-accepted-github-permissions': 'organization_hooks=read',
    })
  })

  it('must be written with a level', () => {
    expect(() => parsePermissions(['members'])).toThrow('members:read')
  })
})
