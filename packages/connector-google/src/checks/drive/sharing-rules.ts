import type { Severity } from '@opencasb/core'
import type { GrantRule } from './file-grants.ts'

/** A rule about the access to files, wherever they are. */
export interface SharingRule extends GrantRule {
  /** `public-edit` */
  readonly name: string
  readonly severity: Severity
  /** Follows "File" or "File in a shared drive". */
  readonly title: string
  readonly risk: string
  /** What is said of the file: `can be edited by everybody`. */
  readonly finding: string
  /** How to end it, in Drive's words. */
  readonly fix: string
  /** Whether partners may be excepted. */
  readonly hasPartners: boolean
}

const everybody = { audiences: ['public', 'link'], hasPartners: false } as const
const outside = { audiences: ['domain', 'external'], hasPartners: true } as const
const company = { audiences: ['company'], hasPartners: false } as const
const restrict = 'under "General access" choose "Restricted"'
const viewer = 'or "Viewer" where colleagues are to read it'

/** The rules, most urgent first. */
export const sharingRules: readonly SharingRule[] = [
  {
    ...everybody,
    name: 'public-edit',
    edit: true,
    severity: 'critical',
    title: 'can be edited by anyone',
    risk: 'Whoever gets hold of the link reads and changes the content without signing in: data leaks, and malicious links are planted in documents that colleagues trust.',
    finding: 'can be edited by anyone',
    fix: restrict,
  },
  {
    ...everybody,
    name: 'public-view',
    edit: false,
    severity: 'high',
    title: 'can be viewed by anyone',
    risk: 'Links travel in mail, chats and browser histories: whoever gets hold of it reads the content without signing in, and nobody sees who did.',
    finding: 'can be viewed by anyone',
    fix: restrict,
  },
  {
    audiences: ['public'],
    hasPartners: false,
    name: 'discoverable',
    severity: 'high',
    title: 'is published for search engines',
    risk: 'No link is needed: everybody finds the content by searching for a word in it.',
    finding: 'is found by anyone on the internet who searches',
    fix: restrict,
  },
  {
    ...outside,
    name: 'external-edit',
    edit: true,
    severity: 'high',
    title: 'can be edited from outside the company',
    risk: 'People whose accounts the organisation neither sees nor controls read and change the content, for as long as nobody takes the access away.',
    finding: 'can be edited from outside the company',
    fix: 'remove those who need it no more. Name domains of partners in the parameter "allowedDomains"',
  },
  {
    ...outside,
    name: 'external-view',
    edit: false,
    severity: 'medium',
    title: 'can be viewed from outside the company',
    risk: 'People whose accounts the organisation neither sees nor controls read the content, for as long as nobody takes the access away.',
    finding: 'can be viewed from outside the company',
    fix: 'remove those who need it no more. Name domains of partners in the parameter "allowedDomains"',
  },
  {
    ...company,
    name: 'company-edit',
    edit: true,
    severity: 'medium',
    title: 'can be edited by everybody in the company',
    risk: 'One account that is broken into is enough to read, change or encrypt the content.',
    finding: 'can be edited by everybody in the company',
    fix: `${restrict}, ${viewer}`,
  },
  {
    ...company,
    name: 'company-view',
    edit: false,
    severity: 'medium',
    title: 'can be viewed by everybody in the company',
    risk: 'One account that is broken into is enough to read the content, and assistants that search for their users bring it up.',
    finding: 'can be viewed by everybody in the company',
    fix: restrict,
  },
]
