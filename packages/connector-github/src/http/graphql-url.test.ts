import { expect, it } from 'vitest'
import { graphqlUrl } from './graphql-url.ts'

it.each([
  ['https://api.github.com', 'https://api.github.com/graphql'],
  ['https://github.example.com/api/v3', 'https://github.example.com/api/graphql'],
  ['https://github.example.com/api/v3/', 'https://github.example.com/api/graphql'],
  ['https://api.acme.ghe.com', 'https://api.acme.ghe.com/graphql'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/graphql'],
])('the GraphQL API of %s is at %s', (baseUrl, expected) => {
  expect(graphqlUrl(baseUrl).href).toBe(expected)
})
