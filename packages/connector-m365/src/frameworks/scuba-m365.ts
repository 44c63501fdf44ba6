import type { Framework, FrameworkControl } from '@opencasb/core/connector'

const exchange = 'Exchange Online tells it through PowerShell only, not through Microsoft Graph'
const compliance = 'Microsoft Purview and Defender tell it through PowerShell only, not through Microsoft Graph'
const sharePoint = 'Only the administration site of SharePoint tells it, to whoever may change everything there'
const teams = 'Microsoft Teams tells it through PowerShell only, not through Microsoft Graph'
const powerPlatform = 'Power Platform has an API of its own, which asks for another way to sign in'
const fabric = 'Microsoft Fabric has an API of its own, which asks for another way to sign in'

const entra: readonly FrameworkControl[] = [
  { id: 'MS.AAD.1.1', title: 'Legacy authentication is blocked' },
  { id: 'MS.AAD.2.1', title: 'Users at high risk are blocked' },
  {
    id: 'MS.AAD.2.2',
    title: 'Administrators are told of users at high risk',
    manual: 'Microsoft Graph does not tell who is notified',
  },
  { id: 'MS.AAD.2.3', title: 'Sign-ins at high risk are blocked' },
  { id: 'MS.AAD.3.1', title: 'Everybody answers to a factor that cannot be phished' },
  { id: 'MS.AAD.3.2', title: 'Until then everybody answers to some second factor' },
  { id: 'MS.AAD.3.3', title: 'Authenticator shows which application asks, and from where' },
  { id: 'MS.AAD.3.4', title: 'Old settings of authentication methods have been migrated' },
  { id: 'MS.AAD.3.5', title: 'Text messages, calls and codes by e-mail are off' },
  { id: 'MS.AAD.3.6', title: 'Highly privileged roles answer to a factor that cannot be phished' },
  { id: 'MS.AAD.3.7', title: 'People sign in from managed devices' },
  { id: 'MS.AAD.3.8', title: 'Factors are registered from managed devices' },
  { id: 'MS.AAD.3.9', title: 'Device code flow is blocked' },
  {
    id: 'MS.AAD.4.1',
    title: 'Logs are sent to where somebody watches them',
    manual: 'Diagnostic settings belong to Azure, which Microsoft Graph does not reach',
  },
  { id: 'MS.AAD.5.1', title: 'Only administrators register applications' },
  { id: 'MS.AAD.5.2', title: 'Only administrators consent to applications' },
  { id: 'MS.AAD.5.3', title: 'People can ask administrators for consent' },
  { id: 'MS.AAD.5.5', title: 'Applications are not given passwords' },
  { id: 'MS.AAD.5.6', title: 'Passwords of applications are good for half a year at most' },
  { id: 'MS.AAD.5.7', title: 'Certificates of applications are good for a year at most' },
  { id: 'MS.AAD.6.1', title: 'Passwords of users do not expire' },
  { id: 'MS.AAD.7.1', title: 'There are two to eight Global Administrators' },
  { id: 'MS.AAD.7.2', title: 'Administrators have narrower roles than Global Administrator' },
  { id: 'MS.AAD.7.3', title: 'Privileged accounts exist in the cloud only' },
  { id: 'MS.AAD.7.4', title: 'Highly privileged roles are not held for good' },
  { id: 'MS.AAD.7.5', title: 'Highly privileged roles are given through a management system only' },
  { id: 'MS.AAD.7.6', title: 'Activating Global Administrator takes an approval' },
  { id: 'MS.AAD.7.7', title: 'Giving a highly privileged role raises an alert' },
  { id: 'MS.AAD.7.8', title: 'Activating Global Administrator raises an alert' },
  { id: 'MS.AAD.7.9', title: 'Activating another highly privileged role raises an alert' },
  { id: 'MS.AAD.8.1', title: 'Guests see little of the directory' },
  { id: 'MS.AAD.8.2', title: 'Only guest inviters invite guests' },
  { id: 'MS.AAD.8.3', title: 'Guests come from allowed domains only' },
  { id: 'MS.AAD.9.1', title: 'Agents at high risk are blocked' },
]

const defender: readonly FrameworkControl[] = all('MS.DEFENDER', compliance, {
  '1.1': 'The standard and the strict preset policies are on',
  '1.2': 'All users are in a preset policy of Exchange Online Protection',
  '1.3': 'All users are in a preset policy of Defender for Office 365',
  '1.4': 'Sensitive accounts are in the strict policy of Exchange Online Protection',
  '1.5': 'Sensitive accounts are in the strict policy of Defender for Office 365',
  '2.1': 'Sensitive accounts are protected from impersonation',
  '2.2': 'Own domains are protected from impersonation',
  '2.3': 'Domains of important partners are protected from impersonation',
  '3.1': 'Safe Attachments looks after SharePoint, OneDrive and Teams',
  '4.1': 'A policy looks for personal and payment data',
  '4.2': 'The policy is for Exchange, OneDrive, SharePoint, Teams and devices',
  '4.3': 'The policy blocks sharing with everybody',
  '4.4': 'People are told what they may not share',
  '4.5': 'Applications that may not open such data are listed',
  '4.6': 'Such applications are blocked',
  '5.1': 'The alerts that are called for are on',
  '5.2': 'Alerts reach somebody who watches them',
  '6.1': 'The unified audit log is on',
  '6.3': 'Audit logs are kept as long as the law asks for',
})

