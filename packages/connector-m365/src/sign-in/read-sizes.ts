import { OpenCasbError, RateLimitError } from '@opencasb/core'
import { z } from 'zod'
import type { GraphClient } from '../client.ts'

/** Listings that Graph can count, by what reading them is called. */
const counted: readonly (readonly [string, readonly string[]])[] = [
  ['/users', ['m365.user', 'm365.user-registration', 'm365.user-sign-in', 'm365.mailbox']],
  ['/groups', ['m365.group']],
  ['/applications', ['m365.application']],
  ['/servicePrincipals', ['m365.service-principal']],
]

const countSchema = z.object({ '@odata.count': z.number().int().nonnegative() })

/** How many items the large resource types have: one request each. What cannot be counted is left out. */
export async function readSizes(
  client: Pick<GraphClient, 'get'>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = { 'm365.organization': 1 }
  for (const [path, resources] of counted) {
    const count = await readCount(client, path, signal)
    if (count === undefined) continue
    for (const resource of resources) sizes[resource] = count
  }
  return sizes
}

async function readCount(
  client: Pick<GraphClient, 'get'>,
  path: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const { data } = await client.get(path, countSchema, signal, {
      query: { $count: true, $top: 1, $select: 'id' },
      headers: { consistencylevel: 'eventual' },
    })
    return data['@odata.count']
  } catch (error) {
    if (OpenCasbError.is(error) && !RateLimitError.is(error) && error.code !== 'credential') return undefined
    throw error
  }
}
