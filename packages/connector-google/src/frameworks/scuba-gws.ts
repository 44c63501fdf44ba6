import type { Framework, FrameworkControl } from '@opencasb/core/connector'

/** Settings that the Policy API does not have; the audit log tells changes of the last months only. */
const notInApi = 'The Policy API does not have this setting: look at it in the Admin console'
/** What an organisation does, not what it has set. */
const practice = 'It is about what people do, which no setting shows'

const commonControls: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Users sign in with a second step that cannot be phished' },
  { id: '1.2', title: 'Until they do, some second step is enforced' },
  { id: '1.3', title: 'Codes by text message or call are no second step' },
  { id: '1.4', title: 'New users set the second step up within a week' },
  { id: '1.5', title: 'No device is trusted to go without the second step' },
  { id: '2.1', title: 'Context-aware access looks at the device and place of a sign-in', manual: notInApi },
  {
    id: '3.1',
    title: 'Sign-ins by single sign-on are verified further, for the profile of the organisation',
    manual: notInApi,
  },
  { id: '3.2', title: 'Sign-ins by single sign-on are verified further, for other profiles', manual: notInApi },
  { id: '4.1', title: 'People sign in again after twelve hours at most' },
  { id: '5.1', title: 'Passwords must be strong' },
  { id: '5.2', title: 'Passwords have twelve characters at least' },
  { id: '5.3', title: 'Passwords have more characters than that, where possible' },
  { id: '5.4', title: 'The password policy holds from the next sign-in' },
  { id: '5.5', title: 'Old passwords are not used again' },
  { id: '5.6', title: 'Passwords do not expire' },
  { id: '6.1', title: 'Administrators have accounts of Google alone, not of another directory' },
  { id: '6.2', title: 'There are two super administrators at least, and eight at most' },
  { id: '7.1', title: 'Private accounts with work addresses are replaced' },
  { id: '8.1', title: 'Super administrators cannot recover their accounts themselves' },
  { id: '8.2', title: 'Users cannot recover their accounts themselves' },
  { id: '8.3', title: 'Users are not asked for recovery addresses and numbers', manual: notInApi },
  { id: '9.1', title: 'Privileged accounts are enrolled in the Advanced Protection Program' },
  { id: '9.2', title: 'Other sensitive accounts are enrolled in the Advanced Protection Program' },
  { id: '10.1', title: 'Apps reach high-risk data only where they are trusted' },
  { id: '10.2', title: 'Users cannot consent to low-risk access either' },
  { id: '10.3', title: 'Internal apps are not trusted unseen' },
  { id: '10.4', title: 'Third-party apps that nobody looked at are blocked' },
  { id: '10.5', title: 'Apps that sign in with a mere password are blocked' },
  { id: '11.1', title: 'Only allowed apps of the Marketplace are installed' },
  { id: '12.1', title: 'Users cannot export their data with Takeout' },
  { id: '13.1', title: "Google's own alerts are on" },
  { id: '14.1', title: 'Logs go to where the organisation watches them', manual: practice },
  { id: '14.2', title: 'Logs are kept as long as the rules ask for', manual: practice },
  { id: '15.1', title: 'Data is stored in the chosen region' },
  { id: '15.2', title: 'Data is processed in the region that it is stored in' },
  { id: '16.1', title: 'Services without a control of their own are off' },
  { id: '16.2', title: 'Early Access apps are off' },
  { id: '16.3', title: 'Looker Studio shares nothing outside', manual: notInApi },
  { id: '16.4', title: 'Pinpoint does not reach Drive', manual: notInApi },
  { id: '17.1', title: 'Sensitive changes need a second administrator' },
  { id: '18.1', title: 'Rules look for personal data in files that are shared' },
  { id: '18.2', title: 'Those rules block' },
]

const assuredControls: readonly FrameworkControl[] = [
  { id: '1.1', title: "Google's staff ask before they reach data" },
  { id: '1.2', title: 'Only staff of the chosen region give support' },
  { id: '2.1', title: 'Features that process data elsewhere are off' },
]

