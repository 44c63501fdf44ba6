import type { IntegrationHealth } from '../model/health.ts'
import type { Integration } from '../model/integration.ts'

type Assessed = Pick<Integration, 'health' | 'createdAt' | 'pausedAt'>

/** How an integration was found to be, whether it is paused or not. */
export function assessedHealth({ health, createdAt }: Assessed): IntegrationHealth {
  return health ?? { state: 'initializing', since: createdAt, failures: 0 }
}

/** How an integration is shown to hosts: a paused one is paused, however it was before. */
export function shownHealth(integration: Assessed): IntegrationHealth {
  const { pausedAt } = integration
  const { retryAt: _, ...health } = assessedHealth(integration)
  if (pausedAt === undefined) return assessedHealth(integration)
  const words = { reason: 'The host paused it: it makes no call', remedy: 'Resume it; its scan goes on where it was' }
  return { ...health, ...words, state: 'paused', since: pausedAt }
}

/** The integration as hosts see it. */
export function shown(integration: Integration): Integration {
  return { ...integration, health: shownHealth(integration) }
}
