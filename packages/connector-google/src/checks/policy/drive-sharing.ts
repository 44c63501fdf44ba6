import type { Check } from '@opencasb/core/connector'
import { notApplicable } from '@opencasb/core/connector'
import { choiceIs, defineSettingCheck } from './define-setting-check.ts'
import type { SettingValue } from './setting-value.ts'

const sharing = 'In the Admin console, open Apps, Google Workspace, Drive and Docs, Sharing settings, Sharing options'
const setting = 'drive_and_docs.external_sharing'

/** How far files may go: nowhere, to allowed domains, or anywhere. */
function mode(value: SettingValue): 'off' | 'allow-list' | 'on' {
  if (value.isOneOf('externalSharingMode', { right: ['DISALLOWED'], wrong: ['ALLOWLISTED_DOMAINS', 'ALLOWED'] })) {
    return 'off'
  }
  const isListed = value.isOneOf('externalSharingMode', { right: ['ALLOWLISTED_DOMAINS'], wrong: ['ALLOWED'] })
  return isListed ? 'allow-list' : 'on'
}

const nothingLeaves = notApplicable('Nothing may be shared outside of the organisation')

/** Checks of who may share files with whom. */
export const driveSharingChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/drive-sharing-limited-to-allow-list',
    setting,
    severity: 'medium',
    title: 'Files may be shared with anybody outside',
    finding: 'Files may be shared with anybody outside of the organisation',
    risk: 'Everybody decides alone which documents leave, and takes them back never.',
    remediation: `${sharing}, "Sharing outside of your organization", and choose OFF or "Allowlisted domains".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.1'], 'cis-gws': ['3.1.2.1.1.3'] },
    compliant: choiceIs('externalSharingMode', ['DISALLOWED', 'ALLOWLISTED_DOMAINS'], ['ALLOWED']),
  }),
  defineSettingCheck({
    id: 'google/drive-receiving-limited',
    setting,
    severity: 'low',
    title: 'Files of strangers may be received',
    finding: 'Files may be received from domains that are not allowed',
    risk: 'Malware and false forms come in as shared files, past the filters of mail.',
    remediation: `${sharing}, and under "Sharing outside of your organization" untick that users may receive files from outside.`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.2'] },
    compliant(value) {
      switch (mode(value)) {
        case 'off':
          return !value.on('allowReceivingExternalFiles') || 'Files may be received from anybody outside'
        case 'allow-list':
          return !value.on('allowReceivingFilesOutsideAllowlistedDomains')
        case 'on':
          return notApplicable('Files may be shared with and received from everybody; another check says so')
      }
    },
  }),
  defineSettingCheck({
    id: 'google/drive-warns-before-sharing-outside',
    setting,
    severity: 'low',
    title: 'Users are not warned when they share files outside',
    finding: 'Users are not warned when they share files outside',
    risk: 'A mistyped or completed address gets the file, and nobody stops to look.',
    remediation: `${sharing}, and tick "Warn when files owned by users or shared drives are shared with users outside of your organization".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.3'], 'cis-gws': ['3.1.2.1.1.1'] },
    compliant: (value) => (mode(value) === 'on' ? value.on('warnForExternalSharing') : withAllowListOnly(value)),
  }),
  defineSettingCheck({
    id: 'google/drive-warns-before-sharing-with-allow-list',
    setting,
    severity: 'low',
    title: 'Users are not warned when they share files with allowed domains',
    finding: 'Users are not warned when they share files with allowed domains',
    risk: 'A mistyped address at a partner gets the file, and nobody stops to look.',
    remediation: `${sharing}, "Allowlisted domains", and tick "Warn when files owned by users or shared drives are shared with users in allowlisted domains".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.3'], 'cis-gws': ['3.1.2.1.1.4'] },
    compliant: (value) =>
      mode(value) === 'allow-list'
        ? value.on('warnForSharingOutsideAllowlistedDomains')
        : notApplicable('Sharing is not limited to allowed domains'),
  }),
  defineSettingCheck({
    id: 'google/drive-no-visitor-sharing',
    setting,
    severity: 'medium',
    title: 'Files may be shared with people without a Google account',
    finding: 'Files may be shared with people without a Google account',
    risk: 'Whoever reads a mailbox opens the file by a code that is sent there: there is no account to protect or to name in a log.',
    remediation: `${sharing}, and untick "Allow users to share items with people outside of the organization who aren't using a Google Account".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.4'] },
    compliant(value) {
      switch (mode(value)) {
        case 'off':
          return nothingLeaves
        case 'allow-list':
          return !value.on('allowNonGoogleInvitesInAllowlistedDomains')
        case 'on':
          return !value.on('allowNonGoogleInvites')
      }
    },
  }),
  defineSettingCheck({
    id: 'google/drive-no-publishing',
    setting,
    severity: 'high',
    title: 'Files may be opened to everybody on the internet',
    finding: 'Users may publish files and open them to anyone with the link',
    risk: 'Links are forwarded, indexed and kept; whoever has one reads the file for as long as it exists, and no log says who it was.',
    remediation: `${sharing}, and untick "When sharing outside of your organization is allowed, users can make files and published web content visible to anyone with the link".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.5'], 'cis-gws': ['3.1.2.1.1.2'] },
    compliant: (value) => (mode(value) === 'off' ? nothingLeaves : !value.on('allowPublishingFiles')),
  }),
  defineSettingCheck({
    id: 'google/drive-access-checker-recipients-only',
    setting,
    severity: 'low',
    title: 'Access Checker offers more than the recipients need',
    finding: 'Access Checker offers to open files to more than the recipients',
    risk: 'Who sends a link and clicks the first offer opens the file to a whole audience, or to everybody.',
    remediation: `${sharing}, "Access Checker", and choose "Recipients only".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.6'], 'cis-gws': ['3.1.2.1.1.5'] },
    compliant: choiceIs(
      'accessCheckerSuggestions',
      ['RECIPIENTS_ONLY'],
      ['RECIPIENTS_OR_AUDIENCE', 'RECIPIENTS_OR_AUDIENCE_OR_PUBLIC'],
    ),
  }),
  defineSettingCheck({
    id: 'google/drive-content-moved-by-insiders-only',
    setting,
    severity: 'medium',
    title: 'Files may be moved to shared drives of others',
    finding: 'People outside may move content to shared drives of another organisation',
    risk: 'Files that were moved belong to somebody else: nobody here can take them back.',
    remediation: `${sharing}, "Distributing content outside of your organization", and choose "Only users in your organization" or "No one".`,
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.7'], 'cis-gws': ['3.1.2.1.1.6'] },
    compliant: (value) =>
      mode(value) === 'off'
        ? nothingLeaves
        : value.isOneOf('allowedPartiesForDistributingContent', {
            right: ['NONE', 'ELIGIBLE_INTERNAL_USERS'],
            wrong: ['ALL_ELIGIBLE_USERS'],
          }),
  }),
  defineSettingCheck({
    id: 'google/drive-new-files-private',
    setting: 'drive_and_docs.general_access_default',
    severity: 'low',
    title: 'New files are open to colleagues',
    finding: 'New files are open to more than their owner',
    risk: 'Salaries, contracts and drafts can be found by everybody, because nobody thinks of closing what is new.',
    remediation:
      'In the Admin console, open Apps, Google Workspace, Drive and Docs, Sharing settings, "General access default", and choose "Private to the owner".',
    frameworks: { 'scuba-gws': ['GWS.DRIVEDOCS.1.8'] },
    compliant: choiceIs(
      'defaultFileAccess',
      ['PRIVATE_TO_OWNER', 'LINK_SHARING_PRIVATE'],
      ['PRIMARY_AUDIENCE_WITH_LINK', 'PRIMARY_AUDIENCE_WITH_LINK_OR_SEARCH'],
    ),
  }),
]

/** With an allow list the warning has a switch of its own, which has a check of its own. */
function withAllowListOnly(value: SettingValue): ReturnType<typeof notApplicable> {
  return mode(value) === 'off' ? nothingLeaves : notApplicable('Files may be shared with allowed domains only')
}
