import type { PermissionNote, SetupGuide } from '@opencasb/core/connector'

/** What each permission of an app or a fine-grained token is for. Labels as on GitHub's page. */
const permissions: readonly PermissionNote[] = [
  {
    permission: 'metadata:read',
    label: 'Repository permissions, Metadata: Read-only',
    reason: 'Lists repositories and their visibility. GitHub ticks it by itself.',
  },
  {
    permission: 'administration:read',
    label: 'Repository permissions, Administration: Read-only',
    reason:
      'Reads branch protection and rulesets, who was given access by name, deploy keys, and which security features are on.',
  },
  {
    permission: 'contents:read',
    label: 'Repository permissions, Contents: Read-only',
    reason:
      'To GitHub the default branch is part of the contents: without it neither the protection of the branch nor its CODEOWNERS file can be looked up. No code is read.',
  },
  {
    permission: 'repository_hooks:read',
    label: 'Repository permissions, Webhooks: Read-only',
    reason: 'Reads where webhooks of repositories send to, and whether they are signed and encrypted.',
  },
  {
    permission: 'vulnerability_alerts:read',
    label: 'Repository permissions, Dependabot alerts: Read-only',
    reason: 'Counts open Dependabot alerts.',
  },
  {
    permission: 'security_events:read',
    label: 'Repository permissions, Code scanning alerts: Read-only',
    reason: 'Counts open code scanning alerts.',
  },
  {
    permission: 'secret_scanning_alerts:read',
    label: 'Repository permissions, Secret scanning alerts: Read-only',
    reason: 'Counts open secret scanning alerts. GitHub is asked to leave the secrets out.',
  },
  {
    permission: 'members:read',
    label: 'Organization permissions, Members: Read-only',
    reason: 'Lists members with role and two-factor authentication, outside collaborators and teams.',
  },
  {
    permission: 'organization_administration:read',
    label: 'Organization permissions, Administration: Read-only',
    reason:
      'Reads settings of the organisation, of GitHub Actions and of Copilot, security defaults, and installed apps.',
  },
  {
    permission: 'organization_hooks:read',
    label: 'Organization permissions, Webhooks: Read-only',
    reason: 'Reads where webhooks of the organisation send to, and whether they are signed and encrypted.',
  },
  {
    permission: 'organization_secrets:read',
    label: 'Organization permissions, Secrets: Read-only',
    reason: 'Lists names and age of Actions secrets. GitHub never shows the values to anybody.',
  },
  {
    permission: 'organization_self_hosted_runners:read',
    label: 'Organization permissions, Self-hosted runners: Read-only',
    reason: 'Lists runner groups and which repositories they serve.',
  },
]

const appOnly: PermissionNote = {
  permission: 'organization_personal_access_tokens:read',
  label: 'Organization permissions, Personal access tokens: Read-only',
  reason: "Lists members' fine-grained tokens with their permissions, end and last use.",
}

/** What each scope of a classic token is for. */
const scopes: readonly PermissionNote[] = [
  {
    permission: 'repo',
    label: 'repo',
    reason:
      'The only scope that shows private repositories. It could also write: fine-grained tokens and apps need not.',
  },
  {
    permission: 'read:org',
    label: 'read:org',
    reason: 'Lists members, outside collaborators and teams, and reads security defaults and Copilot settings.',
  },
  {
    permission: 'admin:org',
    label: 'admin:org',
    reason:
      'The only scope with which GitHub shows settings of the organisation and of GitHub Actions, installed apps, runner groups and secrets. It could also write.',
  },
  {
    permission: 'admin:org_hook',
    label: 'admin:org_hook',
    reason: 'Lists webhooks of the organisation; there is no narrower scope.',
  },
  { permission: 'security_events', label: 'security_events', reason: 'Counts open alerts. Part of repo.' },
]

/** How a person connects a GitHub organisation. */
export const guide: SetupGuide = {
  prerequisites: [
    'You are an owner of the organisation: GitHub shows most settings to owners only.',
    'Where the organisation limits fine-grained tokens or apps, an owner approves them under "Third-party access".',
    'Where the organisation has an IP allow list, the address that scans come from is on it.',
  ],
  plans:
    'Any plan. SAML, IP allow lists and mail restrictions are features of Enterprise Cloud; secret scanning and code scanning of private repositories need GitHub Secret Protection and Code Security. What a plan lacks is reported as not applicable or unknown, never as passed. GitHub Enterprise Server works with baseUrl https://host/api/v3.',
  auth: {
    'github-app': {
      url: 'https://github.com/organizations/ORGANIZATION/settings/apps/new',
      steps: [
        'In the settings of the organisation, open "Developer settings", "GitHub Apps", and choose "New GitHub App".',
        'Untick "Active" under "Webhook"; the app receives nothing.',
        'Give it the permissions listed here, all read-only, and let it be installed on this account only.',
        'Note the app id, generate a private key, and keep the downloaded file.',
        'Choose "Install App", install it on the organisation for all repositories, and note the number at the end of the URL: the installation id.',
        'A host whose customers connect by a link registers one app of its own instead: it may be installed on any account, "Request user authorization (OAuth) during installation" is selected, the address of the host stands first under "Callback URL", and it has a client secret. An owner of the organisation then only opens the link and chooses the organisation.',
      ],
      permissions: [...permissions, appOnly],
      disconnect: [
        'In the settings of the organisation, open "GitHub Apps", choose "Configure" beside the app, then "Uninstall". An app that was installed by connecting is uninstalled already.',
        'Where the app was made for this alone, open it under "Developer settings", "GitHub Apps", "Advanced", and choose "Delete GitHub App": its private keys end with it.',
      ],
    },
    'pat-fine-grained': {
      url: 'https://github.com/settings/personal-access-tokens/new',
      steps: [
        'Open "Settings", "Developer settings", "Personal access tokens", "Fine-grained tokens", and choose "Generate new token".',
        'Choose the organisation as "Resource owner", and an end that you will be reminded of.',
        'Choose "All repositories", and give it the permissions listed here, all read-only.',
        'Where the organisation wants it, an owner approves the token.',
      ],
      permissions,
      disconnect: [
        'As the owner of the token, open "Settings", "Developer settings", "Personal access tokens", "Fine-grained tokens", and choose "Delete" beside it.',
      ],
    },
    'pat-classic': {
      url: 'https://github.com/settings/tokens/new?scopes=repo,admin:org,admin:org_hook',
      steps: [
        'Prefer one of the other ways where you can: classic tokens cannot be limited to reading. They alone show who may bypass rulesets.',
        'Open "Settings", "Developer settings", "Personal access tokens", "Tokens (classic)", and choose "Generate new token".',
        'Tick the scopes listed here, and choose an end that you will be reminded of.',
        'Where the organisation enforces SAML single sign-on, choose "Configure SSO" beside the token and authorise it.',
      ],
      permissions: scopes,
      disconnect: [
        'As the owner of the token, open "Settings", "Developer settings", "Personal access tokens", "Tokens (classic)", and choose "Delete" beside it.',
      ],
    },
  },
}
