import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineSettingCheck, switchIs } from './define-setting-check.ts'
import type { SettingValue } from './setting-value.ts'

const safety = 'In the Admin console, open Apps, Google Workspace, Gmail, Safety'

/** One protection of Gmail that should be on. */
interface Protection extends Pick<CheckMetadata, 'id' | 'severity' | 'title' | 'risk' | 'frameworks'> {
  readonly setting: string
  readonly field: string
  /** As the Admin console calls it, after the name of its section. */
  readonly label: string
}

const attachments = 'gmail.email_attachment_safety'
const links = 'gmail.links_and_external_images'
const spoofing = 'gmail.spoofing_and_authentication'
const sections: Readonly<Record<string, string>> = {
  [attachments]: 'Attachments',
  [links]: 'Links and external images',
  [spoofing]: 'Spoofing and authentication',
}

function controls(scuba: string, cis?: string): Readonly<Record<string, readonly string[]>> {
  return { 'scuba-gws': [`GWS.GMAIL.${scuba}`], ...(cis !== undefined && { 'cis-gws': [cis] }) }
}

const protections: readonly Protection[] = [
  {
    id: 'google/gmail-encrypted-attachments',
    setting: attachments,
    field: 'enableEncryptedAttachmentProtection',
    severity: 'medium',
    title: 'Encrypted attachments from strangers come through',
    label: 'Protect against encrypted attachments from untrusted senders',
    risk: 'What is encrypted cannot be scanned: malware is sent with its password in the text.',
    frameworks: controls('5.1', '3.1.3.4.1.1'),
  },
  {
    id: 'google/gmail-script-attachments',
    setting: attachments,
    field: 'enableAttachmentWithScriptsProtection',
    severity: 'medium',
    title: 'Attachments with scripts from strangers come through',
    label: 'Protect against attachments with scripts from untrusted senders',
    risk: 'Opening the document runs the script, and the script fetches the rest.',
    frameworks: controls('5.2', '3.1.3.4.1.2'),
  },
  {
    id: 'google/gmail-anomalous-attachments',
    setting: attachments,
    field: 'enableAnomalousAttachmentProtection',
    severity: 'medium',
    title: 'Attachments of unusual kinds come through',
    label: 'Protect against anomalous attachment types in emails',
    risk: 'Rare kinds of files are sent because scanners do not know them.',
    frameworks: controls('5.3', '3.1.3.4.1.3'),
  },
  {
    id: 'google/gmail-future-attachment-protection',
    setting: attachments,
    field: 'applyFutureRecommendedSettingsAutomatically',
    severity: 'low',
    title: 'New protections for attachments wait for an administrator',
    label: 'Apply future recommended settings automatically',
    risk: 'Protection against what is new comes when somebody has read about it.',
    frameworks: controls('5.4'),
  },
  {
    id: 'google/gmail-shortened-links',
    setting: links,
    field: 'enableShortenerScanning',
    severity: 'medium',
    title: 'Shortened links are not looked behind',
    label: 'Identify links behind shortened URLs',
    risk: 'A harmless short address leads to a page that steals passwords.',
    frameworks: controls('6.1', '3.1.3.4.2.1'),
  },
  {
    id: 'google/gmail-linked-images',
    setting: links,
    field: 'enableExternalImageScanning',
    severity: 'low',
    title: 'Linked images are not scanned',
    label: 'Scan linked images',
    risk: 'The message is a picture, and what it says is not looked at.',
    frameworks: controls('6.2', '3.1.3.4.2.2'),
  },
  {
    id: 'google/gmail-untrusted-link-warning',
    setting: links,
    field: 'enableAggressiveWarningsOnUntrustedLinks',
    severity: 'medium',
    title: 'Users are not warned of links to untrusted domains',
    label: 'Show warning prompt for any click on links to untrusted domains',
    risk: 'One click leads to the false sign-in page, without a last question.',
    frameworks: controls('6.3', '3.1.3.4.2.3'),
  },
  {
    id: 'google/gmail-future-link-protection',
    setting: links,
    field: 'applyFutureSettingsAutomatically',
    severity: 'low',
    title: 'New protections for links wait for an administrator',
    label: 'Apply future recommended settings automatically',
    risk: 'Protection against what is new comes when somebody has read about it.',
    frameworks: controls('6.4'),
  },
  {
    id: 'google/gmail-similar-domain-spoofing',
    setting: spoofing,
    field: 'detectDomainNameSpoofing',
    severity: 'medium',
    title: 'Mail from domains that look like yours comes through',
    label: 'Protect against domain spoofing based on similar domain names',
    risk: 'A letter is changed in the domain, and the payment order looks right.',
    frameworks: controls('7.1', '3.1.3.4.3.1'),
  },
  {
    id: 'google/gmail-employee-name-spoofing',
    setting: spoofing,
    field: 'detectEmployeeNameSpoofing',
    severity: 'medium',
    title: 'Mail in the name of colleagues comes through',
    label: 'Protect against spoofing of employee names',
    risk: "The boss's name stands before a stranger's address, and on a phone only the name is shown.",
    frameworks: controls('7.2', '3.1.3.4.3.2'),
  },
  {
    id: 'google/gmail-own-domain-spoofing',
    setting: spoofing,
    field: 'detectDomainSpoofingFromUnauthenticatedSenders',
    severity: 'medium',
    title: 'False mail in the name of your own domain comes through',
    label: 'Protect against inbound emails spoofing your domain',
    risk: 'The sender is an address of your own, and people trust it.',
    frameworks: controls('7.3', '3.1.3.4.3.3'),
  },
  {
    id: 'google/gmail-unauthenticated-mail',
    setting: spoofing,
    field: 'detectUnauthenticatedEmails',
    severity: 'medium',
    title: 'Mail that proves nothing about its sender comes through',
    label: 'Protect against any unauthenticated emails',
    risk: 'Any name of any organisation can be put on it.',
    frameworks: controls('7.4', '3.1.3.4.3.4'),
  },
  {
    id: 'google/gmail-group-spoofing',
    setting: spoofing,
    field: 'detectGroupsSpoofing',
    severity: 'medium',
    title: 'False mail in the name of your domain reaches groups',
    label: 'Protect your Groups from inbound emails spoofing your domain',
    risk: 'One false message goes to everybody in the group at once.',
    frameworks: controls('7.5', '3.1.3.4.3.5'),
  },
  {
    id: 'google/gmail-future-spoofing-protection',
    setting: spoofing,
    field: 'applyFutureSettingsAutomatically',
    severity: 'low',
    title: 'New protections against spoofing wait for an administrator',
    label: 'Apply future recommended settings automatically',
    risk: 'Protection against what is new comes when somebody has read about it.',
    frameworks: controls('7.7'),
  },
]

