import type { GraphRoute } from '../http/graph-route.ts'
import { applicationRoutes } from './application-routes.ts'
import { conditionalAccessRoutes } from './conditional-access-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { policyRoutes } from './policy-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { tenantRoutes } from './tenant-routes.ts'
import { userRoutes } from './user-routes.ts'

/** All routes of the simulated Graph. */
export const graphRoutes: readonly GraphRoute[] = [
  ...tenantRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...roleRoutes,
  ...applicationRoutes,
  ...policyRoutes,
  ...conditionalAccessRoutes,
]
