import { PermissionError } from '@opencasb/core'
import type { SalesforceClient } from '../client.ts'
import { identifier, soql } from '../soql.ts'

/** What is counted for the plan, by resource type. */
const counted: Readonly<Record<string, string>> = {
  'salesforce.user': 'User',
  'salesforce.permission-set': 'PermissionSet',
  'salesforce.oauth-token': 'OauthToken',
  'salesforce.content-distribution': 'ContentDistribution',
}

/** How many items the large resource types have: one request for all of them. */
export async function readSizes(
  client: Pick<SalesforceClient, 'ask'>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = { 'salesforce.organization': 1 }
  const objects = Object.values(counted)
  await Promise.all(
    Object.entries(counted).map(async ([resource, object]) => {
      try {
        const query = soql`SELECT COUNT() FROM ${identifier(object, objects)}`
        const { totalSize } = await client.ask({ api: 'data', soql: query }, signal)
        if (totalSize !== undefined) sizes[resource] = totalSize
      } catch (error) {
        if (!PermissionError.is(error)) throw error
      }
    }),
  )
  return sizes
}
