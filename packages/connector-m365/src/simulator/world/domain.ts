import type { Domain as GraphDomain } from '@microsoft/microsoft-graph-types'

/** The domain that Microsoft gave the tenant. */
export const initialDomain = 'acme.onmicrosoft.com'

/** Domains whose mail records are as their names say; see `m365SimulatorZone`. */
const names = [
  'acme.example',
  'bare-acme.example',
  'open-acme.example',
  'partial-acme.example',
  'broken-acme.example',
  'monitored-acme.example',
  'unverified-acme.example',
] as const

const never = 2_147_483_647

/** The domains of a tenant. */
export function makeDomains(count: number): GraphDomain[] {
  const given = names.slice(0, count).map((id, index): GraphDomain => {
    return {
      ...common,
      id,
      isVerified: !id.startsWith('unverified'),
      isDefault: index === 0,
      authenticationType: id.startsWith('partial') ? 'Federated' : 'Managed',
      passwordValidityPeriodInDays: index % 2 === 0 ? never : null,
      supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    }
  })
  const initial: GraphDomain = {
    ...common,
    id: initialDomain,
    isDefault: count === 0,
    isInitial: true,
    passwordValidityPeriodInDays: never,
  }
  return [initial, ...given]
}

const common: GraphDomain = {
  isVerified: true,
  isDefault: false,
  isInitial: false,
  isRoot: true,
  isAdminManaged: true,
  authenticationType: 'Managed',
  supportedServices: [],
  passwordNotificationWindowInDays: null,
}
