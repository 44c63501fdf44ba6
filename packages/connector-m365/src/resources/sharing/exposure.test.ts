import { UnexpectedAnswerError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { type Exposure, readExposure } from './exposure.ts'
import { permissionSchema } from './permission.ts'

const own = new Set(['acme.example', 'acme.onmicrosoft.com'])

/** Reads one permission as Microsoft sends it. */
function read(...permissions: readonly object[]): readonly Exposure[] {
  return readExposure(
    permissions.map((one, index) => permissionSchema.parse({ id: `p-${index}`, ...one })),
    own,
  )
}

const member = 'i:0#.f|membership|user-17@acme.example'
const guest = 'i:0#.f|membership|partner_example.net#ext#@acme.onmicrosoft.com'
const person = (loginName: string) => ({ siteUser: { displayName: 'Somebody', loginName } })

describe('the exposure of an item', () => {
  it.each([
    ['anonymous', 'edit', 'anyone', 'edit'],
    ['anonymous', 'view', 'anyone', 'view'],
    ['anonymous', 'embed', 'anyone', 'view'],
    ['organization', 'edit', 'company', 'edit'],
    ['organization', 'view', 'company', 'view'],
  ])('counts a link of the scope %s and the type %s as %s who may %s', (scope, type, audience, access) => {
    expect(read({ roles: [type === 'edit' ? 'write' : 'read'], link: { scope, type } })).toMatchObject([
      { audience, access, link: type, grantee: undefined },
    ])
  })

  it.each(['view', 'edit'])('takes the wider of the type of a link and its roles (%s)', (type) => {
    const link = { scope: 'anonymous', type }
    expect(read({ roles: ['read', 'write'], link })).toMatchObject([{ access: 'edit' }])
  })

  it('goes by the roles where a link has no type, and by the type where it has no roles', () => {
    expect(read({ roles: ['write'], link: { scope: 'anonymous' } })).toMatchObject([{ access: 'edit' }])
    expect(read({ link: { scope: 'anonymous', type: 'view' } })).toMatchObject([{ access: 'view' }])
  })

  it('keeps the password and the end of a link, and takes the first day of the calendar for no end', () => {
    const link = { scope: 'anonymous', type: 'view' }
    const [first] = read({ link, hasPassword: true, expirationDateTime: '2026-03-01T00:00:00Z' })
    expect(first).toMatchObject({ hasPassword: true, expires: new Date('2026-03-01T00:00:00Z') })
    expect(read({ link, expirationDateTime: '0001-01-01T00:00:00Z' })).toMatchObject([{ expires: undefined }])
    expect(read({ link, expirationDateTime: null })).toMatchObject([{ expires: undefined, hasPassword: undefined }])
  })

  it('keeps nothing that opens the item', () => {
    const secret = 'https://acme.sharepoint.com/:x:/g/secret'
    const found = read({
      shareId: 'u!secret',
      link: { scope: 'anonymous', type: 'edit', webUrl: secret, webHtml: secret },
    })
    expect(JSON.stringify(found)).not.toContain('secret')
  })

  it.each([
    ['a guest by sign-in name', { grantedToV2: person(guest) }, 'partner_example.net#ext#@acme.onmicrosoft.com'],
    ['a guest in capital letters', { grantedToV2: person(guest.toUpperCase()) }, expect.stringContaining('#EXT#')],
    [
      'a guest by code',
      { grantedToV2: person('i:0#.f|membership|urn%3aspo%3aguest#p@example.net') },
      expect.any(String),
    ],
    ['somebody by address', { grantedToV2: { user: { email: 'p@example.net' } } }, 'p@example.net'],
    ['somebody in the old field', { grantedTo: { user: { email: 'p@example.net' } } }, 'p@example.net'],
    ['an open invitation', { invitation: { email: 'p@example.net' } }, 'p@example.net'],
    ['a guest of a link', { link: { scope: 'users' }, grantedToIdentitiesV2: [person(guest)] }, expect.any(String)],
    ['a guest of a link without a scope', { link: {}, grantedToIdentities: [person(guest)] }, expect.any(String)],
    ['a look-alike domain', { grantedToV2: person('i:0#.f|membership|u@notacme.example') }, 'u@notacme.example'],
  ])('names %s as external', (_what, permission, grantee) => {
    expect(read({ roles: ['write'], ...permission })).toMatchObject([{ audience: 'external', access: 'edit', grantee }])
  })

  it.each([
    ['a colleague', { grantedToV2: person(member) }],
    [
      'a colleague with a private address',
      { grantedToV2: { siteUser: { loginName: member, email: 'me@example.net' } } },
    ],
    ['a colleague of a link', { link: { scope: 'users', type: 'edit' }, grantedToIdentitiesV2: [person(member)] }],
    ['a link that nobody was given', { link: { scope: 'users', type: 'edit' }, grantedToIdentitiesV2: [] }],
    ['a link for those who have access', { link: { scope: 'existingAccess', type: 'view' } }],
    ['a group', { grantedToV2: { group: { id: 'g-1', displayName: 'Sales', email: 'sales@example.net' } } }],
    ['a group of the site', { grantedToV2: { siteGroup: { id: '5', displayName: 'Members' } } }],
    [
      'a group as SharePoint signs it in',
      { grantedToV2: person('c:0t.c|tenant|11111111-1111-4111-8111-111111111111') },
    ],
    ['an application', { grantedToV2: { application: { id: 'a-1', displayName: 'Backup' } } }],
    ['an application as SharePoint signs it in', { grantedToV2: person('i:0i.t|00000003@sharepoint|app@sharepoint') }],
    ['SharePoint itself', { grantedToV2: person('SHAREPOINT\\system') }],
    ['an invited colleague', { invitation: { email: 'user-17@ACME.example' } }],
  ])('leaves out %s', (_what, permission) => {
    expect(read({ roles: ['write'], ...permission })).toEqual([])
  })

  it.each([
    'c:0-.f|rolemanager|spo-grid-all-users/11111111-1111-4111-8111-111111111111',
    'c:0(.s|true',
    'c:0!.s|windows',
  ])('counts %s as the whole company', (loginName) => {
    expect(read({ roles: ['read'], grantedToV2: person(loginName) })).toMatchObject([
      { audience: 'company', access: 'view', link: undefined },
    ])
  })

  it.each([
    ['scope', { roles: ['read'], link: { scope: 'galaxy', type: 'view' } }],
    ['scope, for there is none', { roles: ['read'], link: { type: 'view' } }],
    ['type', { roles: ['read'], link: { scope: 'anonymous', type: 'teleport' } }],
    ['role', { roles: ['read', 'sp.custom'], grantedToV2: person(guest) }],
    ['role, for there is none', { roles: [], grantedToV2: person(guest) }],
    ['end', { link: { scope: 'anonymous', type: 'view' }, expirationDateTime: 'soon' }],
    ['holder', { roles: ['read'] }],
    ['holder, who is a mere name', { roles: ['read'], grantedToV2: { user: { displayName: 'Somebody' } } }],
    ['holder, who is nobody', { roles: ['read'], grantedToV2: {} }],
  ])('takes nothing for safe that has an unknown %s', (_what, permission) => {
    expect(() => read(permission)).toThrow(UnexpectedAnswerError)
  })

  it.each([
    { id: '' },
    { link: 'anonymous' },
    { roles: 'write' },
    { hasPassword: 'no' },
    { grantedToIdentitiesV2: {} },
  ])('cannot be read where a field is of another type: %j', (odd) => {
    expect(permissionSchema['~standard'].validate({ id: 'p', ...odd })).toHaveProperty('issues')
  })

  it('tells what is inherited, and is in the same order whatever that of the answer', () => {
    const link = { scope: 'anonymous', type: 'view' }
    const one = { id: 'a', link, inheritedFrom: { id: 'folder' } }
    const other = { id: 'b', roles: ['read'], grantedToV2: person(guest) }
    expect(read(one, other)).toEqual(read(other, one))
    expect(read(one, other).map(({ isInherited }) => isInherited)).toEqual([true, false])
  })
})
