import type { JsonObject } from '@opencasb/core'
import type { PolicyCase } from './policy-case.ts'

/** A check of one switch. */
function aSwitch(check: string, type: string, field: string, should: boolean): PolicyCase {
  return { check: `google/${check}`, type, failing: { [field]: !should }, passing: { [field]: should } }
}

/** A check of one choice. */
function aChoice(check: string, type: string, field: string, wrong: string, right: string): PolicyCase {
  return { check: `google/${check}`, type, failing: { [field]: wrong }, passing: { [field]: right } }
}

const sharing = 'drive_and_docs.external_sharing'
const creation = 'drive_and_docs.shared_drive_creation'
const groups = 'groups_for_business.groups_sharing'
const attachments = 'gmail.email_attachment_safety'
const links = 'gmail.links_and_external_images'
const spoofing = 'gmail.spoofing_and_authentication'
const off = { externalSharingMode: 'DISALLOWED' }
const listed = { externalSharingMode: 'ALLOWLISTED_DOMAINS' }
const open = { externalSharingMode: 'ALLOWED' }

const attachmentProtections = {
  enableEncryptedAttachmentProtection: true,
  encryptedAttachmentProtectionConsequence: 'QUARANTINE',
  enableAttachmentWithScriptsProtection: true,
  attachmentWithScriptsProtectionConsequence: 'SPAM_FOLDER',
  enableAnomalousAttachmentProtection: true,
  anomalousAttachmentProtectionConsequence: 'QUARANTINE',
}
const spoofingProtections = {
  detectDomainNameSpoofing: true,
  domainNameSpoofingConsequence: 'QUARANTINE',
  detectEmployeeNameSpoofing: true,
  employeeNameSpoofingConsequence: 'QUARANTINE',
  detectDomainSpoofingFromUnauthenticatedSenders: true,
  domainSpoofingConsequence: 'QUARANTINE',
  detectUnauthenticatedEmails: true,
  unauthenticatedEmailConsequence: 'QUARANTINE',
  detectGroupsSpoofing: true,
  groupsSpoofingConsequence: 'SPAM_FOLDER',
}

function spamRule(options: JsonObject): JsonObject {
  const none = {
    bypassInternalSenders: false,
    bypassSelectedSenders: false,
    hideWarningBannerFromSelectedSenders: false,
  }
  return { spamOverride: [{ ruleId: 'r1', ...none, ...options }] }
}
const ruleOn = { 'gmail.rule_states': { ruleStates: [{ ruleId: 'r1', enabled: true }] } }
const ruleOff = { 'gmail.rule_states': { ruleStates: [{ ruleId: 'r1', enabled: false }] } }

