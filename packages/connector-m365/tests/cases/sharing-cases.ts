import type { Exposure } from '../../src/resources/sharing/exposure.ts'
import type { SharedItem } from '../../src/resources/sharing/item-schema.ts'
import type { SharePointSettings } from '../../src/resources/sharing/sharepoint-settings.ts'
import type { CheckCase } from './check-case.ts'

const file: SharedItem = {
  driveId: 'b!drive',
  id: 'i-1',
  name: 'Plan.xlsx',
  isFolder: false,
  parentId: 'i-0',
  webUrl: undefined,
  place: 'OneDrive of user-17@acme.example',
}
const folder: SharedItem = { ...file, id: 'i-2', name: 'Plans', isFolder: true }
const items = { file, folder }

/** Checks are run on the first day of 2026; this is so many days behind it. */
function inDays(days: number): Date {
  return new Date(Date.UTC(2026, 0, 1) + days * 86_400_000)
}

function anExposure(changes: Partial<Exposure>): Exposure {
  return {
    permission: 'p-1',
    audience: 'anyone',
    access: 'edit',
    link: 'edit',
    grantee: undefined,
    hasPassword: false,
    expires: undefined,
    isInherited: false,
    ...changes,
  }
}

const of = (...exposures: Partial<Exposure>[]) => ({ exposure: { own: exposures.map(anExposure), inherited: 0 } })
const inherited = { exposure: { own: [], inherited: 2 } }

const matrix = (['file', 'folder'] as const).flatMap((kind) =>
  (['anyone', 'company'] as const).flatMap((audience) =>
    (['edit', 'view'] as const).map((access): CheckCase => {
      const resource = items[kind]
      const other = access === 'edit' ? 'view' : 'edit'
      const audiences = audience === 'anyone' ? 'company' : 'anyone'
      return {
        check: `m365/${kind}-${audience === 'anyone' ? 'public' : 'company'}-${access}`,
        failing: { resource, facets: of({ audience: 'external' }, { audience, access }) },
        passing: { resource, facets: of() },
        alsoPassing: [
          { resource, facets: of({ audience, access: other }) },
          { resource, facets: of({ audience: audiences, access }, { audience: 'external', access }) },
          { resource, facets: of({ audience, access, expires: inDays(-1) }) },
        ],
        notApplicable: [
          { resource, facets: inherited },
          { resource: kind === 'file' ? folder : file, facets: of({ audience, access }) },
        ],
      }
    }),
  ),
)

const others: readonly CheckCase[] = [
  {
    check: 'm365/shared-with-guest-edit',
    failing: { resource: folder, facets: of({ audience: 'external', grantee: 'partner@example.net' }) },
    passing: { resource: file, facets: of({ audience: 'external', access: 'view' }, { audience: 'anyone' }) },
    notApplicable: [{ resource: file, facets: inherited }],
  },
  {
    check: 'm365/shared-with-guest-view',
    failing: { resource: file, facets: of({ audience: 'external', access: 'view', link: undefined }) },
    passing: { resource: file, facets: of({ audience: 'external', access: 'edit' }, { audience: 'company' }) },
  },
  {
    check: 'm365/anyone-link-expires',
    failing: { resource: file, facets: of({}) },
    passing: { resource: file, facets: of({ expires: inDays(30) }) },
    alsoPassing: [
      { resource: file, facets: of({ audience: 'company' }) },
      { resource: file, facets: of({ expires: inDays(80) }), params: { maxDays: 90 } },
    ],
  },
  {
    check: 'm365/anyone-edit-link-password',
    failing: { resource: file, facets: of({}) },
    passing: { resource: file, facets: of({ hasPassword: true }) },
    alsoPassing: [
      { resource: file, facets: of({ access: 'view', hasPassword: undefined }) },
      { resource: file, facets: of({ audience: 'company', hasPassword: undefined }) },
    ],
  },
]

const careful: SharePointSettings = {
  sharingCapability: 'existingExternalUserSharingOnly',
  sharingDomainRestrictionMode: 'allowList',
  sharingAllowedDomainList: ['example.net'],
  isResharingByExternalUsersEnabled: false,
  isRequireAcceptingUserToMatchInvitedUserEnabled: true,
  isLegacyAuthProtocolsEnabled: false,
  isUnmanagedSyncAppForTenantRestricted: true,
}
const passing = { resource: careful }
const alone = { ...careful, sharingCapability: 'disabled' }

const settings: readonly CheckCase[] = [
  {
    check: 'm365/sharepoint-external-sharing',
    failing: { resource: { ...careful, sharingCapability: 'externalUserAndGuestSharing' } },
    passing,
    alsoPassing: [{ resource: { ...careful, sharingCapability: 'externalUserSharingOnly' } }, { resource: alone }],
  },
  {
    check: 'm365/sharepoint-sharing-domains',
    failing: { resource: { ...careful, sharingDomainRestrictionMode: 'blockList' } },
    passing,
    notApplicable: [{ resource: { ...alone, sharingDomainRestrictionMode: 'none' } }],
  },
  {
    check: 'm365/sharepoint-guest-resharing',
    failing: { resource: { ...careful, isResharingByExternalUsersEnabled: true } },
    passing,
    notApplicable: [{ resource: { ...alone, isResharingByExternalUsersEnabled: true } }],
  },
  {
    check: 'm365/sharepoint-invitation-account',
    failing: { resource: { ...careful, isRequireAcceptingUserToMatchInvitedUserEnabled: false } },
    passing,
    notApplicable: [{ resource: { ...alone, isRequireAcceptingUserToMatchInvitedUserEnabled: false } }],
  },
  {
    check: 'm365/sharepoint-legacy-authentication',
    failing: { resource: { ...alone, isLegacyAuthProtocolsEnabled: true } },
    passing,
  },
  {
    check: 'm365/onedrive-sync-managed-domains',
    failing: { resource: { ...careful, isUnmanagedSyncAppForTenantRestricted: false } },
    passing,
  },
]

export const sharingCases: readonly CheckCase[] = [...matrix, ...others, ...settings]
