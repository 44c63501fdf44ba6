import { domainOf } from './own-domains.ts'
import type { FilePermission, FileRole } from './permission.ts'

/**
 * Who is let in:
 * - `public`: everybody, and search engines find it
 * - `link`: everybody who has the link
 * - `company`: everybody in a domain of the account
 * - `domain`: everybody in a domain of somebody else
 * - `external`: a named person or group outside the account
 */
export type Audience = 'public' | 'link' | 'company' | 'domain' | 'external'

/** Access that others than named colleagues have. */
export interface Grant {
  readonly audience: Audience
  readonly role: FileRole
  /** Address or domain; empty for `public` and `link`. */
  readonly grantee: string
  /** A domain's people find it by searching. */
  readonly discoverable: boolean
  readonly inherited: boolean | undefined
  readonly expires: Date | undefined
}

/**
 * What permissions come to: access of everybody, of whole domains, and of people and groups outside. Colleagues who
 * were named one by one are left out, and so are the account's own groups: who is in those, checks of groups tell.
 * @param ownDomains names of the account's domains, in lower case
 */
export function readExposure(
  permissions: readonly FilePermission[],
  ownDomains: ReadonlySet<string>,
): readonly Grant[] {
  return permissions
    .flatMap((permission): Grant[] => {
      const audience = audienceOf(permission, ownDomains)
      if (!audience || permission.fromMembership) return []
      const { role, grantee, discoverable, inherited, expires } = permission
      return [{ audience, role, grantee, discoverable, inherited, expires }]
    })
    .sort((a, b) => order(a, b))
}

function audienceOf({ type, grantee, discoverable }: FilePermission, own: ReadonlySet<string>): Audience | undefined {
  switch (type) {
    case 'anyone':
      return discoverable ? 'public' : 'link'
    case 'domain':
      return own.has(grantee) ? 'company' : 'domain'
    default:
      return own.has(domainOf(grantee)) ? undefined : 'external'
  }
}

/** In an order that does not depend on the answer. */
function order(a: Grant, b: Grant): number {
  const [left, right] = [a, b].map(({ audience, grantee, role }) => `${audience} ${grantee} ${role}`)
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1
}
