import type { cloudidentity_v1 } from '@googleapis/cloudidentity'
import { type Answer, pageAfter } from '@opencasb/simulator-kit'
import { jsonOf } from '../http/json-of.ts'
import { invalidParameter, notFound } from '../http/refusal.ts'
import type { Call, Route } from '../http/route.ts'
import type { GoogleWorld } from '../world/google-world.ts'
import type { SimulatedPolicy } from '../world/policy.ts'

const scopes = ['cloud-identity.policies', 'cloud-identity.policies.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
)

/** The Policy API. */
export const policyRoutes: readonly Route[] = [
  { route: 'GET /v1/policies', quota: 'none', scopes, answer: listPolicies },
  {
    route: 'GET /v1/policies/{policy}',
    quota: 'none',
    scopes,
    answer(call) {
      for (const policy of call.world.policies.all()) {
        const rendered = render(policy, call.world)
        if (rendered?.name === `policies/${call.parameters['policy']}`) return jsonOf(call, rendered)
      }
      return notFound('policy')
    },
  },
]

/** Google takes 100 a page at most, 50 unless asked otherwise, and leaves an empty list out. */
function listPolicies(call: Call): Answer {
  const { world, query } = call
  const fits = filterOf(query.get('filter') ?? '', world.customerId)
  const asked = Number(query.get('pageSize') ?? 0)
  const size = Math.min(asked > 0 ? asked : 50, 100)
  const token = query.get('pageToken')
  const page = fits && pageAfter(world.policies, { token, size }, ({ type }) => fits(type))
  if (!page) return invalidParameter(fits ? 'pageToken' : 'filter')
  const policies = page.items.flatMap((policy) => render(policy, world) ?? [])
  const body: cloudidentity_v1.Schema$ListPoliciesResponse = {
    ...(policies.length > 0 && { policies }),
    ...(page.next !== undefined && { nextPageToken: page.next }),
  }
  return jsonOf(call, body)
}

/**
 * The part of Google's filters that is documented: a customer, and types that match one of some patterns.
 * @returns undefined where the filter is none of these
 */
function filterOf(filter: string, customerId: string): ((type: string) => boolean) | undefined {
  const customers = [...filter.matchAll(/customer\s*==\s*"customers\/(\w+)"/g)].map(([, customer]) => customer)
  if (customers.some((customer) => customer !== 'my_customer' && customer !== customerId)) return () => false
  const patterns = [...filter.matchAll(/setting\.type\.matches\('([^']*)'\)/g)].map(([, pattern]) => pattern ?? '')
  if (filter !== '' && customers.length + patterns.length === 0) return undefined
  const types = patterns.map((pattern) => new RegExp(pattern.replaceAll('\\\\', '\\')))
  return (type) => types.length === 0 || types.some((pattern) => pattern.test(`settings/${type}`))
}

/** A policy as Google writes it; one for a group that is gone is gone as well. */
function render(
  { index, system, type, unit, group, sku, sortOrder, value }: SimulatedPolicy,
  world: GoogleWorld,
): cloudidentity_v1.Schema$Policy | undefined {
  const groupId = group === undefined ? undefined : world.groups.get(group)?.id
  if (group !== undefined && groupId === undefined) return undefined
  const query = [
    `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${unit}'))`,
    ...(groupId === undefined ? [] : [`entity.groups.exists(group, group.group_id == groupId('${groupId}'))`]),
    ...(sku === undefined ? [] : [`entity.licenses.exists(license, license in ['${sku}'])`]),
  ]
  return {
    name: `policies/ahv4hg7qc24kvaghb7zihwf4riid${String(index).padStart(4, '0')}`,
    customer: `customers/${world.customerId}`,
    type: system ? 'SYSTEM' : 'ADMIN',
    policyQuery: {
      query: query.join(' && '),
      orgUnit: `orgUnits/${unit}`,
      ...(groupId !== undefined && { group: `groups/${groupId}` }),
      sortOrder,
    },
    setting: { type: `settings/${type}`, value: { ...value } },
  }
}
