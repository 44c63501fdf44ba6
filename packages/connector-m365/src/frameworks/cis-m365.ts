import type { Framework, FrameworkControl } from '@opencasb/core/connector'

const exchange = 'Exchange Online tells it through PowerShell only, not through Microsoft Graph'
const compliance = 'Microsoft Purview and Defender tell it through PowerShell only, not through Microsoft Graph'
const teams = 'Microsoft Teams tells it through PowerShell only, not through Microsoft Graph'
const notInGraph = 'Microsoft Graph does not tell it'

const adminCenter: readonly FrameworkControl[] = [
  { id: '1.1.1', title: 'Administrators have accounts that exist in the cloud only' },
  { id: '1.1.2', title: 'Two accounts are kept for emergencies' },
  { id: '1.1.3', title: 'There are two to four Global Administrators' },
  { id: '1.1.4', title: 'Accounts of administrators have few licences' },
  { id: '1.2.1', title: 'Groups are public only where that was approved' },
  { id: '1.2.2', title: 'Nobody signs in to shared mailboxes' },
  { id: '1.3.1', title: 'Passwords do not expire' },
  { id: '1.3.2', title: 'Idle sessions end within three hours on unmanaged devices' },
  { id: '1.3.3', title: 'Details of calendars are not shared outside', manual: exchange },
  { id: '1.3.6', title: 'Customer Lockbox is on', manual: exchange },
  { id: '1.3.7', title: 'Office on the web opens no files from elsewhere', manual: exchange },
  { id: '1.3.9', title: 'Shared booking pages are for few people', manual: exchange },
]

const defender: readonly FrameworkControl[] = all(compliance, {
  '2.1.1': 'Safe Links looks after Office applications',
  '2.1.2': 'Attachments of common dangerous types are held back',
  '2.1.3': 'Malware that own users send is reported',
  '2.1.4': 'Attachments are opened in a sandbox first',
  '2.1.5': 'Safe Attachments looks after SharePoint, OneDrive and Teams',
  '2.1.6': 'Administrators are told when own users send spam',
  '2.1.7': 'An anti-phishing policy is on',
})

const mailProtection: readonly FrameworkControl[] = [
  { id: '2.1.9', title: 'Mail of each domain is signed' },
  ...all(compliance, {
    '2.1.11': 'The list of attachment types is complete',
    '2.1.12': 'No addresses pass the connection filter unseen',
    '2.1.13': 'The safe list of the connection filter is off',
    '2.1.14': 'No domains pass the spam filter unseen',
    '2.1.15': 'Mail that goes out is limited',
    '2.4.1': 'Priority accounts are protected',
    '2.4.2': 'Priority accounts are in the strict preset policy',
    '2.4.4': 'Malicious messages are removed from Teams',
    '3.1.1': 'The audit log can be searched',
  }),
  { id: '4.1', title: 'Devices without a compliance policy do not count as compliant' },
]

const users: readonly FrameworkControl[] = [
  { id: '5.1.2.1', title: 'Multifactor authentication per user is off' },
  { id: '5.1.2.2', title: 'Users do not register applications' },
  { id: '5.1.2.3', title: 'Users do not create tenants' },
  { id: '5.1.2.4', title: 'Only administrators open the admin center', manual: notInGraph },
  { id: '5.1.3.1', title: 'Users do not create security groups' },
  { id: '5.1.3.4', title: 'Users do not create Microsoft 365 groups' },
  { id: '5.1.4.1', title: 'Few people join devices' },
  { id: '5.1.4.2', title: 'Users have twenty devices at most' },
  { id: '5.1.4.3', title: 'Global Administrators are not local administrators' },
  { id: '5.1.4.4', title: 'Who joins a device is not its local administrator' },
  { id: '5.1.4.5', title: 'Passwords of local administrators are looked after' },
  { id: '5.1.4.6', title: 'Users do not read BitLocker keys' },
  { id: '5.1.5.1', title: 'Users do not consent to applications' },
  { id: '5.1.5.2', title: 'People can ask administrators for consent' },
  { id: '5.1.5.3', title: 'Applications are not given passwords' },
  { id: '5.1.5.4', title: 'Passwords of applications are good for a short time' },
  { id: '5.1.5.5', title: 'Applications are not given passwords that somebody chose' },
  { id: '5.1.5.6', title: 'Certificates of applications are good for a short time' },
  { id: '5.1.6.1', title: 'Guests come from allowed domains only' },
  { id: '5.1.6.2', title: 'Guests see only themselves' },
  { id: '5.1.6.3', title: 'Only guest inviters invite guests' },
  { id: '5.1.8.1', title: 'Hashes of passwords are synchronised' },
]

