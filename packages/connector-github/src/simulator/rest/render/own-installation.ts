import type { AppRegistration } from '../../access/credentials.ts'
import type { Links } from '../../http/links.ts'
import { installationBody } from './installation.ts'

const created = Date.UTC(2024, 0, 1)

/** The installation of an app that was made for an integration. */
export function ownInstallation(app: AppRegistration, links: Links): Record<string, unknown> {
  return installationBody(
    {
      id: app.installationId,
      appId: app.appId,
      slug: 'posture-scanner',
      selection: 'all',
      permissions: Object.fromEntries(app.permissions),
      events: [],
      createdAt: created,
      updatedAt: created,
      suspendedAt: app.suspended ? created : undefined,
    },
    app.place.organization,
    links,
  )
}