const calendar: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Outsiders see of primary calendars when people are busy, and no more' },
  { id: '1.2', title: 'Outsiders see of other calendars when they are busy, and no more' },
  { id: '2.1', title: 'Users are warned when they invite guests from outside' },
  { id: '3.1', title: 'Calendar is joined to Exchange only where that is needed' },
  { id: '3.2', title: 'Where it is, it signs in with OAuth 2.0', manual: notInApi },
  { id: '4.1', title: 'Appointments are not paid for' },
]

const chat: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Chats are kept' },
  { id: '1.2', title: 'Users cannot change that' },
  { id: '2.1', title: 'No files go to outsiders in Chat' },
  { id: '3.1', title: 'Messages in spaces are kept' },
  { id: '4.1', title: 'Users chat with allowed domains only' },
  { id: '5.1', title: 'Users can report messages of every kind of conversation' },
  { id: '5.2', title: 'Users can report for every reason', manual: notInApi },
]

const classroom: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Only own users join classes' },
  { id: '1.2', title: 'Users join own classes only' },
  { id: '2.1', title: 'Apps do not reach Classroom data' },
  { id: '3.1', title: 'Class lists are not imported' },
  { id: '4.1', title: 'Only teachers take students out of classes' },
  { id: '5.1', title: 'Only verified teachers create classes' },
]

const driveAndDocs: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Files are shared with allowed domains at most' },
  { id: '1.2', title: 'Files are received from allowed domains at most' },
  { id: '1.3', title: 'Users are warned when they share outside' },
  { id: '1.4', title: 'Nothing is shared with people without a Google account' },
  { id: '1.5', title: 'Nothing is published, or open to anyone with the link' },
  { id: '1.6', title: 'Access Checker offers access to recipients only' },
  { id: '1.7', title: 'Outsiders cannot move content out' },
  { id: '1.8', title: 'New files are private' },
  { id: '1.9', title: 'Files from outside are marked' },
  { id: '1.10', title: 'Forms take no answers from outside by themselves', manual: notInApi },
  { id: '1.11', title: 'Forms that do are restricted', manual: notInApi },
  { id: '2.1', title: 'Managers of shared drives cannot change their settings' },
  { id: '2.2', title: 'People who are no members can be given single files of shared drives' },
  { id: '3.1', title: 'The security update is applied to all files' },
  { id: '4.1', title: 'Apps do not reach Drive with the Drive SDK' },
  { id: '5.1', title: 'Drive for desktop is off, or on authorised devices only' },
  { id: '5.2', title: 'Drive for desktop watches for ransomware', manual: notInApi },
]

const gemini: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Users without a licence do not use the Gemini app', manual: notInApi },
  { id: '2.1', title: 'Features that are not finished are off', manual: notInApi },
  { id: '3.1', title: 'Conversations are kept', manual: notInApi },
  { id: '3.2', title: 'Conversations are kept long enough', manual: notInApi },
  { id: '4.1', title: 'Conversations are not shared', manual: notInApi },
]

