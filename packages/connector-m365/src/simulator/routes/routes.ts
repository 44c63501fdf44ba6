import type { GraphRoute } from '../http/graph-route.ts'
import { applicationRoutes } from './application-routes.ts'
import { conditionalAccessRoutes } from './conditional-access-routes.ts'
import { driveRoutes } from './drive-routes.ts'
import { groupRoutes } from './group-routes.ts'
import { mailboxRoutes } from './mailbox-routes.ts'
import { policyRoutes } from './policy-routes.ts'
import { roleRoutes } from './role-routes.ts'
import { siteRoutes } from './site-routes.ts'
import { tenantRoutes } from './tenant-routes.ts'
import { userRoutes } from './user-routes.ts'

/** All routes of the simulated Graph. */
export const graphRoutes: readonly GraphRoute[] = [
  ...tenantRoutes,
  ...userRoutes,
  ...driveRoutes,
  ...siteRoutes,
  ...mailboxRoutes,
  ...groupRoutes,
  ...roleRoutes,
  ...applicationRoutes,
  ...policyRoutes,
  ...conditionalAccessRoutes,
]
