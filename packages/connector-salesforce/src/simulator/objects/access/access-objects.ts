import type { SimulatedObject } from '../../world/simulated-object.ts'
import { delegateGroup, userLogin } from './frozen-and-delegated.ts'
import { objectPermissions } from './object-permissions.ts'
import { permissionSet } from './permission-set.ts'
import { permissionSetAssignment } from './permission-set-assignment.ts'
import { mutingPermissionSet, permissionSetGroup, permissionSetGroupComponent } from './permission-set-group.ts'

/** The objects that say who may do what. They build on `User` and `Profile`. */
export const accessObjects: readonly SimulatedObject[] = [
  permissionSet,
  permissionSetGroup,
  permissionSetGroupComponent,
  mutingPermissionSet,
  permissionSetAssignment,
  objectPermissions,
  userLogin,
  delegateGroup,
]
