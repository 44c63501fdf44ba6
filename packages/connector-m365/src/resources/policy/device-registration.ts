import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField, graphObject } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'

/** Who may bring devices into the directory, and how. */
export interface DeviceRegistration {
  /** Devices that a user may have. */
  readonly deviceQuota: number | undefined
  /** Whether Entra asks for a second factor before a device is registered or joined. */
  readonly requiresMfa: boolean
  /** Who may join devices: `all`, `selected`, `none`, or the type's own name. */
  readonly joinAllowedFor: string | undefined
  /** Whether Windows LAPS keeps the passwords of local administrators. */
  readonly localAdminPassword: boolean | undefined
  /** Whether Global Administrators become local administrators of joined devices. */
  readonly globalAdminsAreLocalAdmins: boolean | undefined
  /** Who becomes local administrator of the device that they join: `all`, `selected`, `none`. */
  readonly registeringUsersAreLocalAdmins: string | undefined
}

const kinds: Readonly<Record<string, string>> = {
  '#microsoft.graph.allDeviceRegistrationMembership': 'all',
  '#microsoft.graph.enumeratedDeviceRegistrationMembership': 'selected',
  '#microsoft.graph.noDeviceRegistrationMembership': 'none',
}
const membership = graphObject(
  z.looseObject({ '@odata.type': z.string() }).transform(({ '@odata.type': type }) => kinds[type] ?? type),
)

const schema: z.ZodType<DeviceRegistration> = z
  .looseObject({
    userDeviceQuota: z.number().nullish(),
    multiFactorAuthConfiguration: z.string(),
    azureADJoin: z.looseObject({
      allowedToJoin: membership,
      localAdmins: graphObject(z.looseObject({ enableGlobalAdmins: graphField.flag, registeringUsers: membership })),
    }),
    localAdminPassword: graphObject(z.looseObject({ isEnabled: graphField.flag })),
  })
  .transform(({ userDeviceQuota, multiFactorAuthConfiguration, azureADJoin, localAdminPassword }) => ({
    deviceQuota: userDeviceQuota ?? undefined,
    requiresMfa: multiFactorAuthConfiguration === 'required',
    joinAllowedFor: azureADJoin.allowedToJoin,
    localAdminPassword: localAdminPassword?.isEnabled,
    globalAdminsAreLocalAdmins: azureADJoin.localAdmins?.enableGlobalAdmins,
    registeringUsersAreLocalAdmins: azureADJoin.localAdmins?.registeringUsers,
  }))

/**
 * Settings of devices.
 * @see https://learn.microsoft.com/graph/api/deviceregistrationpolicy-get
 */
export const deviceRegistration: ResourceType<DeviceRegistration, M365Session> = tenantPolicy<DeviceRegistration>({
  name: 'm365.device-registration-policy',
  path: '/policies/deviceRegistrationPolicy',
  schema,
  permissions: ['Policy.Read.DeviceConfiguration'],
  id: 'deviceRegistrationPolicy',
  title: 'device settings',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_Devices/DevicesMenuBlade/~/DeviceSettings/menuId/Overview',
})

/** Whether a second factor is asked for before a device is registered. */
export const deviceRegistrationMfa: Index<DeviceRegistration, boolean> = defineIndex({
  name: 'm365.device-registration-mfa',
  of: deviceRegistration,
  pick: ({ requiresMfa }: DeviceRegistration) => requiresMfa,
})
