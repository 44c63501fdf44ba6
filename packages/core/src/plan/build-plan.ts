import type { RateLimiter } from '../contract/rate-limiter.ts'
import { credentialHandle, credentialIdentity, openSession } from '../scan/open-session.ts'
import type { ScanOptions } from '../scanner/scanner.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { chooseChecks } from './choose-checks.ts'
import { estimateUsage } from './estimate-usage.ts'
import { permissionsFor, permissionsOf } from './permissions.ts'
import { readPlan } from './read-plan.ts'
import type { PlannedStream, ScanPlan } from './scan-plan.ts'

/** Signs in and computes what a scan would read, need and cost. No list call is made. */
export async function buildPlan(
  context: ScannerContext,
  id: string,
  options: Pick<ScanOptions, 'signal' | 'only' | 'skip'>,
): Promise<ScanPlan> {
  const integration = await integrationOf(context, id)
  const connector = connectorOf(context, integration.connector)
  const { chosen } = chooseChecks(connector, context.policy, options)
  const { state, credentials, clock, log, limits, transport } = context
  const signal = options.signal ?? new AbortController().signal
  const handle = credentialHandle(credentials, integration)
  const credential = await credentialIdentity(handle, signal)
  const limiter: RateLimiter = limits.forScan({ host: connector.id, credential, signal })
  const cache = state.cache(integration.id)
  const permissions = permissionsOf(connector, integration.authKind, chosen)
  const open = { credentials: handle, permissions, limiter, cache, clock, log, signal, ...(transport && { transport }) }
  const session = await openSession(connector, integration, open)
  try {
    const plan = readPlan(chosen, session, integration.authKind)
    const sizes = (await session.sizes?.(signal)) ?? {}
    const quotas = (await session.quotas?.(signal)) ?? []
    const needs = permissionsFor(
      connector,
      integration.authKind,
      chosen.map(({ check }) => check.id),
    )
    const needed = needs.map(({ permission }) => permission)
    const { granted } = session
    return {
      integration: integration.id,
      connector: connector.id,
      tenant: session.tenant,
      authKind: integration.authKind,
      streams: plan.resources.map(({ resource, facets, checks, children }): PlannedStream => {
        const items = sizes[resource.name]
        const ids = [...checks, ...children.flatMap((child) => child.checks)].map(({ check }) => check.id)
        const stream = {
          resource: resource.name,
          facets: facets.map(({ name }) => name),
          checks: ids,
          indexOnly: ids.length === 0,
        }
        return items === undefined ? stream : { ...stream, items }
      }),
      blocked: plan.blocked,
      permissions: {
        needed,
        missing: granted === 'unknown' ? [] : needed.filter((permission) => !granted.has(permission)),
        known: granted !== 'unknown',
      },
      usage: estimateUsage(plan, sizes, quotas, context.reserve),
      ...(session.expiresAt && { expiresAt: session.expiresAt.toISOString() }),
    }
  } finally {
    await session.close()
  }
}
