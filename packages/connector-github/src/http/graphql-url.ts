/**
 * Where the GraphQL API is: `/graphql` beside the REST API, except on GitHub Enterprise Server, which has it at
 * `/api/graphql` where REST is at `/api/v3`.
 * @see https://docs.github.com/en/enterprise-server@latest/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint
 */
export function graphqlUrl(baseUrl: string): URL {
  const url = new URL(baseUrl)
  const path = url.pathname.replace(/\/+$/, '')
  url.pathname = path.endsWith('/v3') ? `${path.slice(0, -'/v3'.length)}/graphql` : `${path}/graphql`
  return url
}
