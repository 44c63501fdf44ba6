import { FeatureUnavailableError } from '@opencasb/core'
import type { Check } from '@opencasb/core/connector'
import type { Exposure } from '../../resources/sharing/exposure.ts'
import { days } from '../days-parameter.ts'
import { exposureCheck } from './exposure-check.ts'
import { removeLink } from './remediations.ts'

const see = 'https://learn.microsoft.com/en-us/sharepoint/turn-external-sharing-on-or-off'
const dayMs = 86_400_000

const isPublic = ({ audience }: Exposure): boolean => audience === 'anyone'

function publicCheck(kind: 'file' | 'folder', access: Exposure['access']): Check {
  const things = kind === 'file' ? 'The file' : 'The folder and all that is in it'
  return exposureCheck({
    id: `m365/${kind}-public-${access}`,
    title: `Anyone can ${access} a ${kind}`,
    severity: access === 'edit' ? 'critical' : 'high',
    risk:
      access === 'edit'
        ? `${things} can be changed, replaced with something harmful or deleted by whoever gets hold of the link, without signing in and without a trace of who it was.`
        : `${things} can be read and copied by whoever gets hold of the link, without signing in and without a trace of who it was.`,
    remediation: `${removeLink}. To rule out such links, in the SharePoint admin center under "Policies", "Sharing", set external sharing to "New and existing guests" or less.`,
    see,
    kind,
    counts: (one) => isPublic(one) && one.access === access,
    finding: access === 'edit' ? 'can be changed by anyone with the link' : 'can be read by anyone with the link',
  })
}

const anyoneLinkExpires: Check = exposureCheck({
  id: 'm365/anyone-link-expires',
  title: 'Link for anyone does not expire soon',
  severity: 'low',
  risk: 'Links are passed on and forgotten. One that never ends lets people in years after there was a reason for it.',
  remediation:
    'In OneDrive or SharePoint, open "Manage access" of the item, and set an expiration date in the settings of the link. For all new links, in the SharePoint admin center under "Policies", "Sharing", switch on "These links must expire within this many days".',
  see: 'https://learn.microsoft.com/en-us/microsoft-365/solutions/best-practices-anonymous-sharing',
  params: days('maxDays', 30, 'Days after which a link for anyone should have ended'),
  counts: (one, { now, params }) =>
    isPublic(one) && (one.expires === undefined || one.expires.getTime() - now.getTime() > params.maxDays * dayMs),
  finding: 'is open to anyone with the link for longer than it should',
})

const anyoneEditLinkPassword: Check = exposureCheck({
  id: 'm365/anyone-edit-link-password',
  title: 'Link for anyone to edit has no password',
  severity: 'low',
  risk: 'Whoever finds the link in a mail, a chat or a browser history can change the content at once.',
  remediation: `${removeLink}. Where everybody has to have it, set a password in the settings of the link.`,
  see: 'https://support.microsoft.com/en-us/office/share-onedrive-files-and-folders-9fcc2f7d-de0c-4cec-93b0-a82024800c07',
  counts: (one) => isPublic(one) && one.access === 'edit' && hasNoPassword(one),
  finding: 'can be changed through a link without a password',
})

function hasNoPassword({ hasPassword }: Exposure): boolean {
  if (hasPassword === undefined)
    throw new FeatureUnavailableError('Microsoft does not tell whether links have a password')
  return !hasPassword
}

/** Checks of links that work without signing in. */
export const publicLinkChecks: readonly Check[] = [
  publicCheck('file', 'edit'),
  publicCheck('folder', 'edit'),
  publicCheck('file', 'view'),
  publicCheck('folder', 'view'),
  anyoneLinkExpires,
  anyoneEditLinkPassword,
]
