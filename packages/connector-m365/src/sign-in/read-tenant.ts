import { FeatureUnavailableError, NotFoundError, PermissionError, UnexpectedAnswerError } from '@opencasb/core'
import { z } from 'zod'
import type { GraphClient } from '../client.ts'

/** What a tenant is called and has bought. */
export interface FoundTenant {
  readonly id: string
  readonly name: string
  /** Undefined where the application is not told. */
  readonly features: ReadonlySet<string> | undefined
}

/** @see https://learn.microsoft.com/en-us/entra/identity/users/licensing-service-plan-reference */
const featuresByPlan: Readonly<Record<string, readonly string[]>> = {
  // AAD_PREMIUM
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d': ['entra-id-p1'],
  // AAD_PREMIUM_P2
  'eec0eb4f-6444-4f95-aba0-50c24d67f998': ['entra-id-p1', 'entra-id-p2'],
}

const plan = z.object({ servicePlanId: z.string(), capabilityStatus: z.string().nullish() })
const organizationsSchema = z.object({
  value: z
    .array(
      z.object({
        id: z.string().min(1),
        displayName: z.string().nullish(),
        assignedPlans: z.array(plan.nullable().catch(null)).nullish(),
      }),
    )
    .min(1),
})

/** Reads the tenant; `undefined` where the application may not. */
export async function readTenant(
  client: Pick<GraphClient, 'get'>,
  signal: AbortSignal,
): Promise<FoundTenant | undefined> {
  try {
    const { data } = await client.get('/organization', organizationsSchema, signal, {
      query: { $select: 'id,displayName,assignedPlans' },
    })
    const [organization] = data.value
    if (!organization) return undefined
    const { id, displayName, assignedPlans } = organization
    if (!assignedPlans) return { id, name: displayName ?? id, features: undefined }
    const features = new Set<string>()
    for (const assigned of assignedPlans) {
      if (!assigned || !isInUse(assigned.capabilityStatus)) continue
      for (const feature of featuresByPlan[assigned.servicePlanId.toLowerCase()] ?? []) features.add(feature)
    }
    return { id, name: displayName ?? id, features }
  } catch (error) {
    const isRefused = PermissionError.is(error) || FeatureUnavailableError.is(error) || NotFoundError.is(error)
    // A name and a list of plans are no reason not to scan.
    if (isRefused || UnexpectedAnswerError.is(error)) return undefined
    throw error
  }
}

/** Plans work on for a while after they were not paid for. */
function isInUse(status: string | null | undefined): boolean {
  return status === 'Enabled' || status === 'Warning'
}