const securitySuite: readonly FrameworkControl[] = all('MS.SECURITYSUITE', compliance, {
  '1.1': 'Attachments of dangerous types are held back',
  '1.2': 'Malware that is recognised later is removed from mailboxes',
  '1.3': 'Attachments are opened in a sandbox first',
  '1.4': 'Safe Attachments looks after SharePoint, OneDrive and Teams',
  '2.1': 'Sensitive accounts are protected from impersonation',
  '2.2': 'Own domains are protected from impersonation',
  '2.3': 'Domains of important partners are protected from impersonation',
  '2.4': 'Mail that pretends to be somebody else is recognised',
  '3.1': 'A policy looks for personal and payment data',
  '3.2': 'The policy is for Exchange, OneDrive, SharePoint, Teams and devices',
  '3.3': 'The policy blocks sharing with everybody',
  '3.4': 'People are told what they may not share',
  '3.5': 'Applications that may not open such data are blocked',
  '4.1': 'The alerts that are called for are on',
  '4.2': 'Alerts reach somebody who watches them',
  '5.1': 'The unified audit log is on',
  '5.2': 'Audit logs are kept as long as the law asks for',
  '6.1': 'Spam is moved out of the way',
  '6.2': 'No senders or domains pass the spam filter unseen',
  '7.1': 'Links in mail are compared with a list of malicious ones',
  '7.2': 'What links download is looked at',
  '7.3': 'Clicks on links are recorded',
  '8.1': 'No addresses pass the connection filter unseen',
  '8.2': 'The safe list of the connection filter is off',
})

const mail: readonly FrameworkControl[] = [
  ...all('MS.EXO', exchange, { '1.1': 'Mail is not forwarded outside by itself' }),
  { id: 'MS.EXO.2.2', title: 'Each domain says which servers send for it' },
  { id: 'MS.EXO.3.1', title: 'Mail of each domain is signed' },
  { id: 'MS.EXO.4.1', title: 'Each domain has a DMARC policy' },
  { id: 'MS.EXO.4.2', title: 'Mail that fails DMARC is rejected' },
  { id: 'MS.EXO.4.3', title: 'Reports go to the authority that gathers them' },
  { id: 'MS.EXO.4.4', title: 'Reports go to an address of your own as well' },
  ...all('MS.EXO', exchange, {
    '5.1': 'Sending over SMTP with a password is off',
    '6.1': 'Contacts are not shared with all domains',
    '6.2': 'Details of calendars are not shared with all domains',
    '7.1': 'Mail from outside is marked',
    '13.1': 'Mailboxes are audited',
  }),
]

const files: readonly FrameworkControl[] = [
  { id: 'MS.SHAREPOINT.1.1', title: 'SharePoint shares with existing guests at most' },
  ...all('MS.SHAREPOINT', sharePoint, { '1.2': 'OneDrive shares with existing guests at most' }),
  { id: 'MS.SHAREPOINT.1.3', title: 'Sharing outside is limited to approved domains or groups' },
  ...all('MS.SHAREPOINT', sharePoint, {
    '2.1': 'Links are for specific people unless somebody chooses otherwise',
    '2.2': 'Links are for reading unless somebody chooses otherwise',
    '3.1': 'Links for anyone end within thirty days',
    '3.2': 'Links for anyone are for reading only',
    '3.3': 'People with a code must prove their address every thirty days',
  }),
]

const meetings: readonly FrameworkControl[] = all('MS.TEAMS', teams, {
  '1.1': 'People from outside cannot take control of a screen',
  '1.2': 'People without an account cannot start meetings',
  '1.3': 'People without an account and callers wait in the lobby',
  '1.4': 'People of the organisation need not wait in the lobby',
  '1.5': 'Callers cannot pass the lobby',
  '1.6': 'Meetings are not recorded unless somebody allows it',
  '1.7': 'Whoever organises an event decides whether it is recorded',
  '2.1': 'Only domains that were allowed are in touch',
  '2.2': 'Private accounts cannot begin a chat',
  '2.3': 'People do not begin chats with private accounts',
  '4.1': 'Channels take no mail',
  '5.1': 'Only approved apps of Microsoft are installed',
  '5.2': 'Only approved apps of others are installed',
  '5.3': 'Only approved apps of your own are installed',
})

const power: readonly FrameworkControl[] = [
  ...all('MS.POWERPLATFORM', powerPlatform, {
    '1.1': 'Only administrators make production and sandbox environments',
    '1.2': 'Only administrators make trial environments',
    '2.1': 'A data policy limits connectors of the default environment',
    '2.2': 'A data policy limits connectors of the other environments',
    '3.1': 'Other tenants are kept apart',
    '3.2': 'Tenants that may connect are listed',
    '4.1': 'Apps have a content security policy',
    '5.1': 'Only administrators make Power Pages sites',
    '6.1': 'Apps are not shared with everybody',
  }),
  ...all('MS.POWERBI', fabric, {
    '1.1': 'Reports are not published to the web',
    '2.1': 'Guests do not see reports',
    '3.1': 'Invitations from Power BI are off',
    '4.1': 'Service principals use APIs in named groups only',
    '4.2': 'Service principals make profiles in named groups only',
    '5.1': 'Keys of resources do not sign anybody in',
    '6.1': 'Reports do not run R and Python',
    '7.1': 'Sensitivity labels are on',
  }),
]

/** Controls that have the same reason for not being automatic. */
function all(prefix: string, manual: string, titles: Readonly<Record<string, string>>): readonly FrameworkControl[] {
  return Object.entries(titles).map(([id, title]) => ({ id: `${prefix}.${id}`, title, manual }))
}

/** The baselines for Microsoft 365 of CISA's Secure Cloud Business Applications project. */
export const scubaM365: Framework = {
  id: 'scuba-m365',
  title: 'SCuBA secure configuration baselines for Microsoft 365',
  version: 'ScubaGear 2.0',
  url: 'https://github.com/cisagov/ScubaGear/tree/main/PowerShell/ScubaGear/baselines',
  controls: [...entra, ...defender, ...securitySuite, ...mail, ...files, ...meetings, ...power],
}
