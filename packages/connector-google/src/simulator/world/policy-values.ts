/** Fields of a setting, as Google answers them. */
export type PolicyFields = Readonly<Record<string, unknown>>

/** A setting with values that an account may have, a bad one first. */
export interface PolicyKind {
  readonly type: string
  readonly values: readonly PolicyFields[]
  /** Is there once for the account, with one of the values, or all rules of one of the lists. */
  readonly whole?: true
}

/** A switch, first as it should not be. */
function flag(type: string, field: string, should: boolean): PolicyKind {
  return { type, values: [{ [field]: !should }, { [field]: should }] }
}

/** A choice, first as it should not be. */
function choice(type: string, field: string, wrong: string, right: string): PolicyKind {
  return { type, values: [{ [field]: wrong }, { [field]: right }] }
}

/** An application that is on, and off in one place. */
function service(name: string): PolicyKind {
  return { type: `${name}.service_status`, values: [{ serviceState: 'ENABLED' }] }
}

function takeout(name: string): PolicyKind {
  return choice(`${name}.user_takeout`, 'takeoutStatus', 'ENABLED', 'DISABLED')
}

const scopeGroups = ['DRIVE_ALL', 'GMAIL_ALL', 'CALENDAR_ALL', 'CONTACTS_ALL', 'GSUITE_ADMIN_ALL', 'CLOUD_PLATFORM']
const googleServices = (isEnabled: boolean): PolicyFields => ({
  services: scopeGroups.map((scopesGroup) => ({ scopesGroup, isEnabled })),
})

const attachments = (on: boolean): PolicyFields => ({
  enableEncryptedAttachmentProtection: on,
  encryptedAttachmentProtectionConsequence: on ? 'QUARANTINE' : 'WARNING',
  enableAttachmentWithScriptsProtection: on,
  attachmentWithScriptsProtectionConsequence: on ? 'SPAM_FOLDER' : 'WARNING',
  enableAnomalousAttachmentProtection: on,
  anomalousAttachmentProtectionConsequence: on ? 'QUARANTINE' : 'WARNING',
  applyFutureRecommendedSettingsAutomatically: on,
})

const spoofing = (on: boolean): PolicyFields => ({
  detectDomainNameSpoofing: on,
  domainNameSpoofingConsequence: on ? 'SPAM_FOLDER' : 'WARNING',
  detectEmployeeNameSpoofing: on,
  employeeNameSpoofingConsequence: on ? 'SPAM_FOLDER' : 'WARNING',
  detectDomainSpoofingFromUnauthenticatedSenders: on,
  domainSpoofingConsequence: on ? 'QUARANTINE' : 'WARNING',
  detectUnauthenticatedEmails: on,
  unauthenticatedEmailConsequence: on ? 'QUARANTINE' : 'WARNING',
  detectGroupsSpoofing: on,
  groupsSpoofingConsequence: on ? 'QUARANTINE' : 'WARNING',
  applyFutureSettingsAutomatically: on,
})

const sharing: PolicyFields = {
  externalSharingMode: 'ALLOWED',
  allowReceivingExternalFiles: true,
  allowReceivingFilesOutsideAllowlistedDomains: true,
  warnForExternalSharing: false,
  warnForSharingOutsideAllowlistedDomains: false,
  allowNonGoogleInvites: true,
  allowNonGoogleInvitesInAllowlistedDomains: true,
  allowPublishingFiles: true,
  accessCheckerSuggestions: 'RECIPIENTS_OR_AUDIENCE_OR_PUBLIC',
  allowedPartiesForDistributingContent: 'ALL_ELIGIBLE_USERS',
}
const narrowSharing: PolicyFields = {
  ...sharing,
  allowReceivingFilesOutsideAllowlistedDomains: false,
  warnForExternalSharing: true,
  warnForSharingOutsideAllowlistedDomains: true,
  allowNonGoogleInvites: false,
  allowNonGoogleInvitesInAllowlistedDomains: false,
  allowPublishingFiles: false,
  accessCheckerSuggestions: 'RECIPIENTS_ONLY',
  allowedPartiesForDistributingContent: 'NONE',
}

const spamRule = (on: boolean): PolicyFields => ({
  spamOverride: [
    {
      ruleId: 'spam-1',
      description: 'Partners',
      bypassInternalSenders: on,
      bypassSelectedSenders: on,
      hideWarningBannerFromSelectedSenders: on,
    },
  ],
})

