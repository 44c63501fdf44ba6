import { type Soql, soql } from '../../soql.ts'
import type { RowSource } from '../read-rows.ts'
import { permissionField } from './permission.ts'

/** A small question about who may do what. */
export type AccessQuestion =
  | 'groups'
  | 'parts'
  | 'mutings'
  | 'wideGrants'
  | 'guestGrants'
  | 'unassigned'
  | 'delegateGroups'

/** What a question asks for. */
export type AccessSource = Pick<RowSource<unknown>, 'object' | 'api' | 'fields' | 'where'>

/** Questions that travel together: who asks one will ask the others. At most five fit into a call. */
export const togetherQuestions: readonly AccessQuestion[] = [
  'groups',
  'parts',
  'wideGrants',
  'guestGrants',
  'unassigned',
]

const objectFields = [
  'Id',
  'ParentId',
  'SobjectType',
  'PermissionsCreate',
  'PermissionsRead',
  'PermissionsEdit',
  'PermissionsDelete',
  'PermissionsViewAllRecords',
  'PermissionsModifyAllRecords',
  'Parent.Label',
  'Parent.IsOwnedByProfile',
  'Parent.PermissionSetGroupId',
  'Parent.Profile.Name',
]

/** Whoever sees all data by a user permission is told of by that, and groups by what they are made of. */
const wide: Soql = soql`(PermissionsViewAllRecords = true OR PermissionsModifyAllRecords = true) AND Parent.PermissionsViewAllData = false AND Parent.PermissionSetGroupId = null`

const ofGuests: Soql = soql`ParentId IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE Assignee.UserType = 'Guest' AND Assignee.IsActive = true)`

const unassigned: Soql = soql`Id NOT IN (SELECT PermissionSetId FROM PermissionSetAssignment)`

/**
 * What a question asks for.
 * @param muted names of the permissions that can be muted in this organisation
 */
export function accessSource(question: AccessQuestion, muted: readonly string[]): AccessSource {
  switch (question) {
    case 'groups':
      return { object: 'PermissionSetGroup', fields: ['Id', 'MasterLabel', 'Status', 'HasActivationRequired'] }
    case 'parts':
      return { object: 'PermissionSetGroupComponent', fields: ['Id', 'PermissionSetGroupId', 'PermissionSetId'] }
    case 'mutings':
      return { object: 'MutingPermissionSet', fields: ['Id', 'MasterLabel', ...muted.map(permissionField)] }
    case 'wideGrants':
      return { object: 'ObjectPermissions', fields: objectFields, where: wide }
    case 'guestGrants':
      return { object: 'ObjectPermissions', fields: objectFields, where: ofGuests }
    case 'unassigned':
      return { object: 'PermissionSet', fields: ['Id'], where: unassigned }
    case 'delegateGroups':
      return { object: 'DelegateGroup', api: 'tooling', fields: ['Id', 'Name', 'IsLoginAccessEnabled'] }
  }
}
