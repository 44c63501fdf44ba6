import { type CredentialStore, type Integration, secret } from '@opencasb/core'

/** An integration of the toy connector, due since a while. */
export function toyIntegration(id: string, assets: number, change: Partial<Integration> = {}): Integration {
  return {
    id,
    connector: 'toy',
    name: id,
    config: { workspace: id, assets },
    authKind: 'token',
    credentialRef: id,
    createdAt: '2026-01-01T00:00:00.000Z',
    nextScanAt: '2026-01-01T00:00:00.000Z',
    ...change,
  }
}

/** The same token for every integration, known to every process. */
export const toyCredentials: CredentialStore = {
  read: async () => ({ credentials: { kind: 'token', fields: {}, secrets: { token: secret('toy') } }, version: '1' }),
  write: async () => undefined,
  replace: async () => true,
  destroy: async () => undefined,
}
