import type { cloudidentity_v1 } from '@googleapis/cloudidentity'
import { held, pageOf } from '@opencasb/simulator-kit'
import { jsonOf } from '../http/json-of.ts'
import { invalidParameter } from '../http/refusal.ts'
import type { Route } from '../http/route.ts'
import { type SimulatedSsoAssignment, ssoAssignmentsOf } from '../world/sso-assignment.ts'

const scopes = ['cloud-identity.inboundsso', 'cloud-identity.inboundsso.readonly', 'cloud-platform'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
)

/** The part of the Cloud Identity API that tells who signs in where. */
export const ssoRoutes: readonly Route[] = [
  {
    route: 'GET /v1/inboundSsoAssignments',
    quota: 'none',
    scopes,
    answer: (call) => {
      const { world, query } = call
      if (!(query.get('filter') ?? '').endsWith(`customers/${world.customerId}`)) return invalidParameter('filter')
      const size = Math.min(Number(query.get('pageSize') ?? 50), 100)
      const page = pageOf(held(ssoAssignmentsOf(world)), { token: query.get('pageToken'), size })
      if (!page) return invalidParameter('pageToken')
      const body: cloudidentity_v1.Schema$ListInboundSsoAssignmentsResponse = {
        ...(page.items.length > 0 && {
          inboundSsoAssignments: page.items.map((assignment) => render(assignment, world.customerId)),
        }),
        ...(page.next !== undefined && { nextPageToken: page.next }),
      }
      return jsonOf(call, body)
    },
  },
]

function render(
  { name, group, unit, rank, mode }: SimulatedSsoAssignment,
  customerId: string,
): cloudidentity_v1.Schema$InboundSsoAssignment {
  return {
    name: `inboundSsoAssignments/${name}`,
    customer: `customers/${customerId}`,
    ...(group !== undefined && { targetGroup: `groups/${group}` }),
    ...(unit !== undefined && { targetOrgUnit: unit.replace('id:', 'orgUnits/') }),
    ...(rank > 0 && { rank }),
    ssoMode: mode,
    ...(mode === 'SAML_SSO' && { samlSsoInfo: { inboundSamlSsoProfile: 'inboundSamlSsoProfiles/acme' } }),
  }
}
