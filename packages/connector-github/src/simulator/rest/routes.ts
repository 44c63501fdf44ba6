import type { Route } from '../http/call.ts'
import { alertRoutes } from './alert-routes.ts'
import { appRoutes, installationRoutes } from './app-routes.ts'
import { generalRoutes } from './general-routes.ts'
import { organizationActionsRoutes } from './organization-actions-routes.ts'
import { organizationRoutes } from './organization-routes.ts'
import { organizationSecurityRoutes } from './organization-security-routes.ts'
import { repositoryRoutes } from './repository-routes.ts'

/** All routes of the REST API that are simulated. */
export const restRoutes: readonly Route[] = [
  ...generalRoutes,
  ...appRoutes,
  ...installationRoutes,
  ...organizationRoutes,
  ...organizationActionsRoutes,
  ...organizationSecurityRoutes,
  ...alertRoutes,
  ...repositoryRoutes,
]
