/**
 * Sent with every request. The API version pins the shapes that are read; the other asks for ids in the format that
 * GitHub gives to everything new, so that an id is the same in REST and GraphQL whatever the age of the thing.
 * @see https://docs.github.com/en/rest/about-the-rest-api/api-versions
 * @see https://docs.github.com/en/graphql/guides/migrating-graphql-global-node-ids
 */
export const requestHeaders: Readonly<Record<string, string>> = {
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
  'x-github-next-global-id': '1',
}