const gmail: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Users do not let others into their mailbox' },
  { id: '2.1', title: 'Mail is signed with DKIM' },
  { id: '3.1', title: 'SPF says who may send, and that others may not' },
  { id: '4.1', title: 'DMARC is published' },
  { id: '4.2', title: 'DMARC asks to reject' },
  { id: '4.3', title: 'Aggregate reports go to the agency in charge' },
  { id: '4.4', title: 'Reports go to somebody in the organisation' },
  { id: '5.1', title: 'Encrypted attachments of strangers are caught' },
  { id: '5.2', title: 'Attachments with scripts of strangers are caught' },
  { id: '5.3', title: 'Attachments of unusual kinds are caught' },
  { id: '5.4', title: 'New protections for attachments come by themselves' },
  { id: '5.5', title: 'Suspicious attachments do not stay in the inbox' },
  { id: '6.1', title: 'Shortened links are looked behind' },
  { id: '6.2', title: 'Linked images are scanned' },
  { id: '6.3', title: 'Users are warned of links to untrusted domains' },
  { id: '6.4', title: 'New protections for links come by themselves' },
  { id: '7.1', title: 'Domains that look alike are caught' },
  { id: '7.2', title: 'Names of colleagues are caught' },
  { id: '7.3', title: 'False mail in the own name is caught' },
  { id: '7.4', title: 'Mail that proves nothing about its sender is caught' },
  { id: '7.5', title: 'Groups are protected from false mail in the own name' },
  { id: '7.6', title: 'Spoofed mail does not stay in the inbox' },
  { id: '7.7', title: 'New protections against spoofing come by themselves' },
  { id: '8.1', title: 'Users do not import mail' },
  { id: '9.1', title: 'POP and IMAP are off' },
  { id: '10.1', title: 'Google Workspace Sync for Outlook is off' },
  { id: '11.1', title: 'Users do not forward their mail by themselves' },
  { id: '12.1', title: 'Users do not send through servers of others' },
  { id: '13.1', title: 'Users are warned before they answer outsiders', manual: notInApi },
  { id: '14.1', title: 'No address is excepted from the spam filter' },
  { id: '15.1', title: 'Suspicious mail is looked at twice' },
  { id: '16.1', title: 'Attachments run in the security sandbox', manual: notInApi },
  { id: '17.1', title: 'All mail is kept in mailboxes' },
  { id: '18.1', title: 'No domain is on a list that skips the spam filter' },
  { id: '18.2', title: 'No domain is on a list that skips the spam filter and its warnings' },
  { id: '18.3', title: 'The spam filter is not skipped for everybody', manual: notInApi },
]

const groups: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Outsiders do not reach groups' },
  { id: '1.2', title: 'Owners do not add outsiders' },
  { id: '1.3', title: 'Owners do not let outsiders write' },
  { id: '2.1', title: 'Only administrators create groups' },
  { id: '3.1', title: 'Only members read conversations' },
  { id: '4.1', title: 'Groups are not hidden' },
]

const meet: readonly FrameworkControl[] = [
  { id: '1.1', title: 'Outsiders ask before they join' },
  { id: '2.1', title: 'Users do not join meetings of private accounts' },
  { id: '3.1', title: 'Hosts control their meetings from the start' },
  { id: '4.1', title: 'Outsiders are marked' },
  { id: '5.1', title: 'Meetings are not recorded by themselves' },
  { id: '5.2', title: 'Meetings are not transcribed by themselves' },
  { id: '6.1', title: 'Notes of artificial intelligence are not taken by themselves', manual: notInApi },
  { id: '6.2', title: 'Such notes go to the host alone', manual: notInApi },
  { id: '6.3', title: 'Such notes are not shared outside', manual: notInApi },
]

const sites: readonly FrameworkControl[] = [{ id: '1.1', title: 'Sites is off' }]

/** The Secure Cloud Business Applications baselines for Google Workspace. */
export const scubaGws: Framework = {
  id: 'scuba-gws',
  title: 'CISA SCuBA for Google Workspace',
  version: '0.6',
  url: 'https://github.com/cisagov/ScubaGoggles/tree/main/scubagoggles/baselines',
  controls: [
    ...within('COMMONCONTROLS', commonControls),
    ...within('ASSUREDCONTROLS', assuredControls),
    ...within('CALENDAR', calendar),
    ...within('CHAT', chat),
    ...within('CLASSROOM', classroom),
    ...within('DRIVEDOCS', driveAndDocs),
    ...within('GEMINI', gemini),
    ...within('GMAIL', gmail),
    ...within('GROUPS', groups),
    ...within('MEET', meet),
    ...within('SITES', sites),
  ],
}

function within(product: string, controls: readonly FrameworkControl[]): readonly FrameworkControl[] {
  return controls.map((control) => ({ ...control, id: `GWS.${product}.${control.id}` }))
}
