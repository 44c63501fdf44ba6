import type { PermissionNote, SetupGuide } from '@opencasb/core/connector'
import { scopePrefix } from './google-api.ts'

/** What each scope is for. The labels are the scopes themselves: that is what is pasted into the Admin console. */
const common: readonly PermissionNote[] = [
  note(
    'admin.directory.user.readonly',
    'Lists users with their administrator flags, 2-Step Verification, last sign-in, suspension and whether they can be recovered.',
  ),
  note(
    'admin.directory.user.security',
    'Lists the applications that users have authorised. Google has no narrower scope; it could also revoke them, which is never done.',
  ),
  note('admin.directory.group.readonly', 'Lists groups with their members.'),
  note(
    'apps.groups.settings',
    'Reads who may join, see and post to each group. Google has no narrower scope; it could also change this, which is never done.',
  ),
  note('admin.directory.orgunit.readonly', 'Lists organisational units: settings are inherited along them.'),
  note(
    'cloud-identity.policies.readonly',
    'Reads the settings of the Admin console. Google answers them to super administrators only.',
  ),
  note(
    'cloud-identity.inboundsso.readonly',
    'Reads who signs in through which identity provider: administrators should not depend on one.',
  ),
  note('admin.directory.rolemanagement.readonly', 'Lists roles of administrators and who has them.'),
  note(
    'admin.directory.domain.readonly',
    'Lists the domains of the account: which mail is its own, and which addresses are outside.',
  ),
  note(
    'apps.licensing',
    'Lists who has a licence for Gemini and AI Ultra. Google has no narrower scope; it could also assign licences, which is never done.',
  ),
]

/** What is read in the name of users; only a service account can do that. */
const delegated: readonly PermissionNote[] = [
  note(
    'drive.metadata.readonly',
    'Lists the files that users own, with who has access to them. Contents are not read.',
  ),
  note(
    'drive.readonly',
    'Lists shared drives with their members and files. Google lists shared drives with no narrower scope; it could also read contents, which is never done.',
  ),
  note('calendar.acls.readonly', "Reads with whom users' primary calendars are shared. Events are not read."),
  note(
    'gmail.settings.basic',
    'Reads delegates, forwarding, filters and addresses of mailboxes. Google has no narrower scope but those that read mail; it could also change these settings, which is never done.',
  ),
]

function note(scope: string, reason: string): PermissionNote {
  return { permission: `${scopePrefix}${scope}`, label: `${scopePrefix}${scope}`, reason }
}

/** How a person connects a Google Workspace account. */
export const guide: SetupGuide = {
  prerequisites: [
    'You are a super administrator of the Google Workspace account.',
    'You may create a project in Google Cloud, and keys of service accounts where an organisation policy forbids them by default.',
    'In that project, under "APIs & Services", "Library", these are enabled: Admin SDK API, Groups Settings API, Enterprise License Manager API, Cloud Identity API; for files, calendars and mailboxes also Google Drive API, Google Calendar API and Gmail API.',
  ],
  plans:
    'Business Starter, Standard and Plus, Enterprise, Education, Frontline and Cloud Identity. What an edition lacks, such as shared drives, is reported as not available, never as passed.',
  auth: {
    'service-account': {
      url: 'https://admin.google.com/ac/owl/domainwidedelegation',
      steps: [
        'In the Google Cloud console, open "IAM & Admin", "Service Accounts", choose "Create service account", and give it no roles.',
        'Open the service account, "Keys", "Add key", "Create new key", choose "JSON", and keep the downloaded file: its text is the field "key". Where the key stays in a key management service, give the service account\'s address instead, and a function that signs.',
        'Note the "Unique ID" of the service account, a number of 21 digits.',
        'In the Admin console, open "Security", "Access and data control", "API controls", "Manage domain-wide delegation", and choose "Add new".',
        'Enter the number as "Client ID", and the scopes listed here, separated by commas, as "OAuth scopes"; choose "Authorise". It may take some minutes, at most a day.',
        'Give the address of an administrator in whose name to read as "adminEmail": a super administrator, or one with a role that may read users, groups, organisational units, roles, domains, licences and settings.',
      ],
      permissions: [...common, ...delegated],
      disconnect: [
        'In the Admin console, open "Security", "Access and data control", "API controls", "Manage domain-wide delegation", and delete the client id of the service account.',
        'In the Google Cloud console, open "IAM & Admin", "Service Accounts", and delete the service account, or its key where it is used for something else.',
      ],
    },
    'admin-oauth': {
      url: 'https://console.cloud.google.com/auth/clients',
      steps: [
        'In the Google Cloud console, open "Google Auth Platform", and set the audience to "Internal".',
        'Under "Clients", choose "Create client", "Web application", and note the client id and the client secret.',
        'Add the address of the host, to which administrators come back, under "Authorized redirect URIs". For accounts of other organisations the audience is "External", and Google verifies the app for these scopes.',
        'Connect, and consent as the administrator in whose name to read. What is unticked on the page of consent is not read. Where the host cannot send anybody there, let the administrator consent with access_type=offline and prompt=consent, and give the client id, the client secret, the refresh token, and the address of that administrator as "adminEmail".',
        'Files, calendars and mailboxes of other users cannot be read this way: that takes a service account.',
      ],
      permissions: common,
      disconnect: [
        'The consent is revoked when the integration is deleted, and with it all that this OAuth client has for that administrator. Where that failed, the administrator removes the app under https://myaccount.google.com/connections.',
        'Where the OAuth client was made for this alone, delete it under "Google Auth Platform", "Clients".',
      ],
    },
  },
}
