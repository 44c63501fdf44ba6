import type { JsonObject } from './json.ts'

/** Names the tenant at the vendor that an integration reaches. */
export interface Tenant {
  /** The vendor's immutable id. */
  readonly id: string
  readonly name: string
  readonly url?: string
}

/** One connected organisation, tenant or domain. */
export interface Integration {
  readonly id: string
  readonly connector: string
  readonly name: string
  /** The connector's configuration, as the host gave it and the connector's schema accepted it. */
  readonly config: JsonObject
  /** Which of the connector's ways to sign in is used. */
  readonly authKind: string
  /** Where the credential store keeps the credentials. */
  readonly credentialRef: string
  /** Known once a scan or plan signed in. */
  readonly tenant?: Tenant
  readonly createdAt: string
}
