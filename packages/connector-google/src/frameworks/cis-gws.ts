import type { Framework, FrameworkControl } from '@opencasb/core/connector'

const notInApi = 'The Policy API does not have this setting: look at it in the Admin console'
const review = 'It asks people to look at something regularly, which no API shows'

const directory: readonly FrameworkControl[] = [
  { id: '1.1.1', title: 'There is more than one super administrator' },
  { id: '1.1.2', title: 'There are four super administrators at most' },
  { id: '1.1.3', title: 'Super administrators do nothing else with that account' },
  { id: '1.2.1.1', title: 'Apps of others do not see the whole directory' },
]

const calendar: readonly FrameworkControl[] = [
  { id: '3.1.1.1.1', title: 'Outsiders see of primary calendars when people are busy, and no more' },
  { id: '3.1.1.1.2', title: 'Colleagues see of primary calendars what was agreed' },
  { id: '3.1.1.1.3', title: 'Users are warned when they invite guests from outside' },
  { id: '3.1.1.2.1', title: 'Outsiders see of other calendars when they are busy, and no more' },
  { id: '3.1.1.2.2', title: 'Colleagues see of other calendars what was agreed' },
  { id: '3.1.1.3.1', title: 'Calendar is not used offline' },
]

const drive: readonly FrameworkControl[] = [
  { id: '3.1.2.1.1.1', title: 'Users are warned when they share outside' },
  { id: '3.1.2.1.1.2', title: 'Nothing is published, or open to anyone with the link' },
  { id: '3.1.2.1.1.3', title: 'Files are shared with allowed domains at most' },
  { id: '3.1.2.1.1.4', title: 'Users are warned when they share with allowed domains' },
  { id: '3.1.2.1.1.5', title: 'Access Checker offers access to recipients only' },
  { id: '3.1.2.1.1.6', title: 'Outsiders cannot move content out' },
  { id: '3.1.2.1.2.1', title: 'Users may create shared drives' },
  { id: '3.1.2.1.2.2', title: 'Managers of shared drives cannot change their settings' },
  { id: '3.1.2.1.2.3', title: 'Only members reach files of shared drives' },
  { id: '3.1.2.1.2.4', title: 'Viewers cannot download, print and copy' },
  { id: '3.1.2.2.1', title: 'Documents are not used offline', manual: notInApi },
  { id: '3.1.2.2.2', title: 'Drive for desktop is off' },
  { id: '3.1.2.2.3', title: 'Users do not install add-ons of Docs', manual: notInApi },
]

const gmail: readonly FrameworkControl[] = [
  { id: '3.1.3.1.1', title: 'Users do not let others into their mailbox' },
  { id: '3.1.3.1.2', title: 'Gmail is not used offline' },
  { id: '3.1.3.2.1', title: 'Mail is signed with DKIM' },
  { id: '3.1.3.2.2', title: 'SPF says who may send' },
  { id: '3.1.3.2.3', title: 'DMARC is published' },
  { id: '3.1.3.3.1', title: 'Administrators are told of what is in quarantine', manual: notInApi },
  { id: '3.1.3.4.1.1', title: 'Encrypted attachments of strangers are caught' },
  { id: '3.1.3.4.1.2', title: 'Attachments with scripts of strangers are caught' },
  { id: '3.1.3.4.1.3', title: 'Attachments of unusual kinds are caught' },
  { id: '3.1.3.4.2.1', title: 'Shortened links are looked behind' },
  { id: '3.1.3.4.2.2', title: 'Linked images are scanned' },
  { id: '3.1.3.4.2.3', title: 'Users are warned of links to untrusted domains' },
  { id: '3.1.3.4.3.1', title: 'Domains that look alike are caught' },
  { id: '3.1.3.4.3.2', title: 'Names of colleagues are caught' },
  { id: '3.1.3.4.3.3', title: 'False mail in the own name is caught' },
  { id: '3.1.3.4.3.4', title: 'Mail that proves nothing about its sender is caught' },
  { id: '3.1.3.4.3.5', title: 'Groups are protected from false mail in the own name' },
  { id: '3.1.3.5.1', title: 'POP and IMAP are off' },
  { id: '3.1.3.5.2', title: 'Users do not forward their mail by themselves' },
  { id: '3.1.3.5.3', title: 'Users do not send through servers of others' },
  { id: '3.1.3.5.4', title: 'Users are warned before they answer outsiders', manual: notInApi },
  { id: '3.1.3.6.1', title: 'Suspicious mail is looked at twice' },
  { id: '3.1.3.6.2', title: 'The spam filter looks at mail of colleagues as well' },
  { id: '3.1.3.7.1', title: 'All mail is kept in mailboxes' },
  { id: '3.1.3.7.2', title: 'Mail goes over secure connections only', manual: notInApi },
]

