import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { contentDistribution, linkPassword, linkViews } from '../resources/content/content-distribution.ts'
import { largeDocument } from '../resources/content/content-document.ts'
import { folder, staticResource } from '../resources/content/public-file.ts'
import { daysBetween } from './days.ts'

const see = 'https://help.salesforce.com/s/articleView?id=sf.collab_files_share_via_link.htm'
const where = 'Open the file, Share, Public Link (or Content Deliveries), and'

function isOver(
  { expires, expiresAt }: { expires: boolean; expiresAt: string | null | undefined },
  now: Date,
): boolean {
  return expires && typeof expiresAt === 'string' && Date.parse(expiresAt) <= now.getTime()
}

const over = 'the link has expired'

const withoutPassword: Check = defineCheck({
  id: 'salesforce/public-link-without-password',
  version: 1,
  severity: 'critical',
  category: 'data-exposure',
  title: 'A file is public without a password',
  risk: 'Whoever has the link, or finds it in a mailbox, a chat or a log, opens the file.',
  remediation: `${where} delete the link, or set a password and an expiration date.`,
  see,
  frameworks: { sbs: ['FILE-002'] },
  on: contentDistribution,
  evaluate: ({ resource, now }) => {
    if (isOver(resource, now)) return notApplicable(over)
    return resource.passwordRequired ? pass() : fail(`${resource.name} can be opened by anyone with the link`)
  },
})

const weakPassword: Check = defineCheck({
  id: 'salesforce/public-link-with-weak-password',
  version: 1,
  severity: 'high',
  category: 'data-exposure',
  title: 'A file is public with a weak password',
  risk: 'The password of the link is short or simple enough to be guessed.',
  remediation: `${where} delete the link and make a new one with the password that Salesforce proposes.`,
  see,
  frameworks: { sbs: ['FILE-002'] },
  on: contentDistribution,
  with: { password: linkPassword },
  evaluate: ({ resource, password, now }) => {
    if (isOver(resource, now)) return notApplicable(over)
    if (password === 'none') return notApplicable('the link has no password')
    return password === 'strong' ? pass() : fail(`the password of the link to ${resource.name} is weak`)
  },
})

const withPassword: Check = defineCheck({
  id: 'salesforce/public-link-with-password',
  version: 1,
  severity: 'medium',
  category: 'data-exposure',
  title: 'A file is public, protected by a password',
  risk: 'The link works from everywhere for everybody who was told the password, and nobody sees who that is.',
  remediation: `${where} delete the link when it is no longer needed; share with named people instead.`,
  see,
  on: contentDistribution,
  evaluate: ({ resource, now }) => {
    if (isOver(resource, now)) return pass()
    return resource.passwordRequired
      ? fail(`${resource.name} can be opened by anyone with the link and the password`)
      : notApplicable('the link has no password')
  },
})

const neverExpires: Check = defineCheck({
  id: 'salesforce/public-link-never-expires',
  version: 1,
  severity: 'medium',
  category: 'data-exposure',
  title: 'A public link does not expire',
  risk: 'Links are forgotten; those without an end stay open for years.',
  remediation: `${where} set an expiration date.`,
  see,
  frameworks: { sbs: ['FILE-001'] },
  on: contentDistribution,
  evaluate: ({ resource }) => (resource.expires ? pass() : fail(`the link to ${resource.name} has no end`)),
})

const notViewed: Check = defineCheck({
  id: 'salesforce/public-link-not-viewed',
  version: 1,
  severity: 'medium',
  category: 'data-exposure',
  title: 'A shared file was not viewed for a year',
  risk: 'A link that nobody uses any more is only of use to somebody who should not have it.',
  remediation: `${where} delete the link.`,
  see,
  frameworks: { sbs: ['FILE-003'] },
  on: contentDistribution,
  with: { views: linkViews },
  params: z.object({ maxDays: z.number().int().positive().default(365) }),
  evaluate: ({ resource, views, params, now }) => {
    if (isOver(resource, now)) return notApplicable(over)
    const days = daysBetween(views.at ?? resource.createdAt, now)
    if (days < params.maxDays) return pass()
    return fail(`the link to ${resource.name} was not opened for ${days} days`, {
      evidence: { lastViewedAt: views.at },
    })
  },
})

/** The counter of Salesforce ends at 2 GiB less one byte. */
const twoGigabytes = 2_000_000_000

const large: Check = defineCheck({
  id: 'salesforce/large-file',
  version: 1,
  severity: 'medium',
  category: 'data-exposure',
  title: 'A file is larger than 2 GB',
  risk: 'Files of this size are backups, dumps and recordings: much data in one place, and no scanner looks into them.',
  remediation: 'Open the file, find out what it is, and move it to where such data belongs.',
  on: largeDocument,
  params: z.object({ maxBytes: z.number().int().positive().default(twoGigabytes) }),
  evaluate: ({ resource, params }) =>
    resource.size <= params.maxBytes
      ? pass()
      : fail(`${resource.title} has ${Math.round(resource.size / 1e6)} MB`, { evidence: { bytes: resource.size } }),
})

const publicResource: Check = defineCheck({
  id: 'salesforce/public-static-resource',
  version: 1,
  severity: 'low',
  category: 'data-exposure',
  title: 'A static resource is cached for everybody',
  risk: 'Proxies on the way keep a copy and give it to others. For scripts and pictures that is meant; for data it is not.',
  remediation: 'In Setup, Static Resources, set Cache Control to Private where the content is not public.',
  on: staticResource,
  evaluate: ({ resource: { name, cacheControl, contentType } }) => {
    if (/^(?:text\/(?:css|javascript)|application\/(?:x-)?javascript|image\/|font\/)/.test(contentType)) {
      return notApplicable('scripts, styles and pictures are meant for everybody')
    }
    return cacheControl === 'Public'
      ? fail(`${name} (${contentType}) has public caching`, { evidence: { contentType } })
      : pass()
  },
})

const publicFolder: Check = defineCheck({
  id: 'salesforce/public-folder',
  version: 1,
  severity: 'medium',
  category: 'data-exposure',
  title: 'A folder of reports, dashboards or documents is open to all users',
  risk: 'Reports bring together what the records show one by one; in a public folder everybody runs them, external users included.',
  remediation: 'Open the folder, Share, and give it to the groups that need it.',
  on: folder,
  evaluate: ({ resource: { name, type, accessType } }) => {
    if (!['Report', 'Dashboard', 'Document'].includes(type)) return notApplicable(`it holds ${type}`)
    return accessType === 'Public' ? fail(`${name} is open to all users`, { evidence: { type, accessType } }) : pass()
  },
})

/** Files and what is shared of them. */
export const contentChecks: readonly Check[] = [
  withoutPassword,
  weakPassword,
  withPassword,
  neverExpires,
  notViewed,
  large,
  publicResource,
  publicFolder,
]
