import type { HoleOfRegion } from '../../resources/conditional-access/coverage/answer.ts'
import { administratorRoles } from './administrator-roles.ts'

const words: Readonly<Record<string, string>> = {
  applications: 'applications',
  clientApps: 'client apps',
  platforms: 'platforms',
  signInRisk: 'sign-in risk',
  userRisk: 'user risk',
  servicePrincipalRisk: 'service principal risk',
  insiderRisk: 'insider risk',
  flows: 'authentication flows',
}

const places: Readonly<Record<string, string>> = {
  user: 'user',
  group: 'members of group',
  role: 'role',
  guest: 'external users of kind',
  'service-principal': 'service principal',
  unknown: 'what the policy calls',
}

/** Says in words which sign-ins are left open: `members of group 1f…, from trusted locations`. */
export function describeHole({ region, principals, locations, devices, values }: HoleOfRegion): string {
  const who = [...region.principals.in, ...principals].map(describePrincipal)
  return [
    ...(who.length > 0 ? [who.join(' and ')] : []),
    ...locations.map((token) =>
      token === 'location:AllTrusted' ? 'from trusted locations' : `from location ${rest(token)}`,
    ),
    ...devices.map((token) => `on devices matching ${rest(token)}`),
    ...Object.entries(values).map(([name, list]) => `${words[name] ?? name} ${(list ?? []).join(', ')}`),
  ].join('; ')
}

function describePrincipal(token: string): string {
  const kind = token.slice(0, token.indexOf(':'))
  const id = rest(token)
  return `${places[kind] ?? kind} ${kind === 'role' ? (administratorRoles[id] ?? id) : id}`
}

function rest(token: string): string {
  return token.slice(token.indexOf(':') + 1)
}
