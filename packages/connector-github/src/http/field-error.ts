import { NotFoundError, type OpenCasbError, PermissionError, ProviderError } from '@opencasb/core'
import type { GraphqlError } from './graphql-error.ts'

/**
 * The error of one field of a GraphQL answer as one of ours.
 * @param what the field, as a person would call it
 * @param missing the permissions that would do
 */
export function fieldError(error: GraphqlError | undefined, what: string, missing: readonly string[]): OpenCasbError {
  switch (error?.type) {
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return new PermissionError(`GitHub refuses ${what} to these credentials`, { missing })
    case 'NOT_FOUND':
      return new NotFoundError(`GitHub does not find ${what}`)
    default:
      return new ProviderError(`GitHub could not read ${what}${error?.type === undefined ? '' : ` (${error.type})`}`)
  }
}
