import type { Framework, FrameworkControl } from '@opencasb/core'

/** No API tells what an organisation has written down or decided. */
const records = 'Salesforce keeps no record of reasons, reviews and approvals: ask for the document'
const outside = 'It happens outside Salesforce, in repositories and pipelines that this connector does not read'
const code = 'It takes reading source code in its context, which a posture scan does not do'

const access: readonly FrameworkControl[] = [
  { id: 'ACS-001', title: 'Profiles, permission sets and groups follow a model that is written down' },
  { id: 'ACS-002', title: 'Every grant of "API Enabled" has a reason' },
  { id: 'ACS-003', title: '"Approve Uninstalled Connected Apps" is with highly trusted users only' },
  { id: 'ACS-004', title: 'Every user with the power of an administrator is known, with a reason' },
  { id: 'ACS-005', title: 'Active users have custom profiles, none of the standard ones' },
  { id: 'ACS-006', title: '"Use Any API Client" is with highly trusted users only' },
  { id: 'ACS-007', title: 'There is a list of all accounts of programs', manual: records },
  { id: 'ACS-008', title: 'Accounts of programs neither go past sharing nor administer' },
  {
    id: 'ACS-009',
    title: 'Accounts of programs that must have such rights are guarded in other ways',
    manual: 'What makes up for such rights differs from organisation to organisation, and no API names it',
  },
  { id: 'ACS-010', title: 'Access is reviewed and confirmed once a year at least' },
  { id: 'ACS-011', title: 'Changes of access are approved and can be traced' },
  { id: 'ACS-012', title: 'Users whose log-in hours must be limited are known, and limited or watched' },
]

const authentication: readonly FrameworkControl[] = [
  { id: 'AUTH-001', title: 'Nobody logs in with a password of Salesforce where single sign-on is required' },
  { id: 'AUTH-002', title: 'Users who may go past single sign-on are few and known' },
  { id: 'AUTH-003', title: 'Login IP ranges of profiles are not open to the whole internet' },
  { id: 'AUTH-004', title: 'Customers and partners with access to sensitive data have a strong second factor' },
]

const codeAndDeployment: readonly FrameworkControl[] = [
  { id: 'CODE-001', title: 'A second person approves every change of code', manual: outside },
  { id: 'CODE-002', title: 'Static analysis runs before code is merged', manual: outside },
  { id: 'CODE-003', title: 'Apex writes its log to storage that lasts', manual: code },
  { id: 'CODE-004', title: 'Application logs hold no secrets and no personal data', manual: code },
  { id: 'DEP-001', title: 'One identity of its own deploys metadata' },
  { id: 'DEP-002', title: 'There is a list of metadata that nobody edits in production', manual: records },
  { id: 'DEP-003', title: 'Changes of such metadata by anybody else are noticed' },
  { id: 'DEP-004', title: 'Changes come from source control by an automatic deployment', manual: outside },
  { id: 'DEP-005', title: 'Source repositories are scanned for secrets', manual: outside },
  { id: 'DEP-006', title: 'Tokens of the Salesforce CLI expire' },
]

const portals: readonly FrameworkControl[] = [
  { id: 'CPORTAL-001', title: 'Apex behind portals takes no record ids from its callers on trust' },
  { id: 'CPORTAL-002', title: 'Guest users have no rights over objects but those that a site cannot do without' },
  { id: 'CPORTAL-003', title: 'There is a list of the Apex classes and flows that portals expose', manual: records },
  { id: 'CPORTAL-004', title: 'Flows behind portals take no record ids from their callers on trust', manual: code },
  {
    id: 'CPORTAL-005',
    title: 'Portals are tried by penetration testers',
    manual: 'Nothing in Salesforce says that a penetration test took place',
  },
]

const data: readonly FrameworkControl[] = [
  {
    id: 'DATA-001',
    title: 'Long text fields are searched for regulated data',
    manual: 'It takes reading the contents of records, for which this connector has no permission',
  },
  { id: 'DATA-002', title: 'There is a list of long text fields that hold regulated data' },
  {
    id: 'DATA-003',
    title: 'Data and metadata are backed up, and restoring them is tried',
    manual: 'Back-ups are kept and tried outside Salesforce',
  },
  { id: 'DATA-004', title: 'Changes of sensitive fields are tracked' },
  { id: 'FILE-001', title: 'Public links to files expire' },
  { id: 'FILE-002', title: 'Public links to sensitive files ask for a password' },
  { id: 'FILE-003', title: 'Public links are reviewed, and removed when they are no longer needed' },
]

const integrations: readonly FrameworkControl[] = [
  { id: 'FDNS-001', title: 'All security settings, exceptions and reasons are kept in one place', manual: records },
  {
    id: 'INT-001',
    title: 'Browser extensions that can reach Salesforce are governed',
    manual: 'Browsers are managed outside Salesforce',
  },
  { id: 'INT-002', title: 'Every remote site has a reason' },
  { id: 'INT-003', title: 'Every named credential has a reason' },
  { id: 'INT-004', title: 'Logs of API use are kept for 30 days' },
  { id: 'OAUTH-001', title: 'Applications are installed before anybody uses them' },
  { id: 'OAUTH-002', title: 'Profiles and permission sets decide who may use an application' },
  { id: 'OAUTH-003', title: 'Every application has a rating of how critical its vendor is', manual: records },
  { id: 'OAUTH-004', title: 'Vendors of risky applications have been examined', manual: records },
  { id: 'SECCONF-001', title: 'There is a baseline that the Health Check measures against' },
  { id: 'SECCONF-002', title: 'Deviations from the Health Check baseline are repaired or accepted' },
]

/** Security Benchmark for Salesforce, its controls in our own words. */
export const sbs: Framework = {
  id: 'sbs',
  title: 'Security Benchmark for Salesforce',
  // The site goes on from release to release; this is the list with 49 controls.
  version: '49 controls',
  url: 'https://github.com/Salesforce-Security-Benchmark/docs-site',
  controls: [...access, ...authentication, ...codeAndDeployment, ...portals, ...data, ...integrations],
}