/** What happens to mail that a protection finds. */
const consequences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [attachments]: {
    enableEncryptedAttachmentProtection: 'encryptedAttachmentProtectionConsequence',
    enableAttachmentWithScriptsProtection: 'attachmentWithScriptsProtectionConsequence',
    enableAnomalousAttachmentProtection: 'anomalousAttachmentProtectionConsequence',
  },
  [spoofing]: {
    detectDomainNameSpoofing: 'domainNameSpoofingConsequence',
    detectEmployeeNameSpoofing: 'employeeNameSpoofingConsequence',
    detectDomainSpoofingFromUnauthenticatedSenders: 'domainSpoofingConsequence',
    detectUnauthenticatedEmails: 'unauthenticatedEmailConsequence',
    detectGroupsSpoofing: 'groupsSpoofingConsequence',
  },
}

/** Protections that are on, and leave what they find in the inbox. Those that are off have findings of their own. */
function leftInInbox(value: SettingValue, setting: string): readonly string[] {
  return Object.entries(consequences[setting] ?? {})
    .filter(
      ([protection, consequence]) =>
        value.on(protection) &&
        !value.isOneOf(consequence, { right: ['SPAM_FOLDER', 'QUARANTINE'], wrong: ['WARNING'] }),
    )
    .map(([, consequence]) => consequence)
}

/** Checks of what Gmail looks for in mail that comes in. */
export const gmailSafetyChecks: readonly Check[] = [
  ...protections.map(({ field, label, setting, ...metadata }) =>
    defineSettingCheck({
      ...metadata,
      setting,
      finding: `"${label}" is off`,
      remediation: `${safety}, ${sections[setting]}, and tick "${label}".`,
      compliant: switchIs(field, true),
    }),
  ),
  defineSettingCheck({
    id: 'google/gmail-found-attachments-leave-inbox',
    setting: attachments,
    severity: 'low',
    title: 'Suspicious attachments stay in the inbox',
    finding: 'Mail with suspicious attachments stays in the inbox',
    risk: 'A warning above the message is overlooked or clicked away, and the attachment is opened.',
    remediation: `${safety}, Attachments, and for each protection choose "Move email to spam" or "Quarantine" as action.`,
    frameworks: controls('5.5'),
    compliant: (value) => leftInInbox(value, attachments).length === 0,
  }),
  defineSettingCheck({
    id: 'google/gmail-spoofed-mail-leaves-inbox',
    setting: spoofing,
    severity: 'low',
    title: 'Spoofed mail stays in the inbox',
    finding: 'Mail that seems to be spoofed stays in the inbox',
    risk: 'A warning above the message is overlooked, and the order in it is carried out.',
    remediation: `${safety}, Spoofing and authentication, and for each protection choose "Move email to spam" or "Quarantine" as action.`,
    frameworks: controls('7.6'),
    compliant: (value) => leftInInbox(value, spoofing).length === 0,
  }),
]
