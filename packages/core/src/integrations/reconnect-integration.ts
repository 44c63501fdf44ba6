import { ConfigError } from '../errors/config-error.ts'
import type { IntegrationHealth } from '../model/health.ts'
import type { Integration } from '../model/integration.ts'
import type { JsonObject } from '../model/json.ts'
import { buildPlan } from '../plan/build-plan.ts'
import { trialHandle } from '../scan/open-session.ts'
import { stopScan } from '../scan/running-scans.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { begin } from './add-integration.ts'
import type { AddedIntegration, AddOptions, GivenCredentials } from './integrations-service.ts'
import { readConfig, readCredentials } from './read-given.ts'
import { removedError } from './removed-error.ts'
import { destroyLeftOver, withCredentials } from './store-integration.ts'

/** What {@link reconnectIntegration} takes besides the integration. */
export interface ReconnectOptions extends Pick<AddOptions, 'scan' | 'signal'> {
  /** @default those that are stored */
  readonly credentials?: GivenCredentials | undefined
  /** Parts of the configuration that became known with them. */
  readonly config?: JsonObject | undefined
}

/** Signs in anew, and goes on scanning with what that brought. */
export async function reconnectIntegration(
  context: ScannerContext,
  id: string,
  options: ReconnectOptions = {},
): Promise<AddedIntegration> {
  const { state, clock } = context
  const { signal = new AbortController().signal } = options
  const before = await integrationOf(context, id)
  const connector = connectorOf(context, before.connector)
  const stored = options.credentials && readCredentials(connector, options.credentials)
  const config = options.config ? readConfig(connector, { ...before.config, ...options.config }) : before.config
  const draft: Integration = { ...before, config, ...(stored && { authKind: stored.kind }) }
  const handle = stored && (await trialHandle(clock, draft, stored))
  const preview = await buildPlan(context, draft, { signal, ...(handle && { handle }) })
  signal.throwIfAborted()
  refuseOtherTenant(before, preview.tenant)
  const nextScanAt = new Date(clock.now()).toISOString()
  const renewed = handle && (await handle.read()).credentials
  const current = await withCredentials(context, before.credentialRef, renewed, () =>
    state.integrations.update(id, (known) => ({
      ...known,
      config: draft.config,
      authKind: draft.authKind,
      tenant: preview.tenant,
      nextScanAt,
      ...(known.health && { health: forgiven(known.health, handle !== undefined) }),
    })),
  )
  if (!current) {
    if (handle) await destroyLeftOver(context, before)
    throw removedError(id)
  }
  // What runs with the old ones, or began with them until now, ends and goes on with the new ones where it was.
  await stopScan(context, id, 'The integration was connected again')
  return begin(context, id, preview, options)
}

/** What the old credentials failed at is over, and of the end of new ones nobody was warned. */
export function forgiven(health: IntegrationHealth, isNew: boolean): IntegrationHealth {
  const { retryAt: _retry, deferrals: _deferrals, ...rest } = { ...health, failures: 0 }
  return isNew ? withoutEnd(rest) : rest
}

/** When the credentials end that were there before says nothing of others. */
function withoutEnd(health: IntegrationHealth): IntegrationHealth {
  const { warnedDays: _warned, expiresAt: _end, ...others } = health
  return others
}

function refuseOtherTenant({ tenant }: Integration, reached: { readonly id: string; readonly name: string }): void {
  if (!tenant || tenant.id === reached.id) return
  throw new ConfigError(
    `credentials: they reach ${reached.name}, and the integration is for ${tenant.name}; give credentials for that one, or add another integration`,
    { field: 'credentials' },
  )
}
