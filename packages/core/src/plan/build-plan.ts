import type { CredentialHandle } from '../contract/credentials.ts'
import { CredentialError } from '../errors/credential-error.ts'
import type { Integration } from '../model/integration.ts'
import { credentialHandle, openContextOf, openSession } from '../scan/open-session.ts'
import type { ScanOptions } from '../scanner/scanner.ts'
import { connectorOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { chooseChecks } from './choose-checks.ts'
import { estimateUsage } from './estimate-usage.ts'
import { permissionsFor } from './permissions.ts'
import { readPlan } from './read-plan.ts'
import type { PlannedStream, ScanPlan } from './scan-plan.ts'

/** How a plan is made. */
export interface PlanOptions extends Pick<ScanOptions, 'signal' | 'only' | 'skip'> {
  /** Credentials that are tried before they are stored. @default those in the store */
  readonly handle?: CredentialHandle
}

/** Signs in and computes what a scan would read, need and cost. No list call is made. The integration need not be stored. */
export async function buildPlan(
  context: ScannerContext,
  integration: Integration,
  options: PlanOptions = {},
): Promise<ScanPlan> {
  const connector = connectorOf(context, integration.connector)
  const { chosen } = chooseChecks(connector, context.policy, options)
  const signal = options.signal ?? new AbortController().signal
  const isStored = options.handle === undefined
  const handle = options.handle ?? credentialHandle(context, integration)
  const open = await openContextOf(context, connector, { integration, handle, chosen, signal, isStored })
  const authKind = open.credentials.kind
  const session = await openSession(connector, integration, open)
  try {
    const plan = readPlan(chosen, session, authKind)
    const sizes = (await told(context, signal, session.sizes?.(signal))) ?? {}
    const quotas = (await told(context, signal, session.quotas?.(signal))) ?? []
    const needs = permissionsFor(
      connector,
      authKind,
      chosen.map(({ check }) => check.id),
    )
    const needed = needs.map(({ permission }) => permission)
    const { granted } = session
    return {
      integration: integration.id,
      connector: connector.id,
      tenant: session.tenant,
      authKind,
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

/** What only makes an estimate better is done without where the vendor does not tell. */
async function told<T>(
  { log }: ScannerContext,
  signal: AbortSignal,
  question: Promise<T> | undefined,
): Promise<T | undefined> {
  try {
    return await question
  } catch (error) {
    if (signal.aborted || CredentialError.is(error)) throw error
    log.warn('a part of the plan could not be estimated', { error: error instanceof Error ? error.message : '' })
    return undefined
  }
}
