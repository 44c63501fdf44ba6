import type { ResourceType } from '@opencasb/core/connector'
import { assignment } from './assignment.ts'
import { delegateGroup } from './delegate-group.ts'
import { frozenLogin } from './frozen-login.ts'
import { groupComponent } from './group-component.ts'
import { mutingPermissionSet } from './muting-permission-set.ts'
import { guestObjectAccess, guestObjectGrant, wideObjectAccess, wideObjectGrant } from './object-access.ts'
import { permissionSetGroup } from './permission-set-group.ts'
import { permissionSource } from './permission-source.ts'
import { unassignedPermissionSet } from './unassigned-permission-set.ts'
import { userAccess } from './user-access.ts'

/** Who may do what. */
export const accessResources: readonly ResourceType[] = [
  permissionSource,
  permissionSetGroup,
  groupComponent,
  mutingPermissionSet,
  assignment,
  userAccess,
  unassignedPermissionSet,
  wideObjectGrant,
  wideObjectAccess,
  guestObjectGrant,
  guestObjectAccess,
  frozenLogin,
  delegateGroup,
]
