import type { Grant } from '../access/grant.ts'

/** An error of one field, with GitHub's type for it. */
export class FieldError extends Error {
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}

/** What GitHub says to somebody who may not read a field. */
export function forbiddenMessage({ kind }: Grant): string {
  if (kind === 'github-app') return 'Resource not accessible by integration'
  if (kind === 'pat-fine-grained') return 'Resource not accessible by personal access token'
  return 'You do not have permission to view this.'
}
