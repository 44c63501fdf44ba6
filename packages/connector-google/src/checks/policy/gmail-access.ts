import type { Check } from '@opencasb/core/connector'
import { defineSettingCheck, switchIs } from './define-setting-check.ts'
import type { SettingValue } from './setting-value.ts'

const gmail = 'In the Admin console, open Apps, Google Workspace, Gmail'
const endUser = `${gmail}, End User Access`
const spam = `${gmail}, Spam, Phishing and Malware`

type Rule = Readonly<Record<string, unknown>>

/** Spam rules that are switched on; Google answers that in a setting of its own. */
function activeRules(value: SettingValue): readonly Rule[] {
  const rules = value.entries('spamOverride')
  if (rules.length === 0) return []
  const states = new Map(
    value
      .related('gmail.rule_states')
      .entries('ruleStates')
      .map(({ ruleId, enabled }) => [ruleId, enabled]),
  )
  return rules.filter(({ ruleId }) => {
    const enabled = states.get(ruleId)
    return typeof enabled === 'boolean' ? enabled : value.unknown('a spam rule does not say whether it is on')
  })
}

function isOn(value: SettingValue, rule: Rule, option: string): boolean {
  const state = rule[option]
  return typeof state === 'boolean' ? state : value.unknown(`a spam rule does not say whether ${option} is on`)
}

