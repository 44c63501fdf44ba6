import { domainOf } from './own-domains.ts'
import type { Identity, IdentitySet } from './permission.ts'

/**
 * Where somebody stands who was given access:
 * - `everyone`: all users of the tenant
 * - `outside`: a person of another organisation
 * - `inside`: a person, group or application of the tenant
 * - `unclear`: Microsoft does not tell enough
 */
export type Standing = 'everyone' | 'outside' | 'inside' | 'unclear'

/** "Everyone except external users", "Everyone" and "All users", as SharePoint signs them in. */
const everyone = /spo-grid-all-users|^c:0\(\.s\|true$|^c:0!\.s\|(?:windows|forms)/i
/** Groups of the directory: security groups and Microsoft 365 groups. */
const directoryGroup = /^c:0(?:t\.c\|tenant|o\.c\|federateddirectoryclaimprovider|-\.f\|rolemanager)\|/i
/** Applications and SharePoint itself. */
const machine = /^(?:i:0i\.t\||SHAREPOINT\\|NT )/i
const guest = /#ext#|urn(?::|%3a)spo(?::|%3a)(?:guest|anon)/i

/**
 * Tells where somebody stands.
 * @param ownDomains verified domains of the tenant, in lower case
 */
export function standingOf(set: IdentitySet, ownDomains: ReadonlySet<string>): Standing {
  const { user, siteUser, group, siteGroup, sharePointGroup, application, device } = set
  const all = [user, siteUser, group, siteGroup, sharePointGroup].filter((one) => one !== undefined)
  if (all.some(({ loginName }) => loginName !== undefined && everyone.test(loginName))) return 'everyone'
  const people = [siteUser, user].filter((one) => one !== undefined)
  if (people.some((one) => namesOf(one).some((name) => guest.test(name)))) return 'outside'
  if (group ?? siteGroup ?? sharePointGroup) return 'inside'
  const logins = people.flatMap(({ loginName }) => loginName ?? [])
  if (logins.some((login) => directoryGroup.test(login) || machine.test(login))) return 'inside'
  const address = addressOf(set)
  if (address !== undefined) return ownDomains.has(domainOf(address)) ? 'inside' : 'outside'
  return people.length === 0 && (application ?? device) ? 'inside' : 'unclear'
}

/** What somebody signs in with, or else an e-mail address; undefined where there is neither. */
export function addressOf({ user, siteUser, group }: IdentitySet): string | undefined {
  const people = [siteUser, user, group].filter((one) => one !== undefined)
  const names = [
    ...people.flatMap(({ loginName }) => loginName?.split('|').at(-1) ?? []),
    ...people.flatMap(({ userPrincipalName }) => userPrincipalName ?? []),
    ...people.flatMap(({ email }) => email ?? []),
  ]
  return names.find((name) => name.includes('@'))
}

function namesOf({ loginName, email, userPrincipalName }: Identity): readonly string[] {
  return [loginName, email, userPrincipalName].filter((name) => name !== undefined)
}
