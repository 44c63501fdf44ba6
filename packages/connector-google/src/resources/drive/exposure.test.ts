import { describe, expect, it } from 'vitest'
import { type Grant, readExposure } from './exposure.ts'
import { permissionsSchema } from './permission.ts'

const own = new Set(['acme.example', 'acme-labs.example', 'acme-mail.example'])

function exposureOf(...permissions: readonly unknown[]): readonly Pick<Grant, 'audience' | 'role' | 'grantee'>[] {
  return readExposure(permissionsSchema.parse(permissions), own).map(({ audience, role, grantee }) => ({
    audience,
    role,
    grantee,
  }))
}

const roles = [
  ['reader', 'view'],
  ['commenter', 'comment'],
  ['writer', 'edit'],
  ['fileOrganizer', 'edit'],
  ['organizer', 'edit'],
  ['owner', 'edit'],
] as const

describe('the exposure of a file', () => {
  it.each(roles)('reads the role %s as %s, whoever has it', (role, access) => {
    const everybody = (allowFileDiscovery: boolean | undefined): unknown => ({
      type: 'anyone',
      role,
      ...(allowFileDiscovery !== undefined && { allowFileDiscovery }),
    })
    expect(exposureOf(everybody(true))).toEqual([{ audience: 'public', role: access, grantee: '' }])
    expect(exposureOf(everybody(false))).toEqual([{ audience: 'link', role: access, grantee: '' }])
    expect(exposureOf(everybody(undefined))).toEqual([{ audience: 'link', role: access, grantee: '' }])
    for (const allowFileDiscovery of [true, false]) {
      const ofDomain = (domain: string): unknown => ({ type: 'domain', domain, role, allowFileDiscovery })
      expect(exposureOf(ofDomain('ACME.example'))).toEqual([
        { audience: 'company', role: access, grantee: 'acme.example' },
      ])
      expect(exposureOf(ofDomain('partner.example'))).toEqual([
        { audience: 'domain', role: access, grantee: 'partner.example' },
      ])
    }
    for (const type of ['user', 'group']) {
      expect(exposureOf({ type, role, emailAddress: 'guest-1@Partner.example' })).toEqual([
        { audience: 'external', role: access, grantee: 'guest-1@partner.example' },
      ])
      for (const domain of own) expect(exposureOf({ type, role, emailAddress: `user-1@${domain}` })).toEqual([])
    }
  })

  it('takes a domain below or beside an own one for a foreign one', () => {
    for (const domain of ['eu.acme.example', 'notacme.example', 'acme.example.evil.example']) {
      expect(exposureOf({ type: 'domain', role: 'reader', domain })).toMatchObject([{ audience: 'domain' }])
      expect(exposureOf({ type: 'user', role: 'reader', emailAddress: `user-1@${domain}` })).toMatchObject([
        { audience: 'external' },
      ])
    }
  })

  it.each([
    ['a role that is not known', { type: 'anyone', role: 'superReader' }],
    ['a role that every object has', { type: 'anyone', role: 'constructor' }],
    ['no role', { type: 'anyone' }],
    ['a role that is no text', { type: 'anyone', role: 3 }],
    ['a type that is not known', { type: 'circle', role: 'reader', emailAddress: 'user-1@acme.example' }],
    ['no type', { role: 'reader' }],
    ['a person without an address', { type: 'user', role: 'reader' }],
    ['a group with an empty address', { type: 'group', role: 'reader', emailAddress: '' }],
    ['a domain without a name', { type: 'domain', role: 'reader' }],
    ['an end that is no time', { type: 'user', role: 'reader', emailAddress: 'a@b.example', expirationTime: 'soon' }],
    ['a switch that is no switch', { type: 'anyone', role: 'reader', allowFileDiscovery: 'yes' }],
    ['nothing', null],
  ])('is not told from %s', (_, permission) => {
    expect(permissionsSchema.safeParse([permission]).success).toBe(false)
  })

  it('leaves out accounts that were deleted, and those who see the name of a folder only', () => {
    expect(exposureOf({ type: 'user', role: 'writer', emailAddress: 'gone@partner.example', deleted: true })).toEqual(
      [],
    )
    expect(exposureOf({ type: 'anyone', role: 'reader', view: 'metadata' })).toEqual([])
    expect(exposureOf({ type: 'anyone', role: 'reader', view: 'published' })).toHaveLength(1)
    expect(exposureOf({ type: 'anyone', role: 'reader', view: 'something-new' })).toHaveLength(1)
  })

  it('leaves members of a shared drive to the drive, and keeps what they have beside that', () => {
    const person = { type: 'user', emailAddress: 'guest-1@partner.example' }
    const asMember = { permissionType: 'member', role: 'reader', inherited: true }
    const onFile = { permissionType: 'file', role: 'writer', inherited: false }
    expect(exposureOf({ ...person, role: 'reader', permissionDetails: [asMember] })).toEqual([])
    expect(exposureOf({ ...person, role: 'writer', permissionDetails: [asMember, onFile] })).toMatchObject([
      { role: 'edit' },
    ])
    const stronger = { ...asMember, role: 'organizer' }
    const weaker = { ...onFile, role: 'reader' }
    expect(exposureOf({ ...person, role: 'organizer', permissionDetails: [stronger, weaker] })).toMatchObject([
      { role: 'view' },
    ])
    expect(exposureOf({ ...person, role: 'writer', permissionDetails: [] })).toMatchObject([{ role: 'edit' }])
    expect(
      exposureOf({ ...person, role: 'writer', permissionDetails: [{ permissionType: 'something-new' }] }),
    ).toMatchObject([{ role: 'edit' }])
  })

  it('does not depend on the order of the answer', () => {
    const permissions = [
      { type: 'user', role: 'reader', emailAddress: 'b@partner.example' },
      { type: 'anyone', role: 'reader' },
      { type: 'user', role: 'reader', emailAddress: 'a@partner.example' },
    ]
    expect(exposureOf(...permissions)).toEqual(exposureOf(...permissions.toReversed()))
  })

  it('knows when access ends and whether it comes from a folder', () => {
    const [grant] = readExposure(
      permissionsSchema.parse([
        {
          type: 'user',
          role: 'reader',
          emailAddress: 'a@partner.example',
          expirationTime: '2026-03-01T00:00:00.000Z',
          permissionDetails: [{ permissionType: 'file', role: 'reader', inherited: true }],
        },
      ]),
      own,
    )
    expect(grant).toMatchObject({ expires: new Date('2026-03-01T00:00:00Z'), inherited: true })
  })
})