/** Checks of the ways in and out of mailboxes. */
export const gmailAccessChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/gmail-delegation-off',
    setting: 'gmail.mail_delegation',
    severity: 'medium',
    title: 'Users may let others into their mailbox',
    finding: 'Users may delegate access to their mailbox',
    risk: 'A delegate reads and sends mail as somebody else, and stays when an attacker has put it there.',
    remediation: `${gmail}, User Settings, "Mail delegation", and untick "Let users delegate access to their mailbox to other users in the domain".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.1.1'], 'cis-gws': ['3.1.3.1.1'] },
    compliant: switchIs('enableMailDelegation', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-offline-off',
    setting: 'gmail.web_offline',
    severity: 'low',
    title: 'Mail is kept on computers',
    finding: 'Gmail may be used offline',
    risk: 'A copy of the mailbox lies on every computer that somebody used, shared and private ones included.',
    remediation: `${gmail}, User Settings, "Gmail web offline", and untick "Enable Gmail web offline".`,
    frameworks: { 'cis-gws': ['3.1.3.1.2'] },
    compliant: switchIs('enabled', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-comprehensive-storage',
    setting: 'gmail.comprehensive_mail_storage',
    severity: 'low',
    title: 'Mail that goes past Gmail is not kept',
    finding: 'Comprehensive mail storage is off',
    risk: 'Mail of other services and of relays is in no mailbox: searches and holds of Vault do not find it.',
    remediation: `${gmail}, Compliance, "Comprehensive mail storage", and tick "Ensure that a copy of all sent and received mail is stored in associated users' mailboxes".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.17.1'], 'cis-gws': ['3.1.3.7.1'] },
    compliant(value) {
      const rule = value.text('ruleId')
      const state = value
        .related('gmail.rule_states')
        .entries('ruleStates')
        .find(({ ruleId }) => ruleId === rule)?.['enabled']
      return typeof state === 'boolean' ? state : value.unknown('nothing says whether its rule is on')
    },
  }),
  defineSettingCheck({
    id: 'google/gmail-uploads-off',
    setting: 'gmail.user_email_uploads',
    severity: 'low',
    title: 'Users may import mail from elsewhere',
    finding: 'Users may import mail and contacts from other accounts',
    risk: 'Mail comes in past all filters, and private mail mixes with that of the organisation.',
    remediation: `${gmail}, Setup, "User email uploads", and untick "Show users the option to import mail and contacts".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.8.1'] },
    compliant: switchIs('enableMailAndContactsImport', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-pop-off',
    setting: 'gmail.pop_access',
    severity: 'medium',
    title: 'POP access is on',
    finding: 'POP access is on',
    risk: 'A mail program copies the whole mailbox to a computer that nobody looks after.',
    remediation: `${endUser}, "POP and IMAP Access", and untick "Enable POP access for all users".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.9.1'], 'cis-gws': ['3.1.3.5.1'] },
    compliant: switchIs('enablePopAccess', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-imap-off',
    setting: 'gmail.imap_access',
    severity: 'medium',
    title: 'IMAP access is on',
    finding: 'IMAP access is on',
    risk: 'A mail program copies the whole mailbox to a computer that nobody looks after, and passwords are tried on it.',
    remediation: `${endUser}, "POP and IMAP Access", and untick "Enable IMAP access for all users".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.9.1'], 'cis-gws': ['3.1.3.5.1'] },
    compliant: switchIs('enableImapAccess', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-outlook-sync-off',
    setting: 'gmail.workspace_sync_for_outlook',
    severity: 'low',
    title: 'Google Workspace Sync for Outlook is on',
    finding: 'Google Workspace Sync for Microsoft Outlook is on',
    risk: 'Mail, contacts and calendars lie in a file on each computer, without the protection of Gmail.',
    remediation: `${endUser}, "Google Workspace Sync", and untick "Enable Google Workspace Sync for Microsoft Outlook for my users".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.10.1'] },
    compliant: switchIs('enableGoogleWorkspaceSyncForMicrosoftOutlook', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-forwarding-off',
    setting: 'gmail.auto_forwarding',
    severity: 'high',
    title: 'Users may forward all of their mail outside',
    finding: 'Users may forward all of their mail to another address by themselves',
    risk: 'It is the first thing that is set up in a mailbox that was taken over: the attacker reads on after the password was changed.',
    remediation: `${endUser}, "Automatic forwarding", and untick "Allow users to automatically forward incoming email to another address".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.11.1'], 'cis-gws': ['3.1.3.5.2'] },
    compliant: switchIs('enableAutoForwarding', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-outbound-gateways-off',
    setting: 'gmail.per_user_outbound_gateway',
    severity: 'medium',
    title: 'Users may send mail through servers of others',
    finding: 'Users may send mail through mail servers of others',
    risk: 'Mail in the name of the organisation leaves without its logs, its rules and its signature.',
    remediation: `${endUser}, "Allow per-user outbound gateways", and untick "Allow users to send mail through an external SMTP server when configuring a \\"from\\" address hosted outside your email domain".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.12.1'], 'cis-gws': ['3.1.3.5.3'] },
    compliant: switchIs('allowUsersToUseExternalSmtpServers', false),
  }),
  defineSettingCheck({
    id: 'google/gmail-no-ip-allow-list',
    setting: 'gmail.email_spam_filter_ip_allowlist',
    severity: 'medium',
    title: 'Mail from some addresses skips the spam filter',
    finding: 'Mail from addresses on the email allowlist skips the spam filter',
    risk: 'Mail servers are shared: whoever sends by the same one comes through as well.',
    remediation: `${spam}, "Email allowlist", and remove the IP addresses.`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.14.1'] },
    compliant: (value) => value.texts('allowedIpAddresses').length === 0,
  }),
  defineSettingCheck({
    id: 'google/gmail-enhanced-scanning-on',
    setting: 'gmail.enhanced_pre_delivery_message_scanning',
    severity: 'medium',
    title: 'Suspicious mail is not looked at a second time',
    finding: 'Enhanced pre-delivery message scanning is off',
    risk: 'Phishing that a slower look would have found is delivered at once.',
    remediation: `${spam}, and tick "Enhanced pre-delivery message scanning".`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.15.1'], 'cis-gws': ['3.1.3.6.1'] },
    compliant: switchIs('enableImprovedSuspiciousContentDetection', true),
  }),
  defineSettingCheck({
    id: 'google/gmail-spam-filter-for-internal-senders',
    setting: 'gmail.spam_override_lists',
    severity: 'medium',
    title: 'Mail of colleagues skips the spam filter',
    finding: 'A rule lets mail of internal senders skip the spam filter',
    risk: 'From the first account that is taken over, mail reaches all others unfiltered.',
    remediation: `${spam}, "Spam", open each rule, and untick "Bypass spam filters for messages received from internal senders".`,
    frameworks: { 'cis-gws': ['3.1.3.6.2'] },
    compliant: (value) => !activeRules(value).some((rule) => isOn(value, rule, 'bypassInternalSenders')),
  }),
  defineSettingCheck({
    id: 'google/gmail-spam-filter-for-listed-senders',
    setting: 'gmail.spam_override_lists',
    severity: 'medium',
    title: 'Mail of listed senders skips the spam filter',
    finding: 'A rule lets listed senders skip the spam filter or its warnings',
    risk: 'Whoever takes over or imitates a listed sender comes through, without a warning.',
    remediation: `${spam}, "Spam", open each rule, and untick "Bypass spam filters for messages from senders or domains in selected lists" and the option that hides warnings.`,
    frameworks: { 'scuba-gws': ['GWS.GMAIL.18.1', 'GWS.GMAIL.18.2'] },
    compliant: (value) =>
      !activeRules(value).some(
        (rule) =>
          isOn(value, rule, 'bypassSelectedSenders') || isOn(value, rule, 'hideWarningBannerFromSelectedSenders'),
      ),
  }),
]
