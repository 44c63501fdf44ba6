import { announceHealth } from '../health/announce-health.ts'
import { assessHealth } from '../health/assess-health.ts'
import { commitPatch } from '../health/commit-patch.ts'
import { assessedHealth, shown } from '../health/shown-health.ts'
import type { Integration, Tenant } from '../model/integration.ts'
import { buildPlan } from '../plan/build-plan.ts'
import type { ScanPlan } from '../plan/scan-plan.ts'
import { trialHandle } from '../scan/open-session.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import type { AddedIntegration, AddOptions, NewIntegration } from './integrations-service.ts'
import { newIntegration } from './new-integration.ts'
import { readCredentials, refuseNoIntegration } from './read-given.ts'
import { asOnlyOne, storeIntegration } from './store-integration.ts'

/** Tries an integration out, then stores it and starts its first scan. */
export async function addIntegration(
  context: ScannerContext,
  given: NewIntegration,
  options: AddOptions = {},
): Promise<AddedIntegration> {
  const { clock } = context
  const { signal = new AbortController().signal } = options
  refuseNoIntegration(given)
  const stored = readCredentials(connectorOf(context, given.connector), given.credentials)
  const draft = await newIntegration(context, given)
  const handle = await trialHandle(clock, draft, stored)
  const preview = await buildPlan(context, draft, { signal, handle })
  signal.throwIfAborted()
  const { id } = draft
  const { tenant } = preview
  const name = given.name ?? (tenant.name || draft.name)
  const added: Integration & { readonly tenant: Tenant } = { ...draft, name, tenant }
  const store = async (): Promise<void> => {
    // A refresh token may have been renewed while signing in.
    await storeIntegration(context, added, (await handle.read()).credentials, signal)
  }
  if (options.allowSameTenant) await store()
  else await asOnlyOne(context, added, signal, store)
  const begun = await begin(context, id, preview, options)
  if (options.scan === false || begun.firstScan !== undefined) return begun
  // Somebody paused it in the meantime: the scan ends at once, and its report says so.
  return { ...begun, firstScan: context.running.start(context, begun.integration) }
}

/** Notes the health after a sign-in that went well, and starts the scan that was asked for. */
export async function begin(
  context: ScannerContext,
  id: string,
  preview: ScanPlan,
  options: Pick<AddOptions, 'scan'>,
): Promise<AddedIntegration> {
  const { state, clock, warningDays, running } = context
  const last = await state.checkpoints.lastReport(id)
  const changes = await commitPatch(context, id, (before) => {
    const health = assessHealth({
      previous: assessedHealth(before),
      evidence: { kind: 'sign-in', plan: preview, last },
      expiresAt: preview.expiresAt,
      now: clock.now(),
      warningDays,
    })
    return { patch: { health } }
  })
  await announceHealth(context, changes)
  const current = await integrationOf(context, id)
  const added = { integration: shown(current), preview }
  if (options.scan === false || current.pausedAt !== undefined) return added
  return { ...added, firstScan: running.start(context, current) }
}