/** The settings of a simulated account, with the names that Google gives them. */
export const policyKinds: readonly PolicyKind[] = [
  { type: 'security.two_step_verification_enrollment', values: [{ allowEnrollment: true }] },
  choice('security.two_step_verification_enforcement', 'enforcedFrom', '1970-01-01T00:00:00Z', '2024-03-01T00:00:00Z'),
  choice('security.two_step_verification_enforcement_factor', 'allowedSignInFactorSet', 'ALL', 'PASSKEY_ONLY'),
  choice('security.two_step_verification_grace_period', 'enrollmentGracePeriod', '1209600s', '604800s'),
  flag('security.two_step_verification_device_trust', 'allowTrustingDevice', false),
  flag('security.advanced_protection_program', 'enableAdvancedProtectionSelfEnrollment', true),
  flag('security.login_challenges', 'enableEmployeeIdChallenge', false),
  choice('security.session_controls', 'webSessionDuration', '1209600s', '43200s'),
  flag('security.super_admin_account_recovery', 'enableAccountRecovery', false),
  flag('security.user_account_recovery', 'enableAccountRecovery', false),
  flag('security.less_secure_apps', 'allowLessSecureApps', false),
  {
    type: 'security.password',
    values: [
      {
        allowedStrength: 'WEAK',
        minimumLength: 8,
        maximumLength: 100,
        enforceRequirementsAtLogin: false,
        allowReuse: true,
        expirationDuration: '7776000s',
      },
      {
        allowedStrength: 'STRONG',
        minimumLength: 14,
        maximumLength: 100,
        enforceRequirementsAtLogin: true,
        allowReuse: false,
        expirationDuration: '0s',
      },
    ],
  },
  { type: 'api_controls.google_services', values: [googleServices(true), googleServices(false)] },
  flag('api_controls.internal_apps', 'trustInternalApps', false),
  choice('api_controls.unconfigured_third_party_apps', 'accessLevel', 'ALLOW_SIGN_IN_SCOPES_ONLY', 'BLOCK_ALL_SCOPES'),
  {
    type: 'workspace_marketplace.apps_access_options',
    values: [
      { accessLevel: 'ALLOW_ALL', allowAllInternalApps: true },
      { accessLevel: 'ALLOW_LISTED_APPS', allowAllInternalApps: false },
    ],
  },
  choice('takeout.service_status', 'serviceState', 'ENABLED', 'DISABLED'),
  ...['blogger', 'books', 'location_history', 'maps', 'pay', 'photos', 'play', 'play_console', 'youtube'].map(takeout),
  choice('enterprise_service_restrictions.service_status', 'serviceState', 'DISABLED', 'ENABLED'),
  choice('early_access_apps.service_status', 'serviceState', 'ENABLED', 'DISABLED'),
  choice('groups.service_status', 'serviceState', 'ENABLED', 'DISABLED'),
  choice(
    'directory.external_directory_sharing',
    'sharingOption',
    'ORGANIZATION_DIRECTORY_DATA',
    'REQUESTER_BASIC_PROFILE_ONLY',
  ),
  {
    ...choice('multi_party_approval.require_approvals', 'multiPartyApprovalState', 'DISABLED', 'ENABLED'),
    whole: true,
  },
  {
    ...choice(
      'provisioning.conflicting_accounts_management',
      'conflictingAccountsManagement',
      'INVITE_CONFLICTING_ACCOUNTS',
      'REPLACE_CONFLICTING_ACCOUNTS',
    ),
    whole: true,
  },
  choice('data_regions.data_at_rest_region', 'region', 'ANY_REGION', 'EUROPE'),
  flag('data_regions.data_processing_region', 'limitToStorageRegion', true),
  flag('access_approval.axa_user_scoping', 'requiresCustomerApproval', true),
  choice('access_management.user_scoping', 'accessManagementRegime', 'PREFERENCE_UNSPECIFIED', 'EU_GOOGLE_STAFF'),
  service('calendar'),
  choice(
    'calendar.primary_calendar_max_allowed_external_sharing',
    'maxAllowedExternalSharing',
    'EXTERNAL_ALL_INFO_READ_ONLY',
    'EXTERNAL_FREE_BUSY_ONLY',
  ),
  choice(
    'calendar.secondary_calendar_max_allowed_external_sharing',
    'maxAllowedExternalSharing',
    'EXTERNAL_ALL_INFO_READ_WRITE',
    'EXTERNAL_FREE_BUSY_ONLY',
  ),
  flag('calendar.external_invitations', 'warnOnInvite', true),
  flag('calendar.interoperability', 'enableInteroperability', false),
  flag('calendar.calendar_offline_access', 'enableOfflineAccess', false),
  flag('calendar.appointment_schedules', 'enablePayments', false),
  service('chat'),
  {
    type: 'chat.chat_history',
    values: [
      { historyOnByDefault: false, allowUserModification: true },
      { historyOnByDefault: true, allowUserModification: false },
    ],
  },
  {
    type: 'chat.chat_file_sharing',
    values: [
      { externalFileSharing: 'ALL_FILES', internalFileSharing: 'ALL_FILES' },
      { externalFileSharing: 'NO_FILES', internalFileSharing: 'NO_FILES' },
    ],
  },
  choice('chat.space_history', 'historyState', 'DEFAULT_HISTORY_OFF', 'HISTORY_ALWAYS_ON'),
  {
    type: 'chat.external_chat_restriction',
    values: [
      { allowExternalChat: true, externalChatRestriction: 'NO_RESTRICTION' },
      { allowExternalChat: true, externalChatRestriction: 'TRUSTED_DOMAINS' },
    ],
  },
  {
    type: 'chat.chat_external_spaces',
    values: [
      { enabled: true, domainAllowlistMode: 'ALL_DOMAINS' },
      { enabled: true, domainAllowlistMode: 'TRUSTED_DOMAINS' },
    ],
  },
  {
    type: 'chat.chat_apps_access',
    values: [
      { enableApps: true, enableWebhooks: true },
      { enableApps: false, enableWebhooks: false },
    ],
  },
  service('classroom'),
  {
    type: 'classroom.class_membership',
    values: [
      { whoCanJoinClasses: 'ANYONE_IN_ALLOWLISTED_DOMAINS', whichClassesCanUsersJoin: 'ANY_GOOGLE_WORKSPACE_CLASS' },
      { whoCanJoinClasses: 'ANYONE_IN_DOMAIN', whichClassesCanUsersJoin: 'CLASSES_IN_DOMAIN' },
    ],
  },
  flag('classroom.api_data_access', 'enableApiAccess', false),
  choice('classroom.roster_import', 'rosterImportOption', 'ON_CLEVER', 'OFF'),
  choice('classroom.student_unenrollment', 'whoCanUnenrollStudents', 'STUDENTS_AND_TEACHERS', 'TEACHERS_ONLY'),
  choice('classroom.teacher_permissions', 'whoCanCreateClasses', 'ANYONE_IN_DOMAIN', 'VERIFIED_TEACHERS_ONLY'),
  service('drive_and_docs'),
  {
    type: 'drive_and_docs.external_sharing',
    values: [
      sharing,
      { ...narrowSharing, externalSharingMode: 'ALLOWLISTED_DOMAINS' },
      { ...sharing, externalSharingMode: 'ALLOWLISTED_DOMAINS' },
      narrowSharing,
    ],
  },
  choice(
    'drive_and_docs.general_access_default',
    'defaultFileAccess',
    'PRIMARY_AUDIENCE_WITH_LINK',
    'PRIVATE_TO_OWNER',
  ),
  flag('drive_and_docs.external_file_warning', 'highlightingEnabled', true),
  {
    type: 'drive_and_docs.shared_drive_creation',
    values: [
      {
        allowSharedDriveCreation: false,
        allowManagersToOverrideSettings: true,
        allowExternalUserAccess: true,
        allowNonMemberAccess: true,
        allowedPartiesForDownloadPrintCopy: 'ALL',
      },
      {
        allowSharedDriveCreation: true,
        allowManagersToOverrideSettings: false,
        allowExternalUserAccess: false,
        allowNonMemberAccess: false,
        allowedPartiesForDownloadPrintCopy: 'EDITORS_ONLY',
      },
    ],
  },
  {
    type: 'drive_and_docs.file_security_update',
    values: [
      { securityUpdate: 'REMOVE_FROM_IMPACTED_FILES', allowUsersToManageUpdate: true },
      { securityUpdate: 'APPLY_TO_IMPACTED_FILES', allowUsersToManageUpdate: false },
    ],
  },
  flag('drive_and_docs.drive_sdk', 'enableDriveSdkApiAccess', false),
  {
    type: 'drive_and_docs.drive_for_desktop',
    values: [
      { allowDriveForDesktop: true, restrictToAuthorizedDevices: false },
      { allowDriveForDesktop: true, restrictToAuthorizedDevices: true },
    ],
  },
  service('gmail'),
  flag('gmail.mail_delegation', 'enableMailDelegation', false),
  {
    type: 'gmail.email_attachment_safety',
    values: [
      { ...attachments(false), enableAnomalousAttachmentProtection: true },
      attachments(true),
      attachments(false),
    ],
  },
  {
    type: 'gmail.links_and_external_images',
    values: [false, true].map((on) => ({
      enableShortenerScanning: on,
      enableExternalImageScanning: on,
      enableAggressiveWarningsOnUntrustedLinks: on,
      applyFutureSettingsAutomatically: on,
    })),
  },
  {
    type: 'gmail.spoofing_and_authentication',
    values: [{ ...spoofing(false), detectGroupsSpoofing: true }, spoofing(true), spoofing(false)],
  },
  flag('gmail.web_offline', 'enabled', false),
  choice('gmail.comprehensive_mail_storage', 'ruleId', 'storage-off', 'storage-on'),
  flag('gmail.user_email_uploads', 'enableMailAndContactsImport', false),
  flag('gmail.pop_access', 'enablePopAccess', false),
  flag('gmail.imap_access', 'enableImapAccess', false),
  flag('gmail.workspace_sync_for_outlook', 'enableGoogleWorkspaceSyncForMicrosoftOutlook', false),
  flag('gmail.auto_forwarding', 'enableAutoForwarding', false),
  flag('gmail.per_user_outbound_gateway', 'allowUsersToUseExternalSmtpServers', false),
  {
    type: 'gmail.email_spam_filter_ip_allowlist',
    values: [{ allowedIpAddresses: ['192.0.2.10'] }, { allowedIpAddresses: [] }],
  },
  flag('gmail.enhanced_pre_delivery_message_scanning', 'enableImprovedSuspiciousContentDetection', true),
  { type: 'gmail.spam_override_lists', values: [spamRule(true), spamRule(false)] },
  {
    type: 'gmail.rule_states',
    values: [
      {
        ruleStates: [
          { ruleId: 'spam-1', enabled: true },
          { ruleId: 'storage-on', enabled: true },
          { ruleId: 'storage-off', enabled: false },
        ],
      },
    ],
  },
  service('groups_for_business'),
  {
    type: 'groups_for_business.groups_sharing',
    values: [
      {
        collaborationCapability: 'ANYONE_CAN_ACCESS',
        createGroupsAccessLevel: 'USERS_IN_DOMAIN',
        ownersCanAllowExternalMembers: true,
        ownersCanAllowIncomingMailFromPublic: true,
        viewTopicsDefaultAccessLevel: 'DOMAIN_USERS',
        ownersCanHideGroups: true,
        newGroupsAreHidden: false,
      },
      {
        collaborationCapability: 'DOMAIN_USERS_ONLY',
        createGroupsAccessLevel: 'ADMIN_ONLY',
        ownersCanAllowExternalMembers: false,
        ownersCanAllowIncomingMailFromPublic: false,
        viewTopicsDefaultAccessLevel: 'GROUP_MEMBERS',
        ownersCanHideGroups: false,
        newGroupsAreHidden: false,
      },
    ],
  },
  service('meet'),
  choice('meet.meet_joining', 'allowedAudience', 'OPEN', 'TRUSTED'),
  choice('meet.safety_access', 'meetingsAllowedToJoin', 'ALL', 'ANY_WORKSPACE_ORGANIZATION'),
  flag('meet.safety_host_management', 'enableHostManagement', true),
  flag('meet.safety_external_participants', 'enableExternalLabel', true),
  flag('meet.automatic_recording', 'enabled', false),
  flag('meet.automatic_transcription', 'enabled', false),
  choice('sites.service_status', 'serviceState', 'ENABLED', 'DISABLED'),
]

/** Google's own alert rules that checks look at one by one, or together. */
export const alertRules: readonly string[] = [
  'User granted Admin privilege',
  'Gmail potential employee spoofing',
  'Government-backed attacks',
  'Leaked password',
  "User's password changed",
  'User suspended due to suspicious activity',
  'Suspicious login',
  'Suspicious programmatic login',
  'Calendar settings changed',
  'Drive settings changed',
  'Email settings changed',
  'Mobile settings changed',
  "User's Admin privilege revoked",
]
