import type { CredentialStore } from '../contract/credentials.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { RateLimitError } from '../errors/rate-limit-error.ts'
import { announceHealth } from '../health/announce-health.ts'
import { assessHealth, type HealthEvidence } from '../health/assess-health.ts'
import { commitPatch } from '../health/commit-patch.ts'
import { assessedHealth } from '../health/shown-health.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { IntegrationHealth } from '../model/health.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import { buildPlan } from '../plan/build-plan.ts'
import { activeIntegrationOf, type ScannerContext } from '../scanner/scanner-context.ts'

/**
 * Signs in, and assesses the health by what came of it; trouble at the vendor is an answer, not an error. Where the health
 * or the credentials changed meanwhile, this is old news, and the answer is how it is now.
 */
export async function checkIntegration(
  context: ScannerContext,
  id: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<IntegrationHealth> {
  const { clock, warningDays } = context
  const before = await activeIntegrationOf(context, id)
  const watched = watchedCredentials(context.credentials)
  let tenant: Tenant | undefined
  let evidence: HealthEvidence
  let expiresAt: string | undefined
  try {
    const plan = await buildPlan({ ...context, credentials: watched.store }, before, signal ? { signal } : {})
    const last = await context.state.checkpoints.lastReport(id)
    evidence = { kind: 'sign-in', plan, last, scanned: last !== undefined }
    expiresAt = plan.expiresAt
    if (!before.tenant) tenant = plan.tenant
  } catch (error) {
    if (signal?.aborted || !OpenCasbError.is(error) || error.code === 'state') throw error
    const retryAt = RateLimitError.is(error) && new Date(clock.now() + error.retryAfterMs).toISOString()
    evidence = { kind: 'refusal', error: { code: error.code, message: error.message }, ...(retryAt && { retryAt }) }
  }
  const changes = await commitPatch(context, id, async (current) => {
    if (isOldNews(before, current) || (await watched.areOthers(before.credentialRef))) return undefined
    const health = assessHealth({
      previous: assessedHealth(current),
      evidence,
      expiresAt,
      now: clock.now(),
      warningDays,
    })
    return { patch: { health, ...(tenant && { tenant }) } }
  })
  await announceHealth(context, changes)
  return assessedHealth(await activeIntegrationOf(context, id))
}

function isOldNews(before: Integration, current: Integration): boolean {
  const known = ({ health, config, authKind, pausedAt }: Integration): string =>
    digestOf([health, config, authKind, pausedAt])
  return known(before) !== known(current)
}

/** Credentials as the store has them, noting the version that was signed in with: what signing in renews is its own. */
function watchedCredentials(store: CredentialStore): {
  readonly store: CredentialStore
  /** Whether somebody else has written credentials meanwhile. */
  areOthers(ref: string): Promise<boolean>
} {
  let version: string | undefined
  return {
    store: {
      write: (ref, credentials, signal) => store.write(ref, credentials, signal),
      destroy: (ref, signal) => store.destroy(ref, signal),
      async read(ref, signal) {
        const found = await store.read(ref, signal)
        version = found?.version
        return found
      },
      async replace(ref, next, ifVersion, signal) {
        const isReplaced = await store.replace(ref, next, ifVersion, signal)
        if (isReplaced) version = (await store.read(ref, signal))?.version
        return isReplaced
      },
    },
    async areOthers(ref) {
      // A store that cannot tell is what the sign-in failed at already.
      const found = await store.read(ref).catch(() => undefined)
      return found !== undefined && found.version !== version
    },
  }
}
