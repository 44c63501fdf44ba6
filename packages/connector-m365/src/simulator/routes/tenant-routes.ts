import type { Organization } from '@microsoft/microsoft-graph-types'
import type { GraphCall } from '../http/graph-call.ts'
import type { GraphRoute } from '../http/graph-route.ts'
import { heldAnswer } from '../http/list-answer.ts'
import type { SimulatedPlan } from '../options.ts'

/** Service plans that stand for what a tenant has bought: AAD_PREMIUM, AAD_PREMIUM_P2. */
const plans: Readonly<Record<SimulatedPlan, readonly string[]>> = {
  free: [],
  p1: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d'],
  p2: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'eec0eb4f-6444-4f95-aba0-50c24d67f998'],
}

const readAll = ['Organization.Read.All', 'Organization.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']

function organizationOf({ world, roles }: GraphCall): object {
  const shared: Organization = {
    id: world.tenantId,
    displayName: world.tenantName,
    verifiedDomains: world.domains
      .filter(({ isVerified }) => isVerified)
      .map(({ id = '', isDefault = false, isInitial = false }) => ({
        name: id,
        isDefault,
        isInitial,
        type: 'Managed',
        capabilities: 'Email',
      })),
  }
  // Who may read users is told the name and the domains of the tenant, and null for the rest.
  if (!readAll.some((role) => roles.has(role))) return shared
  const all: Organization = {
    ...shared,
    assignedPlans: plans[world.plan].map((servicePlanId) => ({
      servicePlanId,
      service: 'AADPremiumService',
      capabilityStatus: 'Enabled',
      assignedDateTime: '2025-01-01T00:00:00Z',
    })),
    onPremisesSyncEnabled: world.hybrid ? true : null,
    onPremisesLastSyncDateTime: world.settings.onPremisesLastSyncDateTime,
    technicalNotificationMails: [...world.settings.technicalNotificationMails],
    privacyProfile: { contactEmail: null, statementUrl: null },
  }
  return all
}

/** The tenant and its domains. */
export const tenantRoutes: readonly GraphRoute[] = [
  {
    route: 'GET /organization',
    permissions: [...readAll, 'User.Read.All'],
    answer: (call) => heldAnswer(call, [organizationOf(call)]),
  },
  {
    route: 'GET /domains',
    permissions: ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All'],
    answer: (call) => heldAnswer(call, call.world.domains),
  },
]
