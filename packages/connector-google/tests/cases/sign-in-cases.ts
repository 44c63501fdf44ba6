import type { AdministratorSignIn } from '../../src/resources/sso/administrator-sign-in.ts'
import type { SsoAssignment } from '../../src/resources/sso/sso-assignment.ts'
import type { CheckCase } from './check-case.ts'

const assigned = (mode: string, values: Partial<SsoAssignment> = {}): SsoAssignment => ({
  name: 'inboundSsoAssignments/1',
  group: undefined,
  unit: 'id:03ph8a2z1',
  rank: 0,
  mode,
  ...values,
})

const admin = (ofUnit: SsoAssignment | undefined, values: Partial<AdministratorSignIn> = {}): AdministratorSignIn => ({
  id: '1',
  email: 'user-1@acme.example',
  isSuperAdmin: true,
  active: true,
  ofUnit,
  ofGroups: [],
  ...values,
})

const inGroup = (mode: string): SsoAssignment => assigned(mode, { group: '01abc', unit: undefined, rank: 1 })
const none = { byGroup: undefined }

export const signInCases: readonly CheckCase[] = [
  {
    check: 'google/admin-third-party-sign-in',
    failing: { resource: admin(assigned('SAML_SSO')), facets: none },
    passing: { resource: admin(assigned('SSO_OFF')), facets: none },
    // A group goes before the organisational unit.
    alsoPassing: [{ resource: admin(assigned('OIDC_SSO')), facets: { byGroup: inGroup('SSO_OFF') } }],
    notApplicable: [
      { resource: admin(undefined), facets: none },
      { resource: admin(assigned('SSO_OFF')), facets: { byGroup: inGroup('DOMAIN_WIDE_SAML_IF_ENABLED') } },
      { resource: admin(assigned('A_NEW_MODE')), facets: none },
      { resource: admin(assigned('SAML_SSO'), { active: false }), facets: none },
    ],
  },
]
