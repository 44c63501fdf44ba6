import type { PermissionNote, SetupGuide } from '@opencasb/core/connector'

const permissions: readonly PermissionNote[] = [
  {
    permission: 'ViewSetup',
    label: 'View Setup and Configuration',
    reason: 'Reads settings, profiles, apps, certificates, remote sites and everything else that stands in Setup.',
  },
  {
    permission: 'ViewHealthCheck',
    label: 'View Health Check',
    reason: 'Reads the score of Health Check and what it says of each setting.',
  },
  {
    permission: 'ViewAllUsers',
    label: 'View All Users',
    reason: 'Lists all users; without it the sharing of users decides which ones are seen.',
  },
  {
    permission: 'ManageUsers',
    label: 'Manage Users',
    reason: 'Salesforce shows the sign-ins of others only to those who may manage users. Nothing is changed with it.',
  },
  {
    permission: 'CustomizeApplication',
    label: 'Customize Application',
    reason: 'Salesforce shows the OAuth tokens of others only with it. Nothing is changed with it.',
  },
  {
    permission: 'ViewEventLogFiles',
    label: 'View Event Log Files',
    reason: 'Finds out whether event log files are written. Their content is not read.',
  },
  {
    permission: 'ViewAllData',
    label: 'View All Data',
    reason: 'Query All Files asks for it. Records are not read.',
  },
  {
    permission: 'QueryAllFiles',
    label: 'Query All Files',
    reason: 'Finds public links and large files of others. The content of files is not read.',
  },
]

const integrationUser = [
  'In Setup, Users, add a user for the integration, with the licence "Salesforce Integration" if your edition has it, or a least-access profile.',
  'In Setup, Permission Sets, create a permission set with "API Enabled" and the permissions below, and assign it to that user.',
]

const app =
  'In Setup, External Client App Manager, create an app with OAuth enabled and the scope "Manage user data via APIs (api)".'
const approve =
  'In the policies of the app, set Permitted Users to "Admin approved users are pre-authorized", and add the permission set of the integration user.'
const freeze = 'In Setup, Users, deactivate the integration user, and take its permission set away.'
const removeApp =
  'In Setup, External Client App Manager, delete the app; where it serves something else, take the permission set of the integration user off its policies.'
const tail =
  'Add the integration here with the consumer key; for a sandbox set config.baseUrls.login to https://test.salesforce.com.'

/** How to set the integration up. */
export const guide: SetupGuide = {
  prerequisites: [
    'An administrator of the organisation who may create users, permission sets and external client apps.',
    'The permission "API Enabled" for the integration user: without it Salesforce lets nobody in.',
    'Some thirty API requests per scan of ten thousand users; at most a tenth of the daily quota is used (config.dailyShare).',
  ],
  plans:
    'Editions with API access: Enterprise, Unlimited, Performance and Developer; Professional with the API add-on. Event log files and transaction security need Salesforce Shield or Event Monitoring.',
  auth: {
    'jwt-bearer': {
      steps: [
        ...integrationUser,
        'Make a key pair and a certificate: openssl req -x509 -newkey rsa:2048 -nodes -days 730 -keyout key.pem -out certificate.pem -subj "/CN=opencasb".',
        app,
        'Add the scope "Perform requests at any time (refresh_token, offline_access)", select "Enable JWT Bearer Flow", and upload certificate.pem.',
        approve,
        `${tail} Give the username of the integration user and the content of key.pem.`,
      ],
      permissions,
      url: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm',
      disconnect: [removeApp, 'Destroy the private key, wherever it was copied to.', freeze],
    },
    'client-credentials': {
      steps: [
        ...integrationUser,
        app,
        'Select "Enable Client Credentials Flow", and in the policies of the app choose the integration user under Run As.',
        'Set config.baseUrls.login to the My Domain of the organisation, https://<My Domain>.my.salesforce.com: other addresses refuse this way to sign in.',
        'Add the integration here with the consumer key and the consumer secret.',
      ],
      permissions,
      url: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_client_credentials_flow.htm',
      disconnect: [removeApp, freeze],
    },
    'web-server': {
      steps: [
        ...integrationUser,
        app,
        'Add the scope "Perform requests at any time (refresh_token, offline_access)" and the callback URL of your host, and select "Enable Refresh Token Rotation".',
        approve,
        `${tail} Give the consumer secret, connect, and sign in as the integration user. When Salesforce rotates the refresh token, the new one is stored.`,
        'Where the host cannot send anybody there, redeem the code for a refresh token elsewhere, and give that too.',
      ],
      permissions,
      url: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm',
      disconnect: [
        'The refresh token is revoked when the integration is deleted. Where that failed, revoke it in Setup, Connected Apps OAuth Usage.',
        removeApp,
        freeze,
      ],
    },
  },
}
