import { CredentialError, OpenCasbError, RateLimitError, UnexpectedAnswerError } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'
import { type Permission, permissionSchema } from './permission.ts'

const schema = z.object({ value: z.array(permissionSchema), '@odata.nextLink': graphField.text })

/**
 * Reads the permissions of items of a drive, twenty at once; outcomes are in the order of the ids.
 * @see https://learn.microsoft.com/en-us/graph/api/driveitem-list-permissions
 */
export async function readPermissions(
  session: Pick<M365Session, 'client'>,
  items: readonly { readonly driveId: string; readonly id: string }[],
  signal: AbortSignal,
): Promise<readonly FacetOutcome<readonly Permission[]>[]> {
  const paths = items.map(
    ({ driveId, id }) => `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(id)}/permissions`,
  )
  const answers = await session.client.batch(
    paths.map((path) => ({ path, schema })),
    signal,
  )
  return Promise.all(
    answers.map(async (answer, index) => {
      if ('error' in answer) return answer
      const { value, '@odata.nextLink': next } = answer.value
      return next === undefined ? { value } : readRest(session, paths[index] ?? '', value, next, signal)
    }),
  )
}

async function readRest(
  session: Pick<M365Session, 'client'>,
  path: string,
  first: readonly Permission[],
  next: string,
  signal: AbortSignal,
): Promise<FacetOutcome<readonly Permission[]>> {
  try {
    const value = [...first]
    const pages = listPages({ session, signal, from: next }, path, { item: permissionSchema, query: {} })
    for await (const { items, unreadable } of pages) {
      if (unreadable?.length) throw new UnexpectedAnswerError('A permission cannot be read')
      value.push(...items)
    }
    return { value }
  } catch (error) {
    if (!OpenCasbError.is(error) || RateLimitError.is(error) || CredentialError.is(error)) throw error
    return { error }
  }
}
