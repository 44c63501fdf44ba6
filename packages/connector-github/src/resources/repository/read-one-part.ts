import { UnexpectedAnswerError } from '@opencasb/core'
import type { FacetContext } from '@opencasb/core/connector'
import { z } from 'zod'
import { fieldError } from '../../http/field-error.ts'
import type { GithubSession } from '../../session.ts'
import type { RepositoryPart } from './repository-part.ts'
import { repositoryQuery } from './repository-query.ts'
import type { Repository } from './repository-schema.ts'

const nodeSchema = z.object({ node: z.record(z.string(), z.unknown()).nullish() })

/** Reads a part of one repository, where it did not come along with a page. */
export async function readOnePart<V>(
  { id, fullName }: Repository,
  part: RepositoryPart<V>,
  { session, signal }: FacetContext<GithubSession>,
): Promise<V> {
  const { data, errors } = await session.client.graphql({
    query: repositoryQuery([part]),
    variables: { id },
    schema: nodeSchema,
    signal,
  })
  if (!data.node) throw fieldError(errors[0], fullName, [])
  const own = errors
    .filter(({ path }) => path?.[0] === 'node')
    .map((error) => ({ ...error, path: error.path?.slice(1) }))
  const outcome = part.read({ node: data.node, errors: own, authKind: session.authKind })
  if (!outcome) throw new UnexpectedAnswerError(`GitHub did not give all of ${part.field} of ${fullName}`)
  if ('error' in outcome) throw outcome.error
  return outcome.value
}
