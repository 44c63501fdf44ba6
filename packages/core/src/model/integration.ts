import type { IntegrationHealth } from './health.ts'
import type { JsonObject } from './json.ts'
import type { IntegrationSchedule } from './schedule.ts'

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
  /** Whose it is, in the host's words: its customer, workspace or account. Schedules are fair between owners. */
  readonly owner?: string
  /** The connector's configuration, as the host gave it and the connector's schema accepted it. */
  readonly config: JsonObject
  /** Which of the connector's ways to sign in is used. */
  readonly authKind: string
  /** Where the credential store keeps the credentials. */
  readonly credentialRef: string
  /** Known once a scan or plan signed in. */
  readonly tenant?: Tenant
  readonly createdAt: string
  readonly schedule?: IntegrationSchedule
  /** Absent until it was first assessed; services show an `initializing` one then. */
  readonly health?: IntegrationHealth
  /** Since when it is paused. */
  readonly pausedAt?: string
  /** When the next scan is due; absent where nothing is scheduled. */
  readonly nextScanAt?: string
}

/** What changes with a commit: what a scan knows better than the host, and that the host paused it. */
export type IntegrationPatch = Partial<Pick<Integration, 'tenant' | 'authKind' | 'health' | 'nextScanAt' | 'pausedAt'>>
