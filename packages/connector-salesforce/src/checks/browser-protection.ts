import type { Check } from '@opencasb/core/connector'
import { switchCheck } from './setting-check.ts'

const see = 'https://help.salesforce.com/s/articleView?id=sf.admin_sessions.htm'

const framing = 'A page that is framed invisibly into a foreign one makes users click on what they do not see.'

/** Protections of pages against other pages. */
export const browserProtectionChecks: readonly Check[] = [
  {
    id: 'salesforce/clickjack-setup-pages',
    severity: 'medium' as const,
    title: 'Setup pages can be framed by other sites',
    risk: framing,
    remediation: 'In Setup, Session Settings, select "Enable clickjack protection for Setup pages".',
    path: 'sessionSettings.enableClickjackSetup',
    should: true,
  },
  {
    id: 'salesforce/clickjack-salesforce-pages',
    severity: 'medium' as const,
    title: 'Salesforce pages can be framed by other sites',
    risk: framing,
    remediation: 'In Setup, Session Settings, select "Enable clickjack protection for non-Setup Salesforce pages".',
    path: 'sessionSettings.enableClickjackNonsetupSFDC',
    should: true,
  },
  {
    id: 'salesforce/clickjack-visualforce-headers',
    severity: 'medium' as const,
    title: 'Visualforce pages with standard headers can be framed by other sites',
    risk: framing,
    remediation:
      'In Setup, Session Settings, select "Enable clickjack protection for customer Visualforce pages with standard headers".',
    path: 'sessionSettings.enableClickjackNonsetupUser',
    should: true,
  },
  {
    id: 'salesforce/clickjack-visualforce-headerless',
    severity: 'medium' as const,
    title: 'Visualforce pages without headers can be framed by other sites',
    risk: framing,
    remediation:
      'In Setup, Session Settings, select "Enable clickjack protection for customer Visualforce pages with headers disabled".',
    path: 'sessionSettings.enableClickjackNonsetupUserHeaderless',
    should: true,
  },
  {
    id: 'salesforce/csrf-get-protection',
    severity: 'medium' as const,
    title: 'GET requests are not protected against forgery',
    risk: 'A link on a foreign page acts with the session of whoever opens it.',
    remediation: 'In Setup, Session Settings, select "Enable CSRF protection on GET requests on non-setup pages".',
    path: 'sessionSettings.enableCSRFOnGet',
    should: true,
  },
  {
    id: 'salesforce/csrf-post-protection',
    severity: 'medium' as const,
    title: 'POST requests are not protected against forgery',
    risk: 'A form on a foreign page acts with the session of whoever sends it.',
    remediation: 'In Setup, Session Settings, select "Enable CSRF protection on POST requests on non-setup pages".',
    path: 'sessionSettings.enableCSRFOnPost',
    should: true,
  },
  {
    id: 'salesforce/content-sniffing-protection',
    severity: 'medium' as const,
    title: 'Browsers may guess the type of files',
    risk: 'A file that is served as text, but looks like a page to the browser, runs its scripts with the session of the user.',
    remediation: 'In Setup, Session Settings, select "Enable Content Sniffing protection".',
    path: 'sessionSettings.enableContentSniffingProtection',
    should: true,
  },
  {
    id: 'salesforce/referrer-policy',
    severity: 'low' as const,
    title: 'Addresses of pages are told to other sites',
    risk: 'The path and query of a page can name records and hold tokens; without a policy they go to whatever site is linked from it.',
    remediation: 'In Setup, Session Settings, select "Referrer URL protection" (hide the path and query).',
    path: 'sessionSettings.referrerPolicy',
    should: true,
  },
  {
    id: 'salesforce/email-content-security-policy',
    severity: 'low' as const,
    title: 'Email templates are shown without a content security policy',
    risk: 'HTML of an email can load content from anywhere into the page that shows it.',
    remediation: 'In Setup, Session Settings, select "Enable Content Security Policy protection for email templates".',
    path: 'sessionSettings.enableCSPOnEmail',
    should: true,
  },
  {
    id: 'salesforce/redirection-warning',
    severity: 'low' as const,
    title: 'Users are not warned before they are led away from Salesforce',
    risk: 'A link inside of Salesforce that leads to a copy of the sign-in page looks trustworthy.',
    remediation: 'In Setup, Session Settings, select the warning for redirections to untrusted external URLs.',
    path: 'sessionSettings.redirectionWarning',
    should: true,
  },
  {
    id: 'salesforce/strict-transport-security',
    severity: 'medium' as const,
    title: 'Sites do not tell browsers to use HTTPS only',
    risk: 'The first request of a visit can be read and redirected by whoever sits on the line.',
    remediation: 'In Setup, Session Settings, select the setting for HTTP Strict Transport Security (HSTS) on sites.',
    path: 'sessionSettings.hstsOnForcecomSites',
    should: true,
  },
].map((words) => switchCheck({ ...words, see, object: 'SecuritySettings' }))
