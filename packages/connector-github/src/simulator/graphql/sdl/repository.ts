/** GitHub's GraphQL types of repositories: names, arguments and types as in the official schema, fields only as far as they are simulated. */
export const repositoryTypes: string = `
enum OrderDirection {
  ASC
  DESC
}

type RepositoryConnection {
  edges: [RepositoryEdge]
  nodes: [Repository]
  pageInfo: PageInfo!
  totalCount: Int!
  totalDiskUsage: Int!
}

type RepositoryEdge {
  cursor: String!
  node: Repository
}

type Repository implements Node {
  id: ID!
  databaseId: Int
  name: String!
  nameWithOwner: String!
  owner: RepositoryOwner!
  url: URI!
  resourcePath: URI!
  description: String
  homepageUrl: URI
  createdAt: DateTime!
  updatedAt: DateTime!
  pushedAt: DateTime
  archivedAt: DateTime
  diskUsage: Int
  isPrivate: Boolean!
  isArchived: Boolean!
  isDisabled: Boolean!
  isFork: Boolean!
  isTemplate: Boolean!
  isLocked: Boolean!
  isMirror: Boolean!
  isEmpty: Boolean!
  isInOrganization: Boolean!
  visibility: RepositoryVisibility!
  forkCount: Int!
  stargazerCount: Int!
  forkingAllowed: Boolean!
  deleteBranchOnMerge: Boolean!
  autoMergeAllowed: Boolean!
  mergeCommitAllowed: Boolean!
  squashMergeAllowed: Boolean!
  rebaseMergeAllowed: Boolean!
  allowUpdateBranch: Boolean!
  webCommitSignoffRequired: Boolean!
  hasVulnerabilityAlertsEnabled: Boolean!
  hasIssuesEnabled: Boolean!
  hasWikiEnabled: Boolean!
  hasProjectsEnabled: Boolean!
  hasDiscussionsEnabled: Boolean!
  isSecurityPolicyEnabled: Boolean
  securityPolicyUrl: URI
  isBlankIssuesEnabled: Boolean!
  licenseInfo: License
  primaryLanguage: Language
  defaultBranchRef: Ref
  parent: Repository
  viewerPermission: RepositoryPermission
  viewerCanAdminister: Boolean!
  branchProtectionRules(after: String, before: String, first: Int, last: Int): BranchProtectionRuleConnection!
  rulesets(after: String, before: String, first: Int, includeParents: Boolean = true, last: Int, targets: [RepositoryRulesetTarget!] = null): RepositoryRulesetConnection
  ruleset(databaseId: Int!, includeParents: Boolean = true): RepositoryRuleset
  collaborators(affiliation: CollaboratorAffiliation, after: String, before: String, first: Int, last: Int, login: String, query: String): RepositoryCollaboratorConnection
  deployKeys(after: String, before: String, first: Int, last: Int): DeployKeyConnection!
  vulnerabilityAlerts(after: String, before: String, dependencyScopes: [RepositoryVulnerabilityAlertDependencyScope!], first: Int, last: Int, states: [RepositoryVulnerabilityAlertState!]): RepositoryVulnerabilityAlertConnection
  environments(after: String, before: String, first: Int, last: Int, names: [String!] = [], orderBy: Environments = { field: NAME, direction: ASC }, pinnedEnvironmentFilter: EnvironmentPinnedFilterField = ALL): EnvironmentConnection!
  repositoryTopics(after: String, before: String, first: Int, last: Int): RepositoryTopicConnection!
  codeowners(refName: String): RepositoryCodeowners
  object(expression: String, oid: GitObjectID): GitObject
  ref(qualifiedName: String!): Ref
  sshUrl: GitSSHRemote!
  planFeatures: RepositoryPlanFeatures!
}

enum RepositoryVisibility {
  INTERNAL
  PRIVATE
  PUBLIC
}

type License implements Node {
  id: ID!
  key: String!
  name: String!
  spdxId: String
  url: URI
}

type Language implements Node {
  id: ID!
  name: String!
  color: String
}

type Ref implements Node {
  id: ID!
  name: String!
  prefix: String!
  branchProtectionRule: BranchProtectionRule
  rules(after: String, before: String, first: Int, last: Int, orderBy: RepositoryRuleOrder = { field: UPDATED_AT, direction: DESC }): RepositoryRuleConnection
  target: GitObject
  repository: Repository!
}

type RefConnection {
  edges: [RefEdge]
  nodes: [Ref]
  pageInfo: PageInfo!
  totalCount: Int!
}

type RefEdge {
  cursor: String!
  node: Ref
}

type DeployKeyConnection {
  edges: [DeployKeyEdge]
  nodes: [DeployKey]
  pageInfo: PageInfo!
  totalCount: Int!
}

type DeployKeyEdge {
  cursor: String!
  node: DeployKey
}

type DeployKey implements Node {
  createdAt: DateTime!
  enabled: Boolean!
  id: ID!
  key: String!
  readOnly: Boolean!
  title: String!
  verified: Boolean!
}

type EnvironmentConnection {
  edges: [EnvironmentEdge]
  nodes: [Environment]
  pageInfo: PageInfo!
  totalCount: Int!
}

type EnvironmentEdge {
  cursor: String!
  node: Environment
}

type Environment implements Node {
  id: ID!
  databaseId: Int
  name: String!
  isPinned: Boolean
  pinnedPosition: Int
  protectionRules(after: String, before: String, first: Int, last: Int): DeploymentProtectionRuleConnection!
}

input Environments {
  direction: OrderDirection!
  field: EnvironmentOrderField!
}

enum EnvironmentOrderField {
  NAME
}

enum EnvironmentPinnedFilterField {
  ALL
  NONE
  ONLY
}

type RepositoryTopicConnection {
  edges: [RepositoryTopicEdge]
  nodes: [RepositoryTopic]
  pageInfo: PageInfo!
  totalCount: Int!
}

type RepositoryTopicEdge {
  cursor: String!
  node: RepositoryTopic
}

type RepositoryTopic implements Node {
  id: ID!
  topic: Topic!
  url: URI!
  resourcePath: URI!
}

type Topic implements Node {
  id: ID!
  name: String!
}

type RepositoryCodeowners {
  errors: [RepositoryCodeownersError!]!
}

type RepositoryCodeownersError {
  kind: String!
  line: Int!
  column: Int!
  message: String!
  path: String!
  source: String!
  suggestion: String
}

type RepositoryPlanFeatures {
  codeowners: Boolean!
  draftPullRequests: Boolean!
  maximumAssignees: Int!
  maximumManualReviewRequests: Int!
  teamReviewRequests: Boolean!
}

enum RepositoryAffiliation {
  COLLABORATOR
  ORGANIZATION_MEMBER
  OWNER
}

input RepositoryOrder {
  direction: OrderDirection!
  field: RepositoryOrderField!
}

enum RepositoryOrderField {
  CREATED_AT
  NAME
  PUSHED_AT
  STARGAZERS
  UPDATED_AT
}

enum RepositoryPrivacy {
  PRIVATE
  PUBLIC
}

type Commit implements GitObject & Node {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  committedDate: DateTime!
  authoredDate: DateTime!
  message: String!
}

type Blob implements GitObject & Node {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  byteSize: Int!
  isBinary: Boolean
  isTruncated: Boolean!
  text: String
}
`
