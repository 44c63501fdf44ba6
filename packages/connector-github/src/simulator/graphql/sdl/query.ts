/** GitHub's GraphQL types of the entry points, and what everything else stands on: names, arguments and types as in the official schema, fields only as far as they are simulated. */
export const queryTypes: string = `
scalar DateTime

scalar URI

scalar GitObjectID

scalar GitSSHRemote

type Query implements Node {
  id: ID!
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  organization(login: String!): Organization
  repository(followRenames: Boolean = true, name: String!, owner: String!): Repository
  user(login: String!): User
  viewer: User!
  rateLimit(dryRun: Boolean = false): RateLimit
  meta: GitHubMetadata!
}

type GitHubMetadata {
  gitHubServicesSha: GitObjectID!
  isPasswordAuthenticationVerifiable: Boolean!
}

type RateLimit {
  cost: Int!
  limit: Int!
  nodeCount: Int!
  remaining: Int!
  resetAt: DateTime!
  used: Int!
}

type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

interface Node {
  id: ID!
}

interface Actor {
  avatarUrl(size: Int): URI!
  login: String!
  resourcePath: URI!
  url: URI!
}

interface RepositoryOwner {
  id: ID!
  login: String!
  url: URI!
  resourcePath: URI!
  avatarUrl(size: Int): URI!
}

interface GitObject {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
}

type Enterprise implements Node {
  id: ID!
  name: String!
  slug: String!
}

type App implements Node {
  id: ID!
  databaseId: Int
  name: String!
  slug: String!
  description: String
  createdAt: DateTime!
  updatedAt: DateTime!
  url: URI!
  clientId: String
}
`