export const servicePolicyCases: readonly PolicyCase[] = [
  aChoice(
    'primary-calendars-share-free-busy-only',
    'calendar.primary_calendar_max_allowed_external_sharing',
    'maxAllowedExternalSharing',
    'EXTERNAL_ALL_INFO_READ_ONLY',
    'EXTERNAL_FREE_BUSY_ONLY',
  ),
  aChoice(
    'secondary-calendars-share-free-busy-only',
    'calendar.secondary_calendar_max_allowed_external_sharing',
    'maxAllowedExternalSharing',
    'EXTERNAL_ALL_INFO_READ_WRITE_MANAGE',
    'EXTERNAL_FREE_BUSY_ONLY',
  ),
  aSwitch('calendar-warns-of-external-guests', 'calendar.external_invitations', 'warnOnInvite', true),
  aSwitch('calendar-interop-off', 'calendar.interoperability', 'enableInteroperability', false),
  aChoice('external-groups-off', 'groups.service_status', 'serviceState', 'ENABLED', 'DISABLED'),
  aChoice(
    'directory-not-shared-with-apps',
    'directory.external_directory_sharing',
    'sharingOption',
    'ORGANIZATION_DIRECTORY_DATA',
    'REQUESTER_BASIC_PROFILE_ONLY',
  ),
  aSwitch('calendar-offline-off', 'calendar.calendar_offline_access', 'enableOfflineAccess', false),
  aSwitch('gmail-offline-off', 'gmail.web_offline', 'enabled', false),
  {
    check: 'google/gmail-comprehensive-storage',
    type: 'gmail.comprehensive_mail_storage',
    failing: { ruleId: 'r2' },
    passing: { ruleId: 'r1' },
    related: {
      'gmail.rule_states': {
        ruleStates: [
          { ruleId: 'r1', enabled: true },
          { ruleId: 'r2', enabled: false },
        ],
      },
    },
    fields: [],
    traps: [{ why: 'its rule has no state', value: { ruleId: 'r3' }, outcome: 'unknown' }],
  },
  aSwitch('calendar-paid-appointments-off', 'calendar.appointment_schedules', 'enablePayments', false),
  aSwitch('chat-history-on', 'chat.chat_history', 'historyOnByDefault', true),
  aSwitch('chat-history-not-changed-by-users', 'chat.chat_history', 'allowUserModification', false),
  aChoice('chat-external-files-blocked', 'chat.chat_file_sharing', 'externalFileSharing', 'IMAGES_ONLY', 'NO_FILES'),
  aChoice('chat-internal-files-blocked', 'chat.chat_file_sharing', 'internalFileSharing', 'ALL_FILES', 'NO_FILES'),
  aChoice('chat-space-history-on', 'chat.space_history', 'historyState', 'HISTORY_ALWAYS_OFF', 'DEFAULT_HISTORY_ON'),
  {
    check: 'google/chat-external-limited-to-allow-list',
    type: 'chat.external_chat_restriction',
    failing: { allowExternalChat: true, externalChatRestriction: 'NO_RESTRICTION' },
    passing: { allowExternalChat: true, externalChatRestriction: 'TRUSTED_DOMAINS' },
    traps: [
      {
        why: 'no chat with anybody outside',
        value: { allowExternalChat: false, externalChatRestriction: 'NO_RESTRICTION' },
        outcome: 'pass',
      },
      { why: 'the restriction is not told', value: { allowExternalChat: true }, outcome: 'unknown' },
    ],
  },
  {
    check: 'google/chat-external-spaces-limited',
    type: 'chat.chat_external_spaces',
    failing: { enabled: true, domainAllowlistMode: 'ALL_DOMAINS' },
    passing: { enabled: true, domainAllowlistMode: 'TRUSTED_DOMAINS' },
    traps: [{ why: 'no external spaces', value: { enabled: false }, outcome: 'pass' }],
  },
  aSwitch('chat-apps-off', 'chat.chat_apps_access', 'enableApps', false),
  aSwitch('chat-webhooks-off', 'chat.chat_apps_access', 'enableWebhooks', false),
  aChoice(
    'classes-joined-by-own-users-only',
    'classroom.class_membership',
    'whoCanJoinClasses',
    'ANY_GOOGLE_WORKSPACE_USER',
    'ANYONE_IN_DOMAIN',
  ),
  aChoice(
    'users-join-own-classes-only',
    'classroom.class_membership',
    'whichClassesCanUsersJoin',
    'CLASSES_IN_ALLOWLISTED_DOMAINS',
    'CLASSES_IN_DOMAIN',
  ),
  aSwitch('classroom-data-access-off', 'classroom.api_data_access', 'enableApiAccess', false),
  aChoice('roster-import-off', 'classroom.roster_import', 'rosterImportOption', 'ON_CLEVER', 'OFF'),
  aChoice(
    'only-teachers-unenrol',
    'classroom.student_unenrollment',
    'whoCanUnenrollStudents',
    'STUDENTS_AND_TEACHERS',
    'TEACHERS_ONLY',
  ),
  aChoice(
    'verified-teachers-create-classes',
    'classroom.teacher_permissions',
    'whoCanCreateClasses',
    'ANYONE_IN_DOMAIN',
    'VERIFIED_TEACHERS_ONLY',
  ),
  aChoice('drive-sharing-limited-to-allow-list', sharing, 'externalSharingMode', 'ALLOWED', 'ALLOWLISTED_DOMAINS'),
  {
    check: 'google/drive-receiving-limited',
    type: sharing,
    failing: { ...listed, allowReceivingFilesOutsideAllowlistedDomains: true },
    passing: { ...listed, allowReceivingFilesOutsideAllowlistedDomains: false },
    traps: [
      { why: 'nothing leaves, all comes in', value: { ...off, allowReceivingExternalFiles: true }, outcome: 'fail' },
      { why: 'nothing leaves or comes in', value: { ...off, allowReceivingExternalFiles: false }, outcome: 'pass' },
      { why: 'everything is open', value: open, outcome: 'not-applicable' },
    ],
  },
  {
    check: 'google/drive-warns-before-sharing-outside',
    type: sharing,
    failing: { ...open, warnForExternalSharing: false },
    passing: { ...open, warnForExternalSharing: true },
    traps: [
      { why: 'nothing leaves', value: off, outcome: 'not-applicable' },
      { why: 'only to allowed domains', value: listed, outcome: 'not-applicable' },
    ],
  },
  {
    check: 'google/drive-warns-before-sharing-with-allow-list',
    type: sharing,
    failing: { ...listed, warnForSharingOutsideAllowlistedDomains: false },
    passing: { ...listed, warnForSharingOutsideAllowlistedDomains: true },
    traps: [{ why: 'no allow list', value: open, outcome: 'not-applicable' }],
  },
  {
    check: 'google/drive-no-visitor-sharing',
    type: sharing,
    failing: { ...open, allowNonGoogleInvites: true },
    passing: { ...open, allowNonGoogleInvites: false },
    traps: [
      {
        why: 'visitors of allowed domains',
        value: { ...listed, allowNonGoogleInvitesInAllowlistedDomains: true },
        outcome: 'fail',
      },
      { why: 'nothing leaves', value: off, outcome: 'not-applicable' },
    ],
  },
  {
    check: 'google/drive-no-publishing',
    type: sharing,
    failing: { ...open, allowPublishingFiles: true },
    passing: { ...open, allowPublishingFiles: false },
    traps: [{ why: 'nothing leaves', value: { ...off, allowPublishingFiles: true }, outcome: 'not-applicable' }],
  },
  aChoice(
    'drive-access-checker-recipients-only',
    sharing,
    'accessCheckerSuggestions',
    'RECIPIENTS_OR_AUDIENCE',
    'RECIPIENTS_ONLY',
  ),
  {
    check: 'google/drive-content-moved-by-insiders-only',
    type: sharing,
    failing: { ...open, allowedPartiesForDistributingContent: 'ALL_ELIGIBLE_USERS' },
    passing: { ...open, allowedPartiesForDistributingContent: 'ELIGIBLE_INTERNAL_USERS' },
    traps: [{ why: 'nothing leaves', value: off, outcome: 'not-applicable' }],
  },
  aChoice(
    'drive-new-files-private',
    'drive_and_docs.general_access_default',
    'defaultFileAccess',
    'PRIMARY_AUDIENCE_WITH_LINK',
    'PRIVATE_TO_OWNER',
  ),
  aSwitch('drive-warns-of-outside-files', 'drive_and_docs.external_file_warning', 'highlightingEnabled', true),
  aSwitch('shared-drive-managers-cannot-override', creation, 'allowManagersToOverrideSettings', false),
  {
    ...aSwitch('shared-drive-non-members', creation, 'allowNonMemberAccess', false),
    traps: [
      {
        why: 'SCuBA wants them in',
        value: { allowNonMemberAccess: false },
        params: { allowed: true },
        outcome: 'fail',
      },
    ],
  },
  aSwitch('shared-drive-creation-allowed', creation, 'allowSharedDriveCreation', true),
  aChoice('shared-drive-viewers-cannot-copy', creation, 'allowedPartiesForDownloadPrintCopy', 'ALL', 'EDITORS_ONLY'),
  {
    check: 'google/drive-security-update-applied',
    type: 'drive_and_docs.file_security_update',
    failing: { securityUpdate: 'REMOVE_FROM_IMPACTED_FILES', allowUsersToManageUpdate: false },
    passing: { securityUpdate: 'APPLY_TO_IMPACTED_FILES', allowUsersToManageUpdate: false },
    fields: ['securityUpdate'],
    traps: [
      {
        why: 'users may undo it',
        value: { securityUpdate: 'APPLY_TO_IMPACTED_FILES', allowUsersToManageUpdate: true },
        outcome: 'fail',
      },
    ],
  },
  aSwitch('drive-sdk-off', 'drive_and_docs.drive_sdk', 'enableDriveSdkApiAccess', false),
  {
    check: 'google/drive-for-desktop-limited',
    type: 'drive_and_docs.drive_for_desktop',
    failing: { allowDriveForDesktop: true, restrictToAuthorizedDevices: false },
    passing: { allowDriveForDesktop: true, restrictToAuthorizedDevices: true },
    traps: [
      { why: 'off', value: { allowDriveForDesktop: false }, outcome: 'pass' },
      {
        why: 'CIS wants it off',
        value: { allowDriveForDesktop: true, restrictToAuthorizedDevices: true },
        params: { allowAuthorizedDevices: false },
        outcome: 'fail',
      },
    ],
  },
  aSwitch('gmail-delegation-off', 'gmail.mail_delegation', 'enableMailDelegation', false),
  aSwitch('gmail-uploads-off', 'gmail.user_email_uploads', 'enableMailAndContactsImport', false),
  aSwitch('gmail-pop-off', 'gmail.pop_access', 'enablePopAccess', false),
  aSwitch('gmail-imap-off', 'gmail.imap_access', 'enableImapAccess', false),
  aSwitch(
    'gmail-outlook-sync-off',
    'gmail.workspace_sync_for_outlook',
    'enableGoogleWorkspaceSyncForMicrosoftOutlook',
    false,
  ),
  aSwitch('gmail-forwarding-off', 'gmail.auto_forwarding', 'enableAutoForwarding', false),
  aSwitch(
    'gmail-outbound-gateways-off',
    'gmail.per_user_outbound_gateway',
    'allowUsersToUseExternalSmtpServers',
    false,
  ),
  {
    check: 'google/gmail-no-ip-allow-list',
    type: 'gmail.email_spam_filter_ip_allowlist',
    failing: { allowedIpAddresses: ['192.0.2.1'] },
    passing: { allowedIpAddresses: [] },
  },
  aSwitch(
    'gmail-enhanced-scanning-on',
    'gmail.enhanced_pre_delivery_message_scanning',
    'enableImprovedSuspiciousContentDetection',
    true,
  ),
  {
    check: 'google/gmail-spam-filter-for-internal-senders',
    type: 'gmail.spam_override_lists',
    failing: spamRule({ bypassInternalSenders: true }),
    passing: spamRule({}),
    related: ruleOn,
    traps: [
      { why: 'the rule is off', value: spamRule({ bypassInternalSenders: true }), related: ruleOff, outcome: 'pass' },
      { why: 'nothing says whether the rule is on', value: spamRule({}), related: {}, outcome: 'unknown' },
      { why: 'no rules', value: { spamOverride: [] }, related: {}, outcome: 'pass' },
    ],
  },
  {
    check: 'google/gmail-spam-filter-for-listed-senders',
    type: 'gmail.spam_override_lists',
    failing: spamRule({ hideWarningBannerFromSelectedSenders: true }),
    passing: spamRule({}),
    related: ruleOn,
    traps: [
      { why: 'listed senders', value: spamRule({ bypassSelectedSenders: true }), outcome: 'fail' },
      { why: 'an option is not told', value: { spamOverride: [{ ruleId: 'r1' }] }, outcome: 'unknown' },
    ],
  },
  aSwitch('gmail-encrypted-attachments', attachments, 'enableEncryptedAttachmentProtection', true),
  aSwitch('gmail-script-attachments', attachments, 'enableAttachmentWithScriptsProtection', true),
  aSwitch('gmail-anomalous-attachments', attachments, 'enableAnomalousAttachmentProtection', true),
  aSwitch('gmail-future-attachment-protection', attachments, 'applyFutureRecommendedSettingsAutomatically', true),
  aSwitch('gmail-shortened-links', links, 'enableShortenerScanning', true),
  aSwitch('gmail-linked-images', links, 'enableExternalImageScanning', true),
  aSwitch('gmail-untrusted-link-warning', links, 'enableAggressiveWarningsOnUntrustedLinks', true),
  aSwitch('gmail-future-link-protection', links, 'applyFutureSettingsAutomatically', true),
  aSwitch('gmail-similar-domain-spoofing', spoofing, 'detectDomainNameSpoofing', true),
  aSwitch('gmail-employee-name-spoofing', spoofing, 'detectEmployeeNameSpoofing', true),
  aSwitch('gmail-own-domain-spoofing', spoofing, 'detectDomainSpoofingFromUnauthenticatedSenders', true),
  aSwitch('gmail-unauthenticated-mail', spoofing, 'detectUnauthenticatedEmails', true),
  aSwitch('gmail-group-spoofing', spoofing, 'detectGroupsSpoofing', true),
  aSwitch('gmail-future-spoofing-protection', spoofing, 'applyFutureSettingsAutomatically', true),
  {
    check: 'google/gmail-found-attachments-leave-inbox',
    type: attachments,
    failing: { ...attachmentProtections, anomalousAttachmentProtectionConsequence: 'WARNING' },
    passing: attachmentProtections,
    traps: [
      {
        why: 'a protection that is off has a finding of its own',
        value: {
          ...attachmentProtections,
          enableAnomalousAttachmentProtection: false,
          anomalousAttachmentProtectionConsequence: 'WARNING',
        },
        outcome: 'pass',
      },
    ],
  },
  {
    check: 'google/gmail-spoofed-mail-leaves-inbox',
    type: spoofing,
    failing: { ...spoofingProtections, domainSpoofingConsequence: 'WARNING' },
    passing: spoofingProtections,
  },
  aChoice('groups-closed-to-outsiders', groups, 'collaborationCapability', 'ANYONE_CAN_ACCESS', 'DOMAIN_USERS_ONLY'),
  aSwitch('group-owners-cannot-add-outsiders', groups, 'ownersCanAllowExternalMembers', false),
  aSwitch('group-owners-cannot-open-posting', groups, 'ownersCanAllowIncomingMailFromPublic', false),
  aChoice('groups-created-by-admins-only', groups, 'createGroupsAccessLevel', 'USERS_IN_DOMAIN', 'ADMIN_ONLY'),
  aChoice('group-conversations-for-members', groups, 'viewTopicsDefaultAccessLevel', 'DOMAIN_USERS', 'GROUP_MEMBERS'),
  {
    check: 'google/groups-cannot-be-hidden',
    type: groups,
    failing: { ownersCanHideGroups: true, newGroupsAreHidden: false },
    passing: { ownersCanHideGroups: false, newGroupsAreHidden: false },
    traps: [{ why: 'new ones are', value: { ownersCanHideGroups: false, newGroupsAreHidden: true }, outcome: 'fail' }],
  },
  aChoice('meet-outsiders-ask-to-join', 'meet.meet_joining', 'allowedAudience', 'OPEN', 'TRUSTED'),
  aChoice('meet-no-private-meetings', 'meet.safety_access', 'meetingsAllowedToJoin', 'ALL', 'SAME_ORGANIZATION_ONLY'),
  aSwitch('meet-host-management-on', 'meet.safety_host_management', 'enableHostManagement', true),
  aSwitch('meet-external-label-on', 'meet.safety_external_participants', 'enableExternalLabel', true),
  aSwitch('meet-automatic-recording-off', 'meet.automatic_recording', 'enabled', false),
  aSwitch('meet-automatic-transcription-off', 'meet.automatic_transcription', 'enabled', false),
  aChoice('sites-off', 'sites.service_status', 'serviceState', 'ENABLED', 'DISABLED'),
]
