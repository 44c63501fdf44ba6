import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { siteDomain } from '../resources/site/domain.ts'
import { experienceSite, site } from '../resources/site/site.ts'

const notActive = 'the site is not active'
const sitePage = 'https://help.salesforce.com/s/articleView?id=sf.sites_setup_overview.htm'
const experiencePage = 'https://help.salesforce.com/s/articleView?id=sf.networks_guest_access.htm'

const domainHttps: Check = defineCheck({
  id: 'salesforce/domain-without-https',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: 'A domain is served without HTTPS',
  risk: 'Sign-ins and data of visitors can be read and changed on the way.',
  remediation: 'In Setup, Domains, edit the domain, and choose an HTTPS option with a certificate.',
  see: 'https://help.salesforce.com/s/articleView?id=sf.domain_mgmt_https_options.htm',
  on: siteDomain,
  evaluate: ({ resource: { name, https } }) => (https ? pass() : fail(`${name} is served without HTTPS`)),
})

const siteHttps: Check = defineCheck({
  id: 'salesforce/site-without-https',
  version: 1,
  severity: 'high',
  category: 'misconfiguration',
  title: 'A site can be opened without HTTPS',
  risk: 'What visitors read and type can be read and changed on the way.',
  remediation: 'In Setup, Sites, edit the site, and select "Require Secure Connections (HTTPS)".',
  see: sitePage,
  on: site,
  evaluate: ({ resource: { name, isActive, requiresHttps } }) => {
    if (!isActive) return notApplicable(notActive)
    return requiresHttps ? pass() : fail(`${name} can be opened without HTTPS`)
  },
})

const siteFraming: Check = defineCheck({
  id: 'salesforce/site-clickjack-protection',
  version: 1,
  severity: 'medium',
  category: 'misconfiguration',
  title: 'A site can be framed by any other site',
  risk: 'A page that is framed invisibly into a foreign one makes visitors click on what they do not see.',
  remediation:
    'In Setup, Sites, edit the site, and set Clickjack Protection Level to "Allow framing by the same origin only".',
  see: sitePage,
  on: site,
  evaluate: ({ resource: { name, isActive, clickjackProtection } }) => {
    if (!isActive) return notApplicable(notActive)
    return clickjackProtection === 'AllowAllFraming'
      ? fail(`${name} can be framed by any site`, { evidence: { clickjackProtection } })
      : pass()
  },
})

const siteSniffing: Check = defineCheck({
  id: 'salesforce/site-content-sniffing',
  version: 1,
  severity: 'low',
  category: 'misconfiguration',
  title: 'Browsers may guess the type of files of a site',
  risk: 'A file that looks like a page to the browser runs its scripts on the site.',
  remediation: 'In Setup, Sites, edit the site, and select "Enable Content Sniffing Protection".',
  see: sitePage,
  on: site,
  evaluate: ({ resource: { name, isActive, contentSniffingProtection } }) => {
    if (!isActive) return notApplicable(notActive)
    return contentSniffingProtection ? pass() : fail(`${name} lets browsers guess types`)
  },
})

const guestSupportApi: Check = defineCheck({
  id: 'salesforce/site-guest-support-api',
  version: 1,
  severity: 'medium',
  category: 'misconfiguration',
  title: 'Guests of a site can use the support API',
  risk: 'Anyone in the world asks the API about cases and articles.',
  remediation: 'In Setup, Sites, edit the site, and deselect "Guest Access to the Support API".',
  see: sitePage,
  on: site,
  evaluate: ({ resource: { name, isActive, guestSupportApi: isOpen } }) => {
    if (!isActive) return notApplicable(notActive)
    return isOpen ? fail(`guests of ${name} can use the support API`) : pass()
  },
})

const classicSite: Check = defineCheck({
  id: 'salesforce/classic-site-active',
  version: 1,
  severity: 'low',
  category: 'misconfiguration',
  title: 'A site of the old kind is active',
  risk: 'Visualforce sites are open to everybody, often forgotten, and each has a guest user with permissions.',
  remediation: 'In Setup, Sites, deactivate the site if nobody needs it.',
  see: sitePage,
  on: site,
  evaluate: ({ resource: { name, isActive, type } }) => {
    if (!isActive) return notApplicable(notActive)
    return type === 'Visualforce' ? fail(`${name} is an active Visualforce site`) : pass()
  },
})

/** A check of one option of Experience Cloud sites. */
function option(
  words: Pick<Check, 'id' | 'severity' | 'title' | 'risk' | 'remediation'>,
  field: 'selfRegistration' | 'guestFiles' | 'guestMembers' | 'guestChatter',
  what: string,
): Check {
  return defineCheck({
    ...words,
    version: 1,
    category: 'data-exposure',
    see: experiencePage,
    on: experienceSite,
    evaluate: ({ resource }) => {
      if (!resource.isLive) return notApplicable('the site is not live')
      return resource[field] ? fail(`${resource.name}: ${what}`) : pass()
    },
  })
}

/** Sites that visitors see. */
export const siteChecks: readonly Check[] = [
  domainHttps,
  siteHttps,
  siteFraming,
  siteSniffing,
  guestSupportApi,
  classicSite,
  option(
    {
      id: 'salesforce/site-self-registration',
      severity: 'medium',
      title: 'Anyone can register at a site',
      risk: 'A registered visitor has a profile, and all that the profile opens.',
      remediation:
        'In the workspace of the site, Administration, Login & Registration, switch off self-registration if it is not meant.',
    },
    'selfRegistration',
    'anyone can register',
  ),
  option(
    {
      id: 'salesforce/site-guest-files',
      severity: 'medium',
      title: 'Guests of a site can see its asset files and CMS content',
      risk: 'Visitors open files that are shared with the site, also those that no page shows.',
      remediation:
        'In the workspace of the site, Administration, Preferences, deselect "Let guest users view asset files, library files, and CMS content".',
    },
    'guestFiles',
    'guests can see asset files and CMS content',
  ),
  option(
    {
      id: 'salesforce/site-guest-members',
      severity: 'medium',
      title: 'Guests of a site can see its members',
      risk: 'Names of customers, partners and employees are open to the world.',
      remediation:
        'In the workspace of the site, Administration, Preferences, deselect "Let guest users see other members of this site".',
    },
    'guestMembers',
    'guests can see its members',
  ),
  option(
    {
      id: 'salesforce/site-guest-chatter',
      severity: 'low',
      title: 'Guests of a site can read its public groups',
      risk: 'What members write in public groups is open to the world.',
      remediation:
        'In the workspace of the site, Administration, Preferences, deselect "Give access to public API requests on Chatter".',
    },
    'guestChatter',
    'guests can read public groups',
  ),
]
