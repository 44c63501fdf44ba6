import { describe, expect, it } from 'vitest'
import { expandPermissions } from './expand-permissions.ts'
import { expandScopes } from './expand-scopes.ts'
import { tokenExpiry } from './token-expiry.ts'

describe('what was granted', () => {
  it('has scopes spelled out that a scope includes', () => {
    const scopes = expandScopes(['repo', 'admin:org'])
    for (const scope of ['repo', 'security_events', 'read:repo_hook', 'admin:org', 'read:org'])
      expect(scopes).toContain(scope)
    expect(scopes).not.toContain('admin:org_hook')
  })

  it('has lower levels of a permission spelled out', () => {
    expect([...expandPermissions({ members: 'write', contents: 'read' })].sort()).toEqual([
      'contents:read',
      'members:read',
      'members:write',
    ])
    expect(expandPermissions({ organization_projects: 'admin' })).toContain('organization_projects:read')
  })
})

describe('the end of a token', () => {
  it('is read in both forms that GitHub writes', () => {
    expect(tokenExpiry('2026-11-30 10:00:00 UTC')).toEqual(new Date('2026-11-30T10:00:00Z'))
    expect(tokenExpiry('2026-11-30 10:00:00 -0800')).toEqual(new Date('2026-11-30T18:00:00Z'))
  })

  it('is unknown where nothing, or something else, is written', () => {
    expect(tokenExpiry(undefined)).toBeUndefined()
    expect(tokenExpiry('soon')).toBeUndefined()
    expect(tokenExpiry('2026-13-99 10:00:00 UTC')).toBeUndefined()
  })
})
