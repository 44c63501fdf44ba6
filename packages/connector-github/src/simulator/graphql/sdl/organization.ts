/** GitHub's GraphQL types of organisations: names, arguments and types as in the official schema, fields only as far as they are simulated. */
export const organizationTypes: string = `
type Organization implements Actor & Node & RepositoryOwner {
  id: ID!
  databaseId: Int
  login: String!
  name: String
  description: String
  createdAt: DateTime!
  updatedAt: DateTime!
  archivedAt: DateTime
  email: String
  location: String
  url: URI!
  resourcePath: URI!
  websiteUrl: URI
  avatarUrl(size: Int): URI!
  twitterUsername: String
  isVerified: Boolean!
  requiresTwoFactorAuthentication: Boolean
  membersCanForkPrivateRepositories: Boolean!
  webCommitSignoffRequired: Boolean!
  notificationDeliveryRestrictionEnabledSetting: NotificationRestrictionSettingValue!
  ipAllowListEnabledSetting: IpAllowListEnabledSettingValue!
  ipAllowListForInstalledAppsEnabledSetting: IpAllowListForInstalledAppsEnabledSettingValue!
  ipAllowListEntries(after: String, before: String, first: Int, last: Int, orderBy: IpAllowListEntryOrder = { field: ALLOW_LIST_VALUE, direction: ASC }): IpAllowListEntryConnection!
  samlIdentityProvider: OrganizationIdentityProvider
  domains(after: String, before: String, first: Int, isApproved: Boolean = null, isVerified: Boolean = null, last: Int, orderBy: VerifiableDomainOrder = { field: DOMAIN, direction: ASC }): VerifiableDomainConnection
  viewerCanAdminister: Boolean!
  viewerIsAMember: Boolean!
  repositories(affiliations: [RepositoryAffiliation], after: String, before: String, first: Int, hasIssuesEnabled: Boolean, isArchived: Boolean, isFork: Boolean, isLocked: Boolean, last: Int, orderBy: RepositoryOrder, ownerAffiliations: [RepositoryAffiliation] = [OWNER, COLLABORATOR], privacy: RepositoryPrivacy, visibility: RepositoryVisibility): RepositoryConnection!
  repository(followRenames: Boolean = true, name: String!): Repository
  membersWithRole(after: String, before: String, first: Int, last: Int): OrganizationMemberConnection!
  teams(after: String, before: String, first: Int, last: Int, ldapMapped: Boolean, notificationSetting: TeamNotificationSetting, orderBy: TeamOrder, privacy: TeamPrivacy, query: String, role: TeamRole, rootTeamsOnly: Boolean = false, userLogins: [String!]): TeamConnection!
  team(slug: String!): Team
  rulesets(after: String, before: String, first: Int, includeParents: Boolean = true, last: Int, targets: [RepositoryRulesetTarget!] = null): RepositoryRulesetConnection
  ruleset(databaseId: Int!, includeParents: Boolean = true): RepositoryRuleset
}

enum NotificationRestrictionSettingValue {
  DISABLED
  ENABLED
}

enum IpAllowListEnabledSettingValue {
  DISABLED
  ENABLED
}

enum IpAllowListForInstalledAppsEnabledSettingValue {
  DISABLED
  ENABLED
}

type IpAllowListEntryConnection {
  edges: [IpAllowListEntryEdge]
  nodes: [IpAllowListEntry]
  pageInfo: PageInfo!
  totalCount: Int!
}

type IpAllowListEntryEdge {
  cursor: String!
  node: IpAllowListEntry
}

type IpAllowListEntry implements Node {
  id: ID!
  allowListValue: String!
  name: String
  isActive: Boolean!
  createdAt: DateTime!
  updatedAt: DateTime!
}

input IpAllowListEntryOrder {
  direction: OrderDirection!
  field: IpAllowListEntryOrderField!
}

enum IpAllowListEntryOrderField {
  ALLOW_LIST_VALUE
  CREATED_AT
}

type OrganizationIdentityProvider implements Node {
  id: ID!
  issuer: String
  ssoUrl: URI
  digestMethod: URI
  signatureMethod: URI
  organization: Organization
}

type VerifiableDomainConnection {
  edges: [VerifiableDomainEdge]
  nodes: [VerifiableDomain]
  pageInfo: PageInfo!
  totalCount: Int!
}

type VerifiableDomainEdge {
  cursor: String!
  node: VerifiableDomain
}

type VerifiableDomain implements Node {
  id: ID!
  databaseId: Int
  domain: URI!
  createdAt: DateTime!
  updatedAt: DateTime!
  isVerified: Boolean!
  isApproved: Boolean!
  isRequiredForPolicyEnforcement: Boolean!
  hasFoundHostName: Boolean!
  hasFoundVerificationToken: Boolean!
  punycodeEncodedDomain: URI!
}

input VerifiableDomainOrder {
  direction: OrderDirection!
  field: VerifiableDomainOrderField!
}

enum VerifiableDomainOrderField {
  CREATED_AT
  DOMAIN
}

enum DefaultRepositoryPermissionField {
  ADMIN
  NONE
  READ
  WRITE
}

type OrganizationMemberConnection {
  edges: [OrganizationMemberEdge]
  nodes: [User]
  pageInfo: PageInfo!
  totalCount: Int!
}

type OrganizationMemberEdge {
  cursor: String!
  hasTwoFactorEnabled: Boolean
  node: User
  role: OrganizationMemberRole
}

enum OrganizationMemberRole {
  ADMIN
  MEMBER
}
`
