import type { PermissionNote, SetupGuide } from '@opencasb/core/connector'

/** Every permission that a check needs, with the reason that the person who grants it will want to know. */
const permissions: readonly PermissionNote[] = [
  {
    permission: 'members:read',
    label: 'Read members',
    reason: 'To see who has no second factor, and how many administrators there are.',
  },
  { permission: 'notebooks:read', label: 'Read notebooks', reason: 'To list the notebooks; not what is in them.' },
  { permission: 'sharing:read', label: 'Read sharing settings', reason: 'To see which notebooks have a public link.' },
]

/** How to connect a workspace. */
export const acmeNotesGuide: SetupGuide = {
  prerequisites: ['An administrator of the workspace'],
  plans: 'All plans',
  auth: {
    'api-key': {
      steps: [
        'In Acme Notes open Settings, API keys and choose Create key.',
        'Tick the permissions below and copy the key.',
      ],
      permissions,
      url: 'https://notes.example.com/settings/keys',
    },
    'oauth-client': {
      steps: [
        'In Acme Notes open Settings, OAuth clients and choose Register client.',
        'Tick the permissions below, then copy the client id and the client secret.',
      ],
      permissions,
      url: 'https://notes.example.com/settings/clients',
    },
  },
}
