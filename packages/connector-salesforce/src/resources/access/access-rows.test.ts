import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Assignment, assignmentsThatMatter } from './assignment.ts'
import { createAssignmentSchema } from './assignment-schema.ts'
import { mutingPermissionSetSchema } from './muting-permission-set.ts'
import { gatherRights } from './object-access.ts'
import { objectGrantSchema } from './object-grant.ts'
import { noPermissions, permissionBits, permissionsIn } from './permission-bits.ts'
import { permissionSourceSchema } from './permission-source.ts'
import { permissionsOf } from './read-permission-bits.ts'
import { gatherGrants } from './user-grants.ts'

const source = {
  attributes: { type: 'PermissionSet', url: '/services/data/v66.0/sobjects/PermissionSet/0PS1' },
  Id: '0PS1',
  Label: '00ex00000018ozT_128_09_04_12_2',
  Type: 'Profile',
  IsOwnedByProfile: true,
  IsCustom: false,
  ProfileId: '00e1',
  Profile: { attributes: { type: 'Profile' }, Name: 'System Administrator', UserType: 'Standard' },
  PermissionSetGroupId: null,
  NamespacePrefix: null,
  HasActivationRequired: false,
  PermissionsModifyAllData: true,
  PermissionsViewAllData: true,
  PermissionsSomethingNew: true,
}
const asked = ['ModifyAllData', 'ViewAllData']

const assignmentRow = {
  Id: '0Pa1',
  AssigneeId: '0051',
  PermissionSetId: '0PS1',
  PermissionSetGroupId: null,
  Assignee: {
    Username: 'user-1@acme.example',
    IsActive: true,
    UserType: 'Standard',
    ProfileId: '00e1',
    Profile: { Name: 'Sales' },
    LastLoginDate: '2025-12-01T10:00:00.000+0000',
    CreatedDate: '2024-01-01T00:00:00.000+0000',
  },
  ExpirationDate: null,
  IsActive: true,
}

function read<T>(schema: z.ZodType<T>, row: unknown): T | undefined {
  const result = schema.safeParse(row)
  return result.success ? result.data : undefined
}

describe('a row of PermissionSet', () => {
  it('is a profile by its own name, with the permissions that were asked for', () => {
    expect(read(permissionSourceSchema(asked), source)).toEqual({
      id: '0PS1',
      kind: 'profile',
      name: 'System Administrator',
      profileId: '00e1',
      profileUserType: 'Standard',
      custom: false,
      needsActivation: false,
      permissions: permissionBits(...asked),
      known: permissionBits(...asked),
    })
  })

  it('is a group where it belongs to one, and a permission set otherwise', () => {
    const set = { ...source, IsOwnedByProfile: false, ProfileId: null, Profile: null, Label: 'Help desk' }
    expect(read(permissionSourceSchema(asked), set)).toMatchObject({ kind: 'permission-set', name: 'Help desk' })
    const group = { ...set, PermissionSetGroupId: '0PG1', Type: 'Group' }
    expect(read(permissionSourceSchema(asked), group)).toMatchObject({ kind: 'group', groupId: '0PG1' })
  })

  it.each([
    ['lacks a permission that was asked for', { PermissionsViewAllData: undefined }],
    ['says of a permission neither yes nor no', { PermissionsViewAllData: 'true' }],
    ['says null of a permission', { PermissionsViewAllData: null }],
    ['does not say whether it waits for a session', { HasActivationRequired: null }],
    ['has no id', { Id: null }],
  ])('cannot be read where it %s', (_, change) => {
    expect(read(permissionSourceSchema(asked), { ...source, ...change })).toBeUndefined()
  })

  it('is read of those permissions that the organisation has fields for', () => {
    const fields = new Set(['Id', 'PermissionsModifyAllData', 'PermissionsSomethingNew'])
    expect(permissionsOf(fields)).toEqual(['ModifyAllData'])
    const known = read(permissionSourceSchema(permissionsOf(fields)), source)?.known ?? noPermissions
    expect(permissionsIn(known).map(({ name }) => name)).toEqual(['ModifyAllData'])
  })
})

describe('a row of MutingPermissionSet', () => {
  it('takes away, or cannot be read', () => {
    const row = { Id: '0QM1', MasterLabel: 'Less', PermissionsModifyAllData: true, PermissionsViewAllData: false }
    expect(read(mutingPermissionSetSchema(asked), row)?.muted).toEqual(permissionBits('ModifyAllData'))
    expect(read(mutingPermissionSetSchema(asked), { ...row, PermissionsViewAllData: 1 })).toBeUndefined()
  })
})

