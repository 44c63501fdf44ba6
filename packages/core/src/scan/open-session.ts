import type { Clock } from '../clock/clock.ts'
import type { Connector, OpenContext } from '../contract/connector.ts'
import type { CredentialHandle, CredentialStore, StoredCredentials } from '../contract/credentials.ts'
import type { HttpCache } from '../contract/http-cache.ts'
import type { Session } from '../contract/session.ts'
import type { StateStore } from '../contract/state.ts'
import { CredentialError } from '../errors/credential-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { ProviderError } from '../errors/provider-error.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { Integration } from '../model/integration.ts'
import type { ChosenCheck } from '../plan/chosen-check.ts'
import { permissionsOf } from '../plan/permissions.ts'
import { parseWith } from '../policy/parse-with.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { createMemoryCredentials } from '../state/memory-credentials.ts'
import { memoryLeases } from '../state/memory-leases.ts'
import { keepLease } from './lease-keeper.ts'

/** A worker that died while it renewed credentials keeps the others waiting for so long. */
const exclusiveMs = 30_000

/** Where credentials are, and what keeps two workers from renewing them at once. */
export interface CredentialAccess {
  readonly credentials: CredentialStore
  readonly state: Pick<StateStore, 'leases'>
  readonly clock: Clock
}

/** Gives a connector the credentials of one integration and nothing else of the store. */
export function credentialHandle(
  { credentials: store, state, clock }: CredentialAccess,
  integration: Pick<Integration, 'authKind' | 'credentialRef' | 'name'>,
): CredentialHandle {
  const ref = integration.credentialRef
  return {
    kind: integration.authKind,
    async read(signal) {
      const stored = await store.read(ref, signal)
      if (stored) return stored
      throw new CredentialError(`There are no credentials for the integration ${integration.name}; connect it again`)
    },
    replace: (next, ifVersion, signal) => store.replace(ref, next, ifVersion, signal),
    async exclusive(work, signal = new AbortController().signal) {
      const lease = await keepLease({
        leases: state.leases,
        key: `credential:${ref}`,
        ttlMs: exclusiveMs,
        clock,
        signal,
        lost: () => undefined,
        busy: `The credentials of ${integration.name} are being renewed elsewhere; try again`,
      })
      return work().finally(() => lease.release())
    },
  }
}

/** Gives a connector credentials that are stored nowhere yet; what it renews of them is read back from the handle. */
export async function trialHandle(
  clock: Clock,
  integration: Pick<Integration, 'credentialRef' | 'name'>,
  stored: StoredCredentials,
): Promise<CredentialHandle> {
  const credentials = createMemoryCredentials()
  await credentials.write(integration.credentialRef, stored)
  const access = { credentials, state: { leases: memoryLeases(clock) }, clock }
  return credentialHandle(access, { ...integration, authKind: stored.kind })
}

/** Names a credential without giving it away: scans that share it share its quota. */
function credentialIdentity(connector: Connector, ref: string, credentials: StoredCredentials): string {
  const { connect } = connector.auth.find(({ kind }) => kind === credentials.kind) ?? {}
  // A token that consent has brought belongs to one integration, and may be another one after each renewal.
  if (connect && Object.keys(credentials.secrets).some((name) => !connect.app.includes(name))) {
    return digestOf([credentials.kind, ref])
  }
  const secrets = Object.entries(credentials.secrets).map(([name, value]) => [name, value.reveal()])
  return digestOf([credentials.kind, credentials.fields, secrets])
}

/**
 * Everything that a connector needs to sign in, but the configuration. The way to sign in is that of the credentials, also
 * where somebody died between storing those and noting it with the integration.
 */
export async function openContextOf(
  { state, clock, log, limits, transport }: ScannerContext,
  connector: Connector,
  options: {
    readonly integration: Pick<Integration, 'id' | 'credentialRef'>
    readonly handle: CredentialHandle
    readonly chosen: readonly ChosenCheck[]
    readonly signal: AbortSignal
    /** False for what is not stored yet, and has no cache. */
    readonly isStored: boolean
  },
): Promise<Omit<OpenContext, 'config'>> {
  const { integration, handle, chosen, signal, isStored } = options
  const { credentials } = await handle.read(signal)
  const credential = credentialIdentity(connector, integration.credentialRef, credentials)
  return {
    credentials: { ...handle, kind: credentials.kind },
    permissions: permissionsOf(connector, credentials.kind, chosen),
    limiter: limits.forScan({ host: connector.id, credential, signal }),
    cache: isStored ? state.cache(integration.id) : forgetful,
    clock,
    log,
    signal,
    ...(transport && { transport }),
  }
}

const forgetful: HttpCache = { get: async () => undefined, set: async () => undefined }

/**
 * Signs in.
 * @throws an OpenCasbError whatever goes wrong; a connector's own mistake is named as such
 */
export async function openSession(
  connector: Connector,
  integration: Pick<Integration, 'config'>,
  rest: Omit<OpenContext, 'config'>,
): Promise<Session> {
  const config = parseWith(connector.config, integration.config, 'config')
  try {
    return await connector.open({ ...rest, config })
  } catch (error) {
    if (OpenCasbError.is(error) || rest.signal.aborted) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new ProviderError(`${connector.title} could not be reached: ${detail}`, { cause: error })
  }
}
