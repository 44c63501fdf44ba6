import type { SimulatedObject } from '../world/simulated-object.ts'
import { accessObjects } from './access/access-objects.ts'
import { appObjects } from './app-objects.ts'
import { contentObjects } from './content-objects.ts'
import { healthObjects } from './health-objects.ts'
import { integrationObjects } from './integration-objects.ts'
import { organization, settingsObjects } from './settings-objects.ts'
import { siteObjects } from './site-objects.ts'
import { userObjects } from './user-objects.ts'

/** All objects of a simulated organisation. */
export const simulatedObjects: readonly SimulatedObject[] = [
  organization,
  ...settingsObjects,
  ...healthObjects,
  ...userObjects,
  ...accessObjects,
  ...appObjects,
  ...contentObjects,
  ...integrationObjects,
  ...siteObjects,
]