const access: readonly FrameworkControl[] = [
  { id: '5.2.2.1', title: 'Administrators answer to a second factor' },
  { id: '5.2.2.2', title: 'Everybody answers to a second factor' },
  { id: '5.2.2.3', title: 'Legacy authentication is blocked' },
  { id: '5.2.2.4', title: 'Sessions of administrators are short and not kept' },
  { id: '5.2.2.5', title: 'Administrators answer to a factor that cannot be phished' },
  { id: '5.2.2.6', title: 'Users at risk are stopped' },
  { id: '5.2.2.7', title: 'Risky sign-ins answer to a second factor' },
  { id: '5.2.2.8', title: 'Risky sign-ins are blocked' },
  { id: '5.2.2.9', title: 'People sign in from managed devices' },
  { id: '5.2.2.10', title: 'Factors are registered from managed devices' },
  { id: '5.2.2.11', title: 'Devices are enrolled with a fresh sign-in' },
  { id: '5.2.2.12', title: 'Device code flow is blocked' },
  { id: '5.2.2.13', title: 'People sign in again after some time' },
  { id: '5.2.2.14', title: 'Trusted locations are defined' },
  { id: '5.2.2.15', title: 'Sign-ins are limited to places where people work' },
  { id: '5.2.2.16', title: 'Tokens are bound to their device' },
  { id: '5.2.2.17', title: 'Authentication transfer is blocked' },
  { id: '5.2.3.1', title: 'Authenticator shows which application asks, and from where' },
  { id: '5.2.3.2', title: 'Words of your own are banned in passwords' },
  { id: '5.2.3.3', title: 'Active Directory refuses banned passwords' },
  { id: '5.2.3.4', title: 'Everybody has registered a second factor' },
  { id: '5.2.3.5', title: 'Text messages and calls are off' },
  { id: '5.2.3.7', title: 'Codes by e-mail are off' },
  { id: '5.2.3.8', title: 'Accounts are locked after ten attempts at most' },
  { id: '5.2.3.9', title: 'Accounts stay locked for a minute at least' },
  { id: '5.3.2', title: 'Guests are reviewed' },
  { id: '5.3.3', title: 'Privileged roles are reviewed' },
  { id: '5.3.4', title: 'Activating Global Administrator takes an approval' },
  { id: '5.3.5', title: 'Activating Privileged Role Administrator takes an approval' },
]

const exchangeOnline: readonly FrameworkControl[] = all(exchange, {
  '6.1.1': 'Mailboxes are audited',
  '6.1.2': 'The actions that matter are audited',
  '6.1.3': 'Nobody is left out of the audit',
  '6.2.1': 'Mail is not forwarded outside by itself',
  '6.2.2': 'No rule lets domains pass unseen',
  '6.2.3': 'Mail from outside is marked',
  '6.3.1': 'Users do not install add-ins of Outlook',
  '6.3.2': 'People do not add private accounts to Outlook',
  '6.5.1': 'Modern authentication is on',
  '6.5.2': 'People are warned before they send outside',
  '6.5.3': 'Outlook on the web opens no files from elsewhere',
  '6.5.4': 'Sending over SMTP with a password is off',
  '6.5.5': 'Mail without authentication is not taken for own domains',
})

const sharePoint: readonly FrameworkControl[] = [
  { id: '7.2.1', title: 'SharePoint asks for modern authentication' },
  { id: '7.2.3', title: 'Sharing outside is limited' },
  { id: '7.2.5', title: 'Guests do not share what is not theirs' },
  { id: '7.2.6', title: 'Sharing outside is limited to named domains' },
]

const teamsControls: readonly FrameworkControl[] = all(teams, {
  '8.1.1': 'Teams opens no files from elsewhere',
  '8.1.2': 'Channels take no mail',
  '8.2.1': 'Only domains that were allowed are in touch',
  '8.2.2': 'People do not talk to private accounts',
  '8.2.3': 'Private accounts cannot begin a chat',
  '8.2.4': 'Trial tenants are not in touch',
  '8.5.1': 'People without an account do not join meetings',
  '8.5.2': 'People without an account cannot start meetings',
  '8.5.3': 'Only people of the organisation pass the lobby',
  '8.5.4': 'Callers cannot pass the lobby',
  '8.5.5': 'People without an account do not chat in meetings',
  '8.5.6': 'Only organisers present',
  '8.5.7': 'People from outside cannot take control of a screen',
  '8.5.8': 'There is no chat in meetings of untrusted organisations',
  '8.5.9': 'Meetings are not recorded unless somebody allows it',
  '8.6.1': 'People can report what seems dangerous',
})

/** Controls that have the same reason for not being automatic. */
function all(manual: string, titles: Readonly<Record<string, string>>): readonly FrameworkControl[] {
  return Object.entries(titles).map(([id, title]) => ({ id, title, manual }))
}

/** The CIS benchmark for Microsoft 365. */
export const cisM365: Framework = {
  id: 'cis-m365',
  title: 'CIS Microsoft 365 Foundations Benchmark',
  version: '7.0',
  url: 'https://www.cisecurity.org/benchmark/microsoft_365',
  controls: [
    ...adminCenter,
    ...defender,
    ...mailProtection,
    ...users,
    ...access,
    ...exchangeOnline,
    ...sharePoint,
    ...teamsControls,
  ],
}
