import type { Audience, Grant } from '../../src/resources/drive/exposure.ts'
import type { GoogleFile } from '../../src/resources/drive/file-schema.ts'
import type { FileRole } from '../../src/resources/drive/permission.ts'
import type { SharedDriveFile } from '../../src/resources/drive/shared-drive-file.ts'
import type { CheckCase } from './check-case.ts'

const past = new Date('2025-12-31T23:00:00Z')
const future = new Date('2026-06-01T00:00:00Z')

function grant(audience: Audience, role: FileRole, values: Partial<Grant> = {}): Grant {
  const grantees = {
    public: '',
    link: '',
    company: 'acme.example',
    domain: 'partner.example',
    external: 'guest-1@partner.example',
  }
  return {
    audience,
    role,
    grantee: grantees[audience],
    discoverable: audience === 'public',
    inherited: undefined,
    expires: undefined,
    ...values,
  }
}

function aFile(...exposure: readonly Grant[]): GoogleFile {
  return {
    id: '1abc',
    name: 'Plan',
    isFolder: false,
    trashed: false,
    exposure,
    ownedByMe: true,
    modified: undefined,
    owner: 'user-1@acme.example',
  }
}

const shared: SharedDriveFile = {
  id: '1abc',
  name: 'Plan',
  isFolder: true,
  trashed: true,
  hasOwnAccess: true,
  modified: undefined,
  reader: 'user-1@acme.example',
  drive: 'Project 1',
  driveId: '0A1',
}

interface Sharing {
  readonly rule: string
  readonly failing: readonly Grant[]
  readonly traps: readonly (readonly Grant[])[]
}

const sharing: readonly Sharing[] = [
  {
    rule: 'public-edit',
    failing: [grant('link', 'edit')],
    traps: [[grant('link', 'comment')], [grant('public', 'view')], [grant('external', 'edit')]],
  },
  {
    rule: 'public-view',
    failing: [grant('link', 'comment')],
    traps: [[grant('public', 'edit')], [grant('company', 'view')]],
  },
  {
    rule: 'discoverable',
    failing: [grant('public', 'edit')],
    traps: [[grant('link', 'edit')], [grant('company', 'view', { discoverable: true })]],
  },
  {
    rule: 'external-edit',
    failing: [grant('domain', 'edit'), grant('external', 'edit')],
    traps: [[grant('external', 'view')], [grant('external', 'edit', { expires: past })], [grant('company', 'edit')]],
  },
  {
    rule: 'external-view',
    failing: [grant('external', 'view', { expires: future })],
    traps: [[grant('external', 'edit')], [grant('external', 'comment', { expires: past })], [grant('link', 'view')]],
  },
  {
    rule: 'company-edit',
    failing: [grant('company', 'edit')],
    traps: [[grant('company', 'comment')], [grant('domain', 'edit')]],
  },
  {
    rule: 'company-view',
    failing: [grant('company', 'comment')],
    traps: [[grant('company', 'edit')], [grant('domain', 'view')]],
  },
]

const partners = { allowedDomains: ['Partner.example'] }

/** What the checks of files are shown. */
export const driveCases: readonly CheckCase[] = [
  ...sharing.map(
    ({ rule, failing, traps }): CheckCase => ({
      check: `google/file-${rule}`,
      failing: { resource: aFile(...failing) },
      passing: { resource: aFile() },
      alsoPassing: [
        ...traps.map((exposure) => ({ resource: aFile(...exposure) })),
        ...(rule.startsWith('external') ? [{ resource: aFile(...failing), params: partners }] : []),
      ],
    }),
  ),
  ...sharing.map(
    ({ rule, failing, traps }): CheckCase => ({
      check: `google/shared-drive-file-${rule}`,
      failing: { resource: shared, facets: { exposure: failing } },
      passing: { resource: shared, facets: { exposure: [] } },
      alsoPassing: traps.map((exposure) => ({ resource: shared, facets: { exposure } })),
    }),
  ),
  {
    check: 'google/file-external-no-expiry',
    failing: { resource: aFile(grant('external', 'view', { expires: future }), grant('external', 'edit')) },
    passing: { resource: aFile(grant('external', 'edit', { expires: future })) },
    notApplicable: [
      { resource: aFile(grant('link', 'edit'), grant('domain', 'edit')) },
      { resource: aFile(grant('external', 'edit', { expires: past })) },
      { resource: aFile(grant('external', 'edit')), params: partners },
    ],
  },
  {
    check: 'google/shared-drive-external-members',
    failing: { resource: { id: '0A1', name: 'Project 1' }, facets: { outsiders: [grant('external', 'view')] } },
    passing: { resource: { id: '0A1', name: 'Project 1' }, facets: { outsiders: [] } },
    alsoPassing: [
      {
        resource: { id: '0A1', name: 'Project 1' },
        facets: { outsiders: [grant('external', 'edit')] },
        params: partners,
      },
      {
        resource: { id: '0A1', name: 'Project 1' },
        facets: { outsiders: [grant('external', 'edit', { expires: past })] },
      },
    ],
  },
]
