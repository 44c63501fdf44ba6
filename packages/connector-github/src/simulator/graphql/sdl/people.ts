/** GitHub's GraphQL types of people, teams and who may do what: names, arguments and types as in the official schema, fields only as far as they are simulated. */
export const peopleTypes: string = `
type Team implements Node {
  id: ID!
  databaseId: Int
  name: String!
  slug: String!
  combinedSlug: String!
  description: String
  privacy: TeamPrivacy!
  createdAt: DateTime!
  updatedAt: DateTime!
  url: URI!
  resourcePath: URI!
  notificationSetting: TeamNotificationSetting!
  parentTeam: Team
  members(after: String, before: String, first: Int, last: Int, membership: TeamMembershipType = ALL, orderBy: TeamMemberOrder, query: String, role: TeamMemberRole): TeamMemberConnection!
  organization: Organization!
  viewerCanAdminister: Boolean!
}

enum TeamPrivacy {
  SECRET
  VISIBLE
}

enum TeamNotificationSetting {
  NOTIFICATIONS_DISABLED
  NOTIFICATIONS_ENABLED
}

type TeamMemberConnection {
  edges: [TeamMemberEdge]
  nodes: [User]
  pageInfo: PageInfo!
  totalCount: Int!
}

type TeamMemberEdge {
  cursor: String!
  node: User!
  role: TeamMemberRole!
}

type User implements Actor & Node & RepositoryOwner {
  id: ID!
  databaseId: Int
  login: String!
  name: String
  email: String!
  createdAt: DateTime!
  updatedAt: DateTime!
  url: URI!
  resourcePath: URI!
  avatarUrl(size: Int): URI!
  isSiteAdmin: Boolean!
  company: String
  location: String
  bio: String
}

enum TeamMemberRole {
  MAINTAINER
  MEMBER
}

enum TeamMembershipType {
  ALL
  CHILD_TEAM
  IMMEDIATE
}

input TeamMemberOrder {
  direction: OrderDirection!
  field: TeamMemberOrderField!
}

enum TeamMemberOrderField {
  CREATED_AT
  LOGIN
}

enum RepositoryPermission {
  ADMIN
  MAINTAIN
  READ
  TRIAGE
  WRITE
}

type RepositoryCollaboratorConnection {
  edges: [RepositoryCollaboratorEdge]
  nodes: [User]
  pageInfo: PageInfo!
  totalCount: Int!
}

type RepositoryCollaboratorEdge {
  cursor: String!
  node: User!
  permission: RepositoryPermission!
  permissionSources: [PermissionSource!]
}

type PermissionSource {
  organization: Organization!
  permission: DefaultRepositoryPermissionField!
  roleName: String
  source: PermissionGranter!
}

union PermissionGranter = Organization | Repository | Team

enum CollaboratorAffiliation {
  ALL
  DIRECT
  OUTSIDE
}

type TeamConnection {
  edges: [TeamEdge]
  nodes: [Team]
  pageInfo: PageInfo!
  totalCount: Int!
}

type TeamEdge {
  cursor: String!
  node: Team
}

input TeamOrder {
  direction: OrderDirection!
  field: TeamOrderField!
}

enum TeamOrderField {
  NAME
}

enum TeamRole {
  ADMIN
  MEMBER
}

type UserConnection {
  edges: [UserEdge]
  nodes: [User]
  pageInfo: PageInfo!
  totalCount: Int!
}

type UserEdge {
  cursor: String!
  node: User
}
`
