import type { PolicyConditions, PolicyFilter, PolicyRange } from '../policy-conditions.ts'
import { applicationsOf } from './application-values.ts'
import { everybody, type MembershipScope } from './membership-scope.ts'
import { principalScope } from './principal-tokens.ts'
import { type Scope, unlimited } from './region.ts'
import { allBut, everything, nothing, only, type ValueSet } from './value-set.ts'

/** The kinds of clients. A policy that lists all of them is not limited. */
const clientApps: readonly string[] = ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other']
const riskLevels: readonly string[] = ['low', 'medium', 'high', 'none']

const nobody: MembershipScope = { include: [], exclude: [] }

/** The sign-ins that a policy with these conditions applies to. */
export function scopeOf(conditions: PolicyConditions): Scope {
  const { users, servicePrincipals, servicePrincipalFilter } = conditions
  return {
    ...unlimited,
    ...(servicePrincipals
      ? { subject: 'service-principals', principals: servicePrincipalScope(servicePrincipals, servicePrincipalFilter) }
      : { principals: users ? principalScope(users.include, users.exclude) : nobody }),
    applications: applicationsOf(conditions),
    clientApps: listed(conditions.clientAppTypes, clientApps, 'all'),
    platforms: rangeOf(conditions.platforms),
    locations: locationScope(conditions.locations),
    devices: filterScope(conditions.deviceFilter, 'device'),
    signInRisk: listed(conditions.signInRiskLevels, riskLevels),
    userRisk: listed(conditions.userRiskLevels, riskLevels),
    servicePrincipalRisk: listed(conditions.servicePrincipalRiskLevels, riskLevels),
    insiderRisk: listed(conditions.insiderRiskLevels, []),
    flows: listed(
      conditions.transferMethods.filter((method) => method !== 'none'),
      [],
    ),
  }
}

/** A condition that lists nothing, or all that there is, does not limit. */
function listed(values: readonly string[], known: readonly string[], all?: string): ValueSet {
  if (values.length === 0 || (all !== undefined && values.includes(all))) return everything
  return known.length > 0 && known.every((value) => values.includes(value)) ? everything : only(values)
}

function rangeOf(range: PolicyRange | undefined): ValueSet {
  if (!range) return everything
  if (range.exclude.includes('all')) return nothing
  if (range.include.length === 0 || range.include.includes('all')) return allBut(range.exclude)
  return only(range.include.filter((value) => !range.exclude.includes(value)))
}

function locationScope(range: PolicyRange | undefined): MembershipScope {
  if (!range) return everybody
  const tokens = (names: readonly string[]) =>
    names.map((name) => `location:${name === 'AllTrusted' ? name : name.toLowerCase()}`)
  if (range.exclude.includes('All')) return nobody
  const unlimitedPlace = range.include.length === 0 || range.include.includes('All')
  return { include: unlimitedPlace ? 'everybody' : tokens(range.include), exclude: tokens(range.exclude) }
}

function filterScope(filter: PolicyFilter | undefined, kind: string): MembershipScope {
  if (!filter) return everybody
  const token = `${kind}:${filter.rule}`
  if (filter.mode === 'exclude') return { include: 'everybody', exclude: [token] }
  // Another mode is a doubt about the policy, which is told elsewhere.
  return filter.mode === 'include' ? { include: [token], exclude: [] } : everybody
}

function servicePrincipalScope({ include, exclude }: PolicyRange, filter: PolicyFilter | undefined): MembershipScope {
  const tokens = (ids: readonly string[]) => ids.map((id) => `service-principal:${id.toLowerCase()}`)
  const filtered = filterScope(filter, 'service-principals')
  const own = include.includes('ServicePrincipalsInMyTenant')
  return {
    include:
      own && filtered.include === 'everybody'
        ? 'everybody'
        : [
            ...tokens(include.filter((id) => id !== 'ServicePrincipalsInMyTenant')),
            ...(filtered.include === 'everybody' ? [] : filtered.include),
          ],
    exclude: [...tokens(exclude), ...filtered.exclude],
  }
}
