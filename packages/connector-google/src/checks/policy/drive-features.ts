import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { choiceIs, defineSettingCheck, switchIs } from './define-setting-check.ts'

const drive = 'In the Admin console, open Apps, Google Workspace, Drive and Docs'
const creation = `${drive}, Sharing settings, Shared drive creation`

/** Checks of shared drives, of tools around Drive, and of warnings. */
export const driveFeatureChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/drive-warns-of-outside-files',
    setting: 'drive_and_docs.external_file_warning',
    severity: 'low',
    title: 'Files from outside are not marked',
    finding: 'Files from outside are not marked',
    risk: 'A form or a document of a stranger is taken for one of a colleague, and filled in.',
    remediation: `${drive}, Sharing settings, and switch on the warning for files from outside of the domain.`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.9'] },
    // The field is known from answers of an account; its other values are not.
    compliant: switchIs('highlightingEnabled', true),
  }),
  defineSettingCheck({
    id: 'google/shared-drive-managers-cannot-override',
    setting: 'drive_and_docs.shared_drive_creation',
    severity: 'medium',
    title: 'Managers of shared drives may undo the settings for them',
    finding: 'Managers may change the settings of their shared drives',
    risk: 'Rules for sharing hold until one manager finds them in the way.',
    remediation: `${creation}, and untick "Allow members with manager access to override the settings below".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.2.1'], 'cis-gws': ['3.1.2.1.2.2'] },
    compliant: switchIs('allowManagersToOverrideSettings', false),
  }),
  defineSettingCheck({
    id: 'google/shared-drive-non-members',
    setting: 'drive_and_docs.shared_drive_creation',
    severity: 'low',
    title: 'Whether files of shared drives may be given to non-members is not as the baseline has it',
    finding: 'Access of non-members to files of shared drives is not as it should be',
    risk: 'With it, the list of members does not say who reads the files. Without it, people are made members of the whole drive to see one file.',
    remediation: `${creation}, and set "Allow people who aren't shared drive members to be added to files" as intended.`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.2.2'], 'cis-gws': ['3.1.2.1.2.3'] },
    // The two baselines ask for opposite things.
    params: z.object({ allowed: z.boolean().default(false) }),
    profiles: { scuba: { allowed: true }, cis: { allowed: false } },
    compliant: (value, { params }) =>
      value.on('allowNonMemberAccess') === params.allowed ||
      `Non-members may ${params.allowed ? 'not ' : ''}be added to files of shared drives`,
  }),
  defineSettingCheck({
    id: 'google/shared-drive-creation-allowed',
    setting: 'drive_and_docs.shared_drive_creation',
    severity: 'low',
    title: 'Users may not create shared drives',
    finding: 'Users may not create shared drives',
    risk: "Work of teams lies in people's own drives, and goes with them when they leave.",
    remediation: `${creation}, and untick "Prevent users in your organization from creating new shared drives".`,
    frameworks: { 'cis-gws': ['3.1.2.1.2.1'] },
    compliant: switchIs('allowSharedDriveCreation', true),
  }),
  defineSettingCheck({
    id: 'google/shared-drive-viewers-cannot-copy',
    setting: 'drive_and_docs.shared_drive_creation',
    severity: 'low',
    title: 'Viewers may download, print and copy files of shared drives',
    finding: 'Viewers and commenters may download, print and copy files of shared drives',
    risk: 'Who may only look takes a copy along, and nobody can take it back.',
    remediation: `${creation}, and untick "Allow viewers and commenters to download, print, and copy files".`,
    frameworks: { 'cis-gws': ['3.1.2.1.2.4'] },
    compliant: choiceIs('allowedPartiesForDownloadPrintCopy', ['EDITORS_ONLY'], ['ALL']),
  }),
  defineSettingCheck({
    id: 'google/drive-security-update-applied',
    setting: 'drive_and_docs.file_security_update',
    severity: 'medium',
    title: 'Old links to files work without the security update',
    finding: 'The security update for files is not applied to all of them',
    risk: 'Old links can be guessed and shortened: the update gives them a key that cannot.',
    remediation: `${drive}, Sharing settings, "Security update for files", choose "Apply security update to all impacted files", and untick that users may remove it.`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.3.1'] },
    compliant(value) {
      const isApplied = value.isOneOf('securityUpdate', {
        right: ['APPLY_TO_IMPACTED_FILES'],
        wrong: ['REMOVE_FROM_IMPACTED_FILES'],
      })
      return (
        isApplied && (!value.on('allowUsersToManageUpdate') || 'Users may take the security update off their files')
      )
    },
  }),
  defineSettingCheck({
    id: 'google/drive-sdk-off',
    setting: 'drive_and_docs.drive_sdk',
    severity: 'low',
    title: 'Apps may use the Drive SDK',
    finding: 'Apps may reach Drive with the Drive SDK',
    risk: 'Any app that a user likes reads, writes and shares the files of that user.',
    remediation: `${drive}, Features and Applications, "Drive SDK", and untick "Allow users to access Google Drive with the Drive SDK API".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.4.1'] },
    compliant: switchIs('enableDriveSdkApiAccess', false),
  }),
  defineSettingCheck({
    id: 'google/drive-for-desktop-limited',
    setting: 'drive_and_docs.drive_for_desktop',
    severity: 'medium',
    title: 'Drive is copied to any computer',
    finding: 'Google Drive for desktop runs on any computer',
    risk: 'All files of a user lie on private and lost computers, and what encrypts those computers encrypts Drive.',
    remediation: `${drive}, Features and Applications, "Google Drive for desktop", and untick "Allow Google Drive for desktop in your organization", or tick "Only allow Google Drive for desktop on authorized devices".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.5.1'], 'cis-gws': ['3.1.2.2.2'] },
    params: z.object({ allowAuthorizedDevices: z.boolean().default(true) }),
    profiles: { scuba: { allowAuthorizedDevices: true }, cis: { allowAuthorizedDevices: false } },
    compliant(value, { params }) {
      if (!value.on('allowDriveForDesktop')) return true
      if (!params.allowAuthorizedDevices) return 'Google Drive for desktop is on'
      return value.on('restrictToAuthorizedDevices')
    },
  }),
]