const otherApps: readonly FrameworkControl[] = [
  { id: '3.1.4.1.1', title: 'No files go to outsiders in Chat' },
  { id: '3.1.4.1.2', title: 'No files go to colleagues in Chat' },
  { id: '3.1.4.2.1', title: 'Users chat with allowed domains only' },
  { id: '3.1.4.3.1', title: 'Spaces are shared with allowed domains only' },
  { id: '3.1.4.4.1', title: 'Users do not install Chat apps' },
  { id: '3.1.4.4.2', title: 'Users do not add incoming webhooks' },
  { id: '3.1.6.1', title: 'Outsiders do not reach groups' },
  { id: '3.1.6.2', title: 'Only administrators create groups' },
  { id: '3.1.6.3', title: 'Only members read conversations' },
  { id: '3.1.7.1', title: 'Sites is off' },
  { id: '3.1.8.1', title: 'Users do not use Google Groups of others' },
  { id: '3.1.9.1.1', title: 'Only allowed apps of the Marketplace are installed' },
]

const security: readonly FrameworkControl[] = [
  { id: '4.1.1.1', title: '2-Step Verification is enforced for administrators' },
  { id: '4.1.1.2', title: 'Administrators and others at risk use hardware keys' },
  { id: '4.1.1.3', title: '2-Step Verification is enforced for everybody' },
  { id: '4.1.2.1', title: 'Super administrators cannot recover their accounts themselves' },
  { id: '4.1.2.2', title: 'Users can recover their accounts themselves' },
  { id: '4.1.3.1', title: 'The Advanced Protection Program is open to users' },
  { id: '4.1.4.1', title: 'Sign-ins are challenged where they look wrong' },
  { id: '4.1.5.1', title: 'The password policy is strict' },
  { id: '4.2.1.1', title: 'Apps reach Google services only where they are trusted' },
  { id: '4.2.1.2', title: 'Third-party apps are looked at regularly' },
  { id: '4.2.1.3', title: 'Internal apps reach Google services' },
  { id: '4.2.1.4', title: 'Domain-wide delegation is looked at regularly', manual: review },
  { id: '4.2.2.1', title: 'Access from places where nobody works is blocked', manual: notInApi },
  { id: '4.2.3.1', title: 'Rules look for sensitive data in Drive' },
  { id: '4.2.4.1', title: 'People sign in again after twelve hours at most' },
  { id: '4.2.5.1', title: 'Sessions of Google Cloud end', manual: notInApi },
  { id: '4.2.6.1', title: 'Apps that sign in with a mere password are blocked' },
  { id: '4.3.1', title: 'The security dashboard is looked at regularly', manual: review },
  { id: '4.3.2', title: 'The security health page is looked at regularly', manual: review },
  { id: '5.1.1.1', title: 'The report of app usage is looked at regularly', manual: review },
  { id: '5.1.1.2', title: 'The security report is looked at regularly', manual: review },
]

const rules: readonly FrameworkControl[] = [
  { id: '6.1', title: 'There is an alert when a password is changed' },
  { id: '6.2', title: 'There is an alert for government-backed attacks' },
  { id: '6.3', title: 'There is an alert when a user is suspended for suspicious activity' },
  { id: '6.4', title: 'There is an alert when somebody becomes an administrator' },
  { id: '6.5', title: 'There is an alert for suspicious logins of programs' },
  { id: '6.6', title: 'There is an alert for suspicious logins' },
  { id: '6.7', title: 'There is an alert for leaked passwords' },
  { id: '6.8', title: 'There is an alert for mail in the name of colleagues' },
]

/** The CIS Google Workspace Foundations Benchmark. */
export const cisGws: Framework = {
  id: 'cis-gws',
  title: 'CIS Google Workspace Foundations Benchmark',
  version: '1.3.0',
  url: 'https://www.cisecurity.org/benchmark/google_workspace',
  controls: [...directory, ...calendar, ...drive, ...gmail, ...otherApps, ...security, ...rules],
}
