import { OpenCasbError } from '../errors/open-casb-error.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import { assessHealth, type HealthEvidence } from '../health/assess-health.ts'
import { saveHealth } from '../health/save-health.ts'
import { assessedHealth } from '../health/shown-health.ts'
import type { IntegrationHealth } from '../model/health.ts'
import { buildPlan } from '../plan/build-plan.ts'
import { activeIntegrationOf, type ScannerContext } from '../scanner/scanner-context.ts'

/** Signs in, and assesses the health by what came of it; trouble at the vendor is an answer, not an error. */
export async function checkIntegration(
  context: ScannerContext,
  id: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<IntegrationHealth> {
  const { clock, warningDays } = context
  const before = await activeIntegrationOf(context, id)
  const patch: { tenant?: typeof before.tenant } = {}
  let evidence: HealthEvidence
  let expiresAt: string | undefined
  try {
    const plan = await buildPlan(context, before, signal ? { signal } : {})
    const scanned = (await context.state.checkpoints.lastReport(id)) !== undefined
    evidence = { kind: 'sign-in', plan, scanned }
    expiresAt = plan.expiresAt
    if (!before.tenant) patch.tenant = plan.tenant
  } catch (error) {
    if (signal?.aborted || !OpenCasbError.is(error) || error.code === 'state') throw error
    const retryAt = RateLimitError.is(error) && new Date(clock.now() + error.retryAfterMs).toISOString()
    evidence = { kind: 'refusal', error: { code: error.code, message: error.message }, ...(retryAt && { retryAt }) }
  }
  const current = await activeIntegrationOf(context, id)
  const previous = assessedHealth(current)
  const health = assessHealth({ previous, evidence, expiresAt, now: clock.now(), warningDays })
  await saveHealth(context, current, health, patch.tenant ? { tenant: patch.tenant } : {})
  return health
}
