import type { Route } from '../http/route.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { directoryRoutes } from './directory-routes.ts'
import { driveRoutes } from './drive-routes.ts'
import { gmailRoutes } from './gmail-routes.ts'
import { groupsSettingsRoutes } from './groups-settings-routes.ts'
import { licensingRoutes } from './licensing-routes.ts'
import { policyRoutes } from './policy-routes.ts'
import { ssoRoutes } from './sso-routes.ts'

/** All that the simulated Google answers, one list per API. */
export const routes: readonly Route[] = [
  ...directoryRoutes,
  ...groupsSettingsRoutes,
  ...licensingRoutes,
  ...policyRoutes,
  ...ssoRoutes,
  ...driveRoutes,
  ...calendarRoutes,
  ...gmailRoutes,
]
