import { UnexpectedAnswerError } from '@opencasb/core'
import type { FacetOutcome } from '@opencasb/core/connector'
import type { z } from 'zod'
import { fieldError } from '../../http/field-error.ts'
import type { PartAnswer } from './repository-part.ts'

/**
 * Reads one field of a repository's answer: a refusal and an unexpected shape become an error of that field only.
 * @param what the field, as a person would call it
 */
export function readField<V>(
  { node, errors }: PartAnswer,
  field: string,
  schema: z.ZodType<V>,
  what: string,
  missing: readonly string[],
): FacetOutcome<V> {
  const refused = errors.find(({ path }) => path?.[0] === field)
  if (refused) return { error: fieldError(refused, what, missing) }
  // What was left out is not null.
  if (!Object.hasOwn(node, field)) return { error: new UnexpectedAnswerError(`GitHub's answer lacks ${what}`) }
  const parsed = schema.safeParse(node[field])
  if (parsed.success) return { value: parsed.data }
  const places = parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.'))
  return {
    error: new UnexpectedAnswerError(
      `GitHub's answer for ${what} does not have the expected shape (${places.join(', ')})`,
    ),
  }
}

/** Whether a person is signed in who does not administer the repository. GitHub does not tell what apps may do. */
export function isOutsider({ node, authKind }: PartAnswer): boolean {
  const { viewerPermission } = node
  return authKind !== 'github-app' && typeof viewerPermission === 'string' && viewerPermission !== 'ADMIN'
}
