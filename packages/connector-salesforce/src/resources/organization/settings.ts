import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'
import { setupChanges, withSetupState } from '../setup-changes.ts'

/** What is set for the whole organisation. Each setting is a facet. */
export interface Settings {
  /** The organisation's id. */
  readonly id: string
  readonly name: string
}

/** The settings of the organisation: one item, known from signing in. They change in Setup only. */
export const settings: ResourceType<Settings, SalesforceSession> = defineResource<Settings, SalesforceSession>({
  name: 'salesforce.settings',
  needs: salesforceNeeds('ViewSetup'),
  order: 'stable',
  cost: { bucket: 'default', itemsPerRequest: 1 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({ kind: 'organization', id, name }),
  collect: (context) => withSetupState(itself(context.session), context),
  changes: (context) => setupChanges<Settings>(context),
})

async function* itself({ orgId, tenant }: SalesforceSession): AsyncGenerator<{ readonly items: readonly Settings[] }> {
  yield { items: [{ id: orgId, name: tenant.name }] }
}
