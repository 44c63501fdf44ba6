import type { Needs } from '@opencasb/core'
import { scopePrefix } from './google-api.ts'

/**
 * Needs of what both ways to sign in can read.
 * @param scopes without their common beginning: `admin.directory.user.readonly`
 */
export function googleNeeds(...scopes: readonly string[]): Needs {
  const all = scopes.map(fullScope)
  return { 'service-account': all, 'admin-oauth': all }
}

/**
 * Needs of what belongs to a user and is read in that user's name: only a service account with domain-wide delegation
 * can do that.
 * @param scopes without their common beginning: `drive.metadata.readonly`
 */
export function delegatedNeeds(...scopes: readonly string[]): Needs {
  return { 'service-account': scopes.map(fullScope) }
}

function fullScope(scope: string): string {
  return scope.startsWith('https://') ? scope : `${scopePrefix}${scope}`
}
