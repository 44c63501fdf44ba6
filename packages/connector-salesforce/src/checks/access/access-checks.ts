import type { Check } from '@opencasb/core/connector'
import { shadowAdministrator, superAdministratorsBounded } from './administrators.ts'
import { delegatedLoginOff } from './delegated-administration.ts'
import { holdersBounded } from './holders-bounded.ts'
import { dormantPower, frozenPower } from './idle-power.ts'
import { activatedPower, lastingPower } from './lasting-power.ts'
import {
  guestObjectsNotCreated,
  guestObjectsRead,
  guestObjectsReadOnly,
  objectsNotModifiedAll,
  objectsNotViewedAll,
} from './object-access.ts'
import { externalPermissions, guestPermissions, integrationPermissions } from './outsiders.ts'
import { groupCalculated } from './permission-set-groups.ts'
import {
  apiEnabledBySet,
  externalProfileNarrow,
  packagedSetNarrow,
  permissionSetUsed,
  powerfulSetNarrow,
  profileNarrow,
} from './permission-sources.ts'
import { sensitivePermissions } from './sensitive-permissions.ts'
import { toxicCombinations } from './toxic-combinations.ts'

/** The checks of who may do what. */
export const accessChecks: readonly Check[] = [
  shadowAdministrator,
  superAdministratorsBounded,
  ...holdersBounded,
  guestPermissions,
  externalPermissions,
  integrationPermissions,
  ...sensitivePermissions,
  toxicCombinations,
  dormantPower,
  frozenPower,
  lastingPower,
  activatedPower,
  powerfulSetNarrow,
  permissionSetUsed,
  profileNarrow,
  externalProfileNarrow,
  apiEnabledBySet,
  packagedSetNarrow,
  groupCalculated,
  guestObjectsReadOnly,
  guestObjectsNotCreated,
  guestObjectsRead,
  objectsNotModifiedAll,
  objectsNotViewedAll,
  delegatedLoginOff,
]