describe('a row of PermissionSetAssignment', () => {
  const later = ['ExpirationDate', 'IsActive']
  const readRow = (change: object): Assignment | undefined =>
    read(createAssignmentSchema(later), { ...assignmentRow, ...change })

  it('says who has what, and until when', () => {
    expect(readRow({ ExpirationDate: '2026-03-01T00:00:00.000+0000' })).toEqual({
      id: '0Pa1',
      userId: '0051',
      active: true,
      grant: { sourceId: '0PS1', expiresAt: Date.parse('2026-03-01T00:00:00Z') },
      assignee: {
        id: '0051',
        username: 'user-1@acme.example',
        userType: 'Standard',
        profileId: '00e1',
        profileName: 'Sales',
        lastLoginAt: Date.parse('2025-12-01T10:00:00Z'),
        createdAt: Date.parse('2024-01-01T00:00:00Z'),
      },
    })
  })

  it('keeps what is the same for many users once', () => {
    const schema = createAssignmentSchema(later)
    const one = read(schema, assignmentRow)
    const other = read(schema, { ...assignmentRow, Id: '0Pa2', AssigneeId: '0052' })
    expect(one && 'grant' in one && other && 'grant' in other && one.grant === other.grant).toBe(true)
  })

  it.each([
    ['the user is not active', { Assignee: { ...assignmentRow.Assignee, IsActive: false } }],
    ['it is not active itself', { IsActive: false }],
    ['it was revoked', { IsRevoked: true }],
  ])('does not count where %s', (_, change) => {
    expect(readRow(change)).toMatchObject({ active: false })
  })

  it.each([
    ['Assignee.LastLoginDate', { Assignee: { ...assignmentRow.Assignee, LastLoginDate: undefined } }],
    ['Assignee.CreatedDate', { Assignee: { ...assignmentRow.Assignee, CreatedDate: 'yesterday' } }],
    ['ExpirationDate', { ExpirationDate: undefined }],
    ['ExpirationDate', { ExpirationDate: 'never' }],
    ['IsActive', { IsActive: undefined }],
    ['PermissionSetId', { PermissionSetId: null }],
  ])('casts doubt on its user alone where %s cannot be read', (unclear, change) => {
    expect(readRow(change)).toEqual({ id: '0Pa1', userId: '0051', unclear })
  })

  it('cannot be read where nobody can tell whose it is', () => {
    expect(readRow({ AssigneeId: null })).toBeUndefined()
    expect(read(createAssignmentSchema(later), null)).toBeUndefined()
  })

  it('is gathered with the others of its user; doubt stays, whatever comes first', () => {
    const clear = readRow({})
    const doubtful = readRow({ IsActive: undefined })
    if (!clear || !doubtful) throw new Error('the rows can be read')
    expect(gatherGrants(clear, undefined)).toMatchObject({ grants: [{ sourceId: '0PS1' }] })
    expect(gatherGrants(clear, gatherGrants(doubtful, undefined))).toMatchObject({ unclear: 'IsActive' })
    expect(gatherGrants(doubtful, gatherGrants(clear, undefined))).toMatchObject({ unclear: 'IsActive' })
  })
})

describe('the question for assignments', () => {
  it('asks for permissions that exist, and leaves out what most users have', () => {
    const { text } = assignmentsThatMatter(new Set(['PermissionsModifyAllData', 'PermissionsApiEnabled']))
    expect(text).toBe(
      "Assignee.IsActive = true AND (PermissionSetGroupId != null OR Assignee.UserType = 'Guest' OR PermissionSet.PermissionsModifyAllData = true)",
    )
  })
})

describe('a row of ObjectPermissions', () => {
  const row = {
    Id: '1101',
    ParentId: '0PS1',
    SobjectType: 'Account',
    PermissionsCreate: false,
    PermissionsRead: true,
    PermissionsEdit: false,
    PermissionsDelete: false,
    PermissionsViewAllRecords: true,
    PermissionsModifyAllRecords: false,
    Parent: { Label: 'X', IsOwnedByProfile: true, PermissionSetGroupId: null, Profile: { Name: 'Site Profile' } },
  }

  it('is gathered by what gives it, and casts doubt on that alone where it cannot be read', () => {
    const account = objectGrantSchema.parse(row)
    const contact = objectGrantSchema.parse({ ...row, Id: '1102', SobjectType: 'Contact' })
    const both = gatherRights(contact, gatherRights(account, undefined))
    expect(both).toMatchObject({
      id: '0PS1',
      name: 'Site Profile',
      kind: 'profile',
      objects: [{ object: 'Account', read: true, viewAll: true }, { object: 'Contact' }],
    })
    const odd = objectGrantSchema.parse({ ...row, Id: '1103', PermissionsRead: null })
    expect(gatherRights(odd, both)).toMatchObject({ name: 'Site Profile', unclear: 'PermissionsRead' })
    expect(gatherRights(account, gatherRights(odd, undefined))).toMatchObject({ unclear: 'PermissionsRead' })
    expect(objectGrantSchema.safeParse({ ...row, ParentId: null }).success).toBe(false)
  })
})
