/** Who holds one of these can make itself, or anybody, administrator of the tenant or reader of all its data. */
export interface PrivilegedRole {
  readonly name: string
  /** Controls the tenant, directly or in one step. */
  readonly tier0: boolean
}

/**
 * Built-in roles by their template id, which is the same in all tenants.
 * @see https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/permissions-reference
 */
export const privilegedRoles: ReadonlyMap<string, PrivilegedRole> = new Map([
  ['62e90394-69f5-4237-9190-012177145e10', { name: 'Global Administrator', tier0: true }],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', { name: 'Privileged Role Administrator', tier0: true }],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', { name: 'Privileged Authentication Administrator', tier0: true }],
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', { name: 'Hybrid Identity Administrator', tier0: true }],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', { name: 'Application Administrator', tier0: true }],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', { name: 'Cloud Application Administrator', tier0: true }],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', { name: 'Security Administrator', tier0: false }],
  ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', { name: 'Conditional Access Administrator', tier0: false }],
  ['c4e39bd9-1100-46d3-8c65-fb160da0071f', { name: 'Authentication Administrator', tier0: false }],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', { name: 'User Administrator', tier0: false }],
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', { name: 'Helpdesk Administrator', tier0: false }],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', { name: 'Exchange Administrator', tier0: false }],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', { name: 'SharePoint Administrator', tier0: false }],
  ['3a2c62db-5318-420d-8d74-23affee5d9d5', { name: 'Intune Administrator', tier0: false }],
])

/** The role that may do everything. */
export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
