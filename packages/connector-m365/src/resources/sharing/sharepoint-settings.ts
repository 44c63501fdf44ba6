import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { tenantPolicy } from '../policy/tenant-policy.ts'

/** Settings of SharePoint and OneDrive for the whole tenant; undefined where Microsoft does not tell. */
export interface SharePointSettings {
  /** `disabled`, `existingExternalUserSharingOnly`, `externalUserSharingOnly`, `externalUserAndGuestSharing` */
  readonly sharingCapability: string | undefined
  /** `none`, `allowList`, `blockList` */
  readonly sharingDomainRestrictionMode: string | undefined
  readonly sharingAllowedDomainList: readonly string[]
  readonly isResharingByExternalUsersEnabled: boolean | undefined
  readonly isRequireAcceptingUserToMatchInvitedUserEnabled: boolean | undefined
  readonly isLegacyAuthProtocolsEnabled: boolean | undefined
  readonly isUnmanagedSyncAppForTenantRestricted: boolean | undefined
}

const schema: z.ZodType<SharePointSettings> = z.object({
  sharingCapability: graphField.text,
  sharingDomainRestrictionMode: graphField.text,
  sharingAllowedDomainList: graphField.texts,
  isResharingByExternalUsersEnabled: graphField.flag,
  isRequireAcceptingUserToMatchInvitedUserEnabled: graphField.flag,
  isLegacyAuthProtocolsEnabled: graphField.flag,
  isUnmanagedSyncAppForTenantRestricted: graphField.flag,
})

/**
 * The sharing settings of SharePoint and OneDrive.
 * @see https://learn.microsoft.com/en-us/graph/api/resources/sharepointsettings
 */
export const sharePointSettings: ResourceType<SharePointSettings, M365Session> = tenantPolicy<SharePointSettings>({
  name: 'm365.sharepoint-settings',
  path: '/admin/sharepoint/settings',
  schema,
  permissions: ['SharePointTenantSettings.Read.All'],
  id: 'sharepointSettings',
  title: 'SharePoint and OneDrive settings',
  url: 'https://admin.microsoft.com/sharepoint?page=sharing&modern=true',
})
