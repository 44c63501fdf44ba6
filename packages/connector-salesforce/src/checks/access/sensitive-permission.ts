import type { Severity } from '@opencasb/core'
import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { isEmpty, permissionBits, permissionsIn } from '../../resources/access/permission-bits.ts'
import { permissionExists } from '../../resources/access/permission-exists.ts'
import { userAccess } from '../../resources/access/user-access.ts'
import { accepted, grantEvidence, heldOf, holderParams, isAdministrator, isAllowed } from './held-permissions.ts'

/** What tells checks of one permission apart. */
export interface SensitivePermission {
  readonly id: string
  /** @example 'DataExport' */
  readonly permission: string
  readonly title: string
  readonly severity: Severity
  readonly risk: string
  readonly remediation: string
  readonly see: string
  readonly controls?: readonly string[]
  /** `administrators`: they may have it. `nobody`: whoever has it is a finding. */
  readonly fitFor: 'administrators' | 'nobody'
  /** There only with an edition, an add-on or a setting. */
  readonly optional?: true
}

/** Declares the check that a permission is with those only whom it is fit for. */
export function sensitivePermissionCheck(row: SensitivePermission): Check {
  const { id, permission, title, severity, risk, remediation, see, controls = [], fitFor, optional } = row
  const bit = permissionBits(permission)
  const label = permissionsIn(bit)[0]?.label ?? permission
  return defineCheck({
    id: `salesforce/${id}`,
    version: 1,
    title,
    severity,
    category: 'account-risk',
    risk,
    remediation,
    see,
    ...(controls.length > 0 && { frameworks: { sbs: controls } }),
    on: userAccess,
    ...(optional && { with: { exists: permissionExists(permission) } }),
    params: holderParams,
    evaluate: ({ resource, params }) => {
      const held = heldOf(resource, bit, params)
      if (isEmpty(held)) return pass()
      if (isAllowed(resource, params)) return notApplicable(accepted)
      if (fitFor === 'administrators' && isAdministrator(resource)) return pass()
      const evidence = { profile: resource.profileName ?? resource.profileId, ...grantEvidence(resource.access, held) }
      return fail(`${resource.username} has "${label}"`, { evidence })
    },
  })
}
