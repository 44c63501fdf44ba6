/** GitHub's GraphQL types of Dependabot alerts: names, arguments and types as in the official schema, fields only as far as they are simulated. */
export const alertTypes: string = `
type RepositoryVulnerabilityAlertConnection {
  edges: [RepositoryVulnerabilityAlertEdge]
  nodes: [RepositoryVulnerabilityAlert]
  pageInfo: PageInfo!
  totalCount: Int!
}

type RepositoryVulnerabilityAlertEdge {
  cursor: String!
  node: RepositoryVulnerabilityAlert
}

type RepositoryVulnerabilityAlert implements Node {
  id: ID!
  number: Int!
  state: RepositoryVulnerabilityAlertState!
  createdAt: DateTime!
  fixedAt: DateTime
  dismissedAt: DateTime
  autoDismissedAt: DateTime
  dismissReason: String
  dependencyScope: RepositoryVulnerabilityAlertDependencyScope
  vulnerableManifestFilename: String!
  vulnerableManifestPath: String!
  vulnerableRequirements: String
  securityAdvisory: SecurityAdvisory
  securityVulnerability: SecurityVulnerability
  repository: Repository!
}

enum RepositoryVulnerabilityAlertState {
  AUTO_DISMISSED
  DISMISSED
  FIXED
  OPEN
}

enum RepositoryVulnerabilityAlertDependencyScope {
  DEVELOPMENT
  RUNTIME
}

type SecurityAdvisory implements Node {
  id: ID!
  ghsaId: String!
  summary: String!
  severity: SecurityAdvisorySeverity!
  publishedAt: DateTime!
  updatedAt: DateTime!
  permalink: URI
}

enum SecurityAdvisorySeverity {
  CRITICAL
  HIGH
  LOW
  MODERATE
}

type SecurityVulnerability {
  severity: SecurityAdvisorySeverity!
  vulnerableVersionRange: String!
  updatedAt: DateTime!
  package: SecurityAdvisoryPackage!
  firstPatchedVersion: SecurityAdvisoryPackageVersion
}

type SecurityAdvisoryPackage {
  ecosystem: SecurityAdvisoryEcosystem!
  name: String!
}

enum SecurityAdvisoryEcosystem {
  ACTIONS
  COMPOSER
  ERLANG
  GO
  MAVEN
  NPM
  NUGET
  PIP
  PUB
  RUBYGEMS
  RUST
  SWIFT
}

type SecurityAdvisoryPackageVersion {
  identifier: String!
}
`
