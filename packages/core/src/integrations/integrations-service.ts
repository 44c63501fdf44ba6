import type { Integration } from '../model/integration.ts'
import type { Secret } from '../model/secret.ts'

/** What {@link IntegrationsService.add} takes. */
export interface NewIntegration {
  /** @default a random id */
  readonly id?: string
  /** The connector's id. */
  readonly connector: string
  /** @default the connector's title */
  readonly name?: string
  /** Checked with the connector's schema. */
  readonly config: Readonly<Record<string, unknown>>
  /** `kind` names the way to sign in; the other fields are the connector's. */
  readonly credentials: { readonly kind: string } & Readonly<Record<string, string | Secret>>
}

/** The organisations, tenants and domains that the host has connected. */
export interface IntegrationsService {
  /**
   * Checks configuration and credentials for their form and stores them. No call is made.
   * @throws ConfigError naming the field
   */
  add(integration: NewIntegration): Promise<Integration>
  get(id: string): Promise<Integration | undefined>
  list(): Promise<readonly Integration[]>
  /** Changes configuration, name or credentials; findings and history stay. */
  update(id: string, change: Partial<Pick<NewIntegration, 'name' | 'config' | 'credentials'>>): Promise<Integration>
  /** Destroys the credentials, then findings, inventory, checkpoints and caches of the integration. */
  remove(id: string): Promise<void>
}
