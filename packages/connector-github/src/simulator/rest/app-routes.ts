import { everything, held } from '@opencasb/simulator-kit'
import type { AppRegistration } from '../access/credentials.ts'
import { hasPermission, parsePermissions } from '../access/grant.ts'
import { noContent, notFound, ok, problem, suspendedMessage } from '../http/answer.ts'
import type { Call, Route } from '../http/call.ts'
import { moment } from '../http/links.ts'
import { counted, listed } from '../http/listing.ts'
import { nodeId } from '../world/node-id.ts'
import { organizationAccount } from './render/account.ts'
import { installationBody } from './render/installation.ts'
import { ownInstallation } from './render/own-installation.ts'
import { listedRepository, repositoryView } from './render/repository.ts'

const created = Date.UTC(2024, 0, 1)

function permissionsOf(app: AppRegistration): Record<string, string> {
  return Object.fromEntries(app.permissions)
}

/** The app's installation that a request is about, if it is its own. */
function installationOf(call: Call): AppRegistration | undefined {
  const { app } = call
  return app?.installed && String(app.installationId) === call.parameters['installation_id'] ? app : undefined
}

/** The permissions that a token is asked to have, or what is wrong with them. */
function narrowed(app: AppRegistration, body: unknown): ReadonlyMap<string, 'read' | 'write' | 'admin'> | undefined {
  const asked = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)['permissions'] : undefined
  if (typeof asked !== 'object' || asked === null) return app.permissions
  const wanted = Object.entries(asked).map(([name, level]) => `${name}:${String(level)}`)
  return wanted.every((one) => hasPermission(app.permissions, one)) ? parsePermissions(wanted) : undefined
}

/** Routes of apps, signed in as themselves or as an installation. */
export const appRoutes: readonly Route[] = [
  {
    route: 'GET /app',
    about: 'app',
    answer: ({ app, links }) =>
      app
        ? ok({
            id: app.appId,
            slug: 'posture-scanner',
            node_id: nodeId('app', app.appId),
            client_id: `Iv1.${app.appId}`,
            owner: organizationAccount(app.place.organization, links),
            name: 'Posture scanner',
            description: 'Reads settings',
            external_url: 'https://example.com',
            html_url: `${links.html}/apps/posture-scanner`,
            created_at: moment(created),
            updated_at: moment(created),
            permissions: permissionsOf(app),
            events: [],
            installations_count: 1,
          })
        : notFound(),
  },
  {
    route: 'GET /app/installations',
    about: 'app',
    answer: (call) =>
      listed(call, held(call.app?.installed ? [call.app] : []), (app) => ownInstallation(app, call.links)),
  },
  {
    route: 'GET /app/installations/{installation_id}',
    about: 'app',
    answer: (call) => {
      const app = installationOf(call)
      return app ? ok(ownInstallation(app, call.links)) : notFound()
    },
  },
  {
    route: 'DELETE /app/installations/{installation_id}',
    about: 'app',
    answer: (call) => {
      const app = installationOf(call)
      if (!app) return notFound()
      call.credentials.uninstall(app)
      return noContent()
    },
  },
  {
    route: 'GET /orgs/{org}/installation',
    about: 'app',
    answer: ({ app, links, parameters }) =>
      app && app.place.organization.login.toLowerCase() === parameters['org']?.toLowerCase()
        ? ok(ownInstallation(app, links))
        : notFound(),
  },
  {
    route: 'POST /app/installations/{installation_id}/access_tokens',
    about: 'app',
    answer: (call) => {
      const app = installationOf(call)
      if (!app) return notFound()
      if (app.suspended) return problem(403, suspendedMessage)
      const permissions = narrowed(app, call.body)
      if (!permissions) {
        return problem(422, 'The permissions requested are not granted to this installation.')
      }
      const { token, expiresAt } = call.credentials.installationToken(app, permissions, call.now)
      return ok(
        {
          token,
          expires_at: moment(expiresAt),
          permissions: Object.fromEntries(permissions),
          repository_selection: 'all',
        },
        201,
      )
    },
  },
  {
    route: 'GET /installation/repositories',
    about: 'anything',
    answer: (call) => {
      const place = call.world.places.find(({ organization }) => call.grant?.organizations.has(organization.login))
      if (!call.grant || !place) return notFound()
      const view = repositoryView(place, call.grant, call.links)
      const wrap = (items: string, count: number): string =>
        `{"total_count":${count},"repository_selection":"all","repositories":${items}}`
      return listed(call, everything(place.organization.repositories), (one) => listedRepository(one, view), wrap)
    },
  },
]

/** Lists what an organisation has installed. */
export const installationRoutes: readonly Route[] = [
  {
    route: 'GET /orgs/{org}/installations',
    about: 'organization',
    answer: (call) => {
      const { organization } = call.place
      return listed(
        call,
        everything(organization.installations),
        (one) => installationBody(one, organization, call.links),
        counted('installations'),
      )
    },
  },
]
