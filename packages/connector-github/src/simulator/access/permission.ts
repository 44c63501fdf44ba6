import { type Grant, hasPermission } from './grant.ts'
import { acceptedScopes, expandScopes } from './scopes.ts'

/** What it takes to use a route or to read a field. */
export interface Permission {
  /** Scopes of a classic token: one of each group is needed. `never`: classic tokens cannot. */
  readonly classic: readonly (readonly string[])[] | 'never'
  /** Scopes that do as well where only public things are read. */
  readonly classicPublic?: readonly string[]
  /** Permissions of an app: one of the alternatives, all of its parts. `never`: apps cannot. */
  readonly app: readonly (readonly string[])[] | 'never'
  /** Permissions of a fine-grained token. @default the same as for apps */
  readonly fineGrained?: readonly (readonly string[])[] | 'never'
  /** What a classic token without the scope gets. @default 404, as for anything hidden */
  readonly classicDenial?: { readonly status: 403 | 404 | 422; readonly message: string }
}

const scopeSets = new WeakMap<ReadonlySet<string>, Set<string>>()

/** All scopes of a grant, included ones as well. */
export function allScopes(grant: Grant): Set<string> {
  let all = scopeSets.get(grant.scopes)
  if (!all) {
    all = expandScopes(grant.scopes)
    scopeSets.set(grant.scopes, all)
  }
  return all
}

/** Whether a grant is enough. */
export function isEnough(
  permission: Permission,
  grant: Grant,
  about: { readonly organization?: string | undefined; readonly isPublic?: boolean } = {},
): boolean {
  if (about.organization !== undefined && !grant.organizations.has(about.organization)) return false
  if (grant.kind === 'pat-classic') {
    if (permission.classic === 'never') return false
    const scopes = allScopes(grant)
    if (about.isPublic && permission.classicPublic) {
      if (permission.classicPublic.length === 0 || permission.classicPublic.some((one) => scopes.has(one))) return true
    }
    return permission.classic.every((group) => group.some((scope) => scopes.has(scope)))
  }
  const alternatives = grant.kind === 'pat-fine-grained' ? (permission.fineGrained ?? permission.app) : permission.app
  if (alternatives === 'never') return false
  return (
    alternatives.length === 0 || alternatives.some((all) => all.every((one) => hasPermission(grant.permissions, one)))
  )
}

/** The header that tells which scopes or permissions a route accepts. */
export function acceptedHeaders(permission: Permission, grant: Grant): Record<string, string> {
  if (grant.kind === 'pat-classic') {
    const needed =
      permission.classic === 'never' ? [] : [...permission.classic.flat(), ...(permission.classicPublic ?? [])]
    return {
      'x-oauth-scopes': [...grant.scopes].join(', '),
      'x-accepted-oauth-scopes': acceptedScopes(needed).join(', '),
    }
  }
  const alternatives = grant.kind === 'pat-fine-grained' ? (permission.fineGrained ?? permission.app) : permission.app
  if (alternatives === 'never' || alternatives.length === 0) return {}
  const accepted = alternatives.map((all) => all.map((one) => one.replace(':', '=')).join(',')).join('; ')
  return { 'x-accepted-github-permissions': accepted }
}
