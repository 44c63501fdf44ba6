import type { Connector, OpenContext } from '../contract/connector.ts'
import type { CredentialHandle, CredentialStore } from '../contract/credentials.ts'
import type { Session } from '../contract/session.ts'
import { CredentialError } from '../errors/credential-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { ProviderError } from '../errors/provider-error.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { Integration } from '../model/integration.ts'
import { parseWith } from '../policy/parse-with.ts'

/** Gives a connector the credentials of one integration and nothing else of the store. */
export function credentialHandle(store: CredentialStore, integration: Integration): CredentialHandle {
  const ref = integration.credentialRef
  return {
    kind: integration.authKind,
    async read(signal) {
      const stored = await store.read(ref, signal)
      if (stored) return stored
      throw new CredentialError(`There are no credentials for the integration ${integration.name}; connect it again`)
    },
    replace: (next, ifVersion, signal) => store.replace(ref, next, ifVersion, signal),
  }
}

/** Names a credential without giving it away: scans that share it share its quota. */
export async function credentialIdentity(handle: CredentialHandle, signal: AbortSignal): Promise<string> {
  const { credentials } = await handle.read(signal)
  const secrets = Object.entries(credentials.secrets).map(([name, value]) => [name, value.reveal()])
  return digestOf([credentials.kind, credentials.fields, secrets])
}

/**
 * Signs in.
 * @throws an OpenCasbError whatever goes wrong; a connector's own mistake is named as such
 */
export async function openSession(
  connector: Connector,
  integration: Integration,
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
