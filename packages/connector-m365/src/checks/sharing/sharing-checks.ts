import type { Check } from '@opencasb/core/connector'
import { companyAndGuestChecks } from './company-and-guests.ts'
import { publicLinkChecks } from './public-links.ts'
import { sharePointSettingChecks } from './sharepoint-settings.ts'

/** Checks of what is shared in OneDrive, SharePoint and Teams. */
export const sharingChecks: readonly Check[] = [
  ...publicLinkChecks,
  ...companyAndGuestChecks,
  ...sharePointSettingChecks,
]
