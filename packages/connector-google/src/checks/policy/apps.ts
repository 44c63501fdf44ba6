import type { Check } from '@opencasb/core/connector'
import { z } from 'zod'
import { choiceIs, defineSettingCheck, switchIs } from './define-setting-check.ts'
import type { SettingValue } from './setting-value.ts'

const apiControls = 'In the Admin console, open Security, Access and data control, API controls'

/** Services with data that most accounts would not want to see elsewhere. */
const sensitiveServices = ['DRIVE', 'GMAIL', 'CALENDAR', 'CONTACTS', 'GSUITE_ADMIN', 'CLOUD_PLATFORM']

/**
 * Which services apps may reach freely. Google lists groups of scopes, a service's riskier ones apart: `DRIVE_ALL` is all
 * of Drive, `DRIVE_HIGH_RISK` what reads and writes everybody's files. The names are those that CISA's published tests of
 * its baseline tool use; a service that Google's answer does not mention is unknown.
 */
function openServices(value: SettingValue, services: readonly string[], highRiskIsEnough: boolean): readonly string[] {
  const states = new Map(value.entries('services').map(({ scopesGroup, isEnabled }) => [scopesGroup, isEnabled]))
  const restricted = (service: string): boolean | undefined => {
    const groups = [`${service}_ALL`, service, ...(highRiskIsEnough ? [`${service}_HIGH_RISK`] : [])]
    const known = groups.map((group) => states.get(group)).filter((state) => typeof state === 'boolean')
    if (known.length === 0) return undefined
    return known.includes(false)
  }
  const open = services.filter((service) => restricted(service) === false)
  const silent = services.filter((service) => restricted(service) === undefined)
  if (open.length === 0 && silent.length > 0) value.unknown(`Google's answer says nothing of ${silent.join(', ')}`)
  return open
}

const services = z.object({ services: z.array(z.string()).min(1).default(sensitiveServices) })

/** Checks of what apps may reach, and who may add them. */
export const appChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/high-risk-services-restricted',
    setting: 'api_controls.google_services',
    severity: 'high',
    title: 'Any app may be given access to high-risk data',
    finding: 'Users may give any app access to high-risk data',
    risk: 'One click on a consent page lets a stranger read mail and files for as long as the grant lasts, past passwords and 2-Step Verification.',
    remediation: `${apiControls}, "Manage Google services", select Drive, Gmail and the other services, and choose "Restricted: Only trusted apps can access the service".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.10.1'], 'cis-gws': ['4.2.1.1'] },
    params: services,
    compliant(value, { params }) {
      const open = openServices(value, params.services, true)
      return open.length === 0 || `Users may give any app access to ${open.join(', ')}`
    },
  }),
  defineSettingCheck({
    id: 'google/low-risk-services-restricted',
    setting: 'api_controls.google_services',
    severity: 'low',
    title: 'Users may consent to apps that ask for low-risk data',
    finding: 'Users may consent to apps that ask for low-risk data',
    risk: 'Scopes that are low-risk on their own still tell who works with whom on what, and every consent makes the next one easier.',
    remediation: `${apiControls}, "Manage Google services", choose "Restricted" for each service, and untick "For apps that are not trusted, allow users to give access to OAuth scopes that are not classified as high-risk".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.10.2'] },
    params: services,
    compliant(value, { params }) {
      const open = openServices(value, params.services, false)
      return open.length === 0 || `Users may consent to apps that ask for low-risk data of ${open.join(', ')}`
    },
  }),
  defineSettingCheck({
    id: 'google/internal-apps-trust',
    setting: 'api_controls.internal_apps',
    severity: 'low',
    title: 'Whether internal apps are trusted is not as the baseline has it',
    finding: 'The trust in internal apps is not as it should be',
    risk: 'Trusted internal apps reach restricted services: everybody who may create a Google Cloud project in the organisation can make one. Where they are not trusted, own tools stop working until each is allowed.',
    remediation: `${apiControls}, "Settings", and set "Trust internal apps" as intended.`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.10.3'], 'cis-gws': ['4.2.1.3'] },
    // The two baselines ask for opposite things.
    params: z.object({ trusted: z.boolean().default(false) }),
    profiles: { scuba: { trusted: false }, cis: { trusted: true } },
    compliant: (value, { params }) =>
      value.on('trustInternalApps') === params.trusted ||
      (params.trusted ? 'Internal apps are not trusted' : 'All internal apps are trusted'),
  }),
  defineSettingCheck({
    id: 'google/unconfigured-apps-blocked',
    setting: 'api_controls.unconfigured_third_party_apps',
    severity: 'medium',
    title: 'Third-party apps that nobody looked at are not blocked',
    finding: 'Third-party apps that nobody looked at may be used',
    risk: 'Whatever app asks first gets an answer from the user alone; nobody in charge knows who holds the data.',
    remediation: `${apiControls}, "Settings", "Unconfigured third-party apps", and choose "Don't allow users to access any third-party apps". Add the apps that you allow under "Manage third-party app access".`,
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.10.4'] },
    params: z.object({ allowSignIn: z.boolean().default(false) }),
    // UNSPECIFIED_UBER_BLOCK and ACCESS_LEVEL_UNSPECIFIED are also seen; published tools take them for opposite things,
    // so they are unknown. UNSPECIFIED_UBER_ALLOW is known from one such tool only.
    compliant: (value, { params }) =>
      value.isOneOf('accessLevel', {
        right: ['BLOCK_ALL_SCOPES', ...(params.allowSignIn ? ['ALLOW_SIGN_IN_SCOPES_ONLY'] : [])],
        wrong: ['UNSPECIFIED_UBER_ALLOW', ...(params.allowSignIn ? [] : ['ALLOW_SIGN_IN_SCOPES_ONLY'])],
      }),
  }),
  defineSettingCheck({
    id: 'google/marketplace-apps-allow-listed',
    setting: 'workspace_marketplace.apps_access_options',
    severity: 'medium',
    title: 'Users may install any app of the Marketplace',
    finding: 'Users may install any app of the Marketplace',
    risk: 'Marketplace apps come with access to mail, files and calendars, and are made by anybody.',
    remediation:
      'In the Admin console, open Apps, Google Workspace Marketplace apps, Settings, and choose "Allow users to install and run allowlisted apps from the Marketplace" without the exception for internal apps.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.11.1'], 'cis-gws': ['3.1.9.1.1'] },
    params: z.object({ allowInternalApps: z.boolean().default(false) }),
    compliant(value, { params }) {
      const isListed = value.isOneOf('accessLevel', {
        right: ['ALLOW_LISTED_APPS', 'ALLOW_NONE'],
        wrong: ['ALLOW_ALL'],
      })
      if (!isListed || params.allowInternalApps) return isListed
      if (value.isOneOf('accessLevel', { right: ['ALLOW_NONE'], wrong: ['ALLOW_LISTED_APPS'] })) return true
      return !value.on('allowAllInternalApps') || 'Users may install any internal app, whether it is allowed or not'
    },
  }),
  defineSettingCheck({
    id: 'google/takeout-disabled',
    setting: 'takeout',
    severity: 'medium',
    title: 'Users may take all of their data out of the account',
    finding: 'Users may export their data',
    risk: 'One request copies everything that somebody has to a place of their choice: the last thing that many do before they leave, and that attackers do once they are in.',
    remediation:
      'In the Admin console, open Data, Data import & export, Google Takeout, "User access to Takeout for Google services", and choose "Don\'t allow for everyone" for each service and for those without an individual control.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.12.1'] },
    compliant(value, { type, title }) {
      const isOff =
        type === 'takeout.service_status'
          ? value.isOneOf('serviceState', { right: ['DISABLED'], wrong: ['ENABLED'] })
          : value.isOneOf('takeoutStatus', { right: ['DISABLED'], wrong: ['ENABLED'] })
      if (isOff) return true
      return `${type === 'takeout.service_status' ? 'Takeout of services without an individual control' : title} is on`
    },
  }),
  defineSettingCheck({
    id: 'google/services-without-control-restricted',
    setting: 'enterprise_service_restrictions.service_status',
    severity: 'medium',
    title: 'Google services without an individual control are on',
    finding: 'Google services without an individual control are on',
    risk: 'Data goes to services that no administrator has looked at and that the agreement for Google Workspace does not cover; new ones are on from their first day.',
    remediation:
      'In the Admin console, open Apps, Additional Google services, and at the top, for "Access to additional services without individual control", choose OFF.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.16.1'] },
    // The setting is the restriction, not the services: enabled means that they are off.
    compliant: choiceIs('serviceState', ['ENABLED'], ['DISABLED']),
  }),
  defineSettingCheck({
    id: 'google/early-access-apps-off',
    setting: 'early_access_apps.service_status',
    severity: 'low',
    title: 'Early Access apps are on',
    finding: 'Early Access apps are on',
    risk: 'Apps that are not finished handle real data, under terms of their own.',
    remediation: 'In the Admin console, open Apps, Additional Google services, "Early Access apps", and choose OFF.',
    frameworks: { 'scuba-gws': ['GWS.COMMONCONTROLS.16.2'] },
    compliant: choiceIs('serviceState', ['DISABLED'], ['ENABLED']),
  }),
  defineSettingCheck({
    id: 'google/external-groups-off',
    setting: 'groups.service_status',
    severity: 'low',
    title: 'Users may use groups of others',
    finding: 'Users may read and write in Google Groups of others',
    risk: 'What is asked in a public group under the name of the organisation is public, and stays so.',
    remediation: 'In the Admin console, open Apps, Additional Google services, "Google Groups", and choose OFF.',
    frameworks: { 'cis-gws': ['3.1.8.1'] },
    compliant: choiceIs('serviceState', ['DISABLED'], ['ENABLED']),
  }),
  defineSettingCheck({
    id: 'google/directory-not-shared-with-apps',
    setting: 'directory.external_directory_sharing',
    severity: 'medium',
    title: 'Apps see the whole directory',
    finding: 'Apps of others see the whole directory',
    risk: 'One user who authorises an app hands over names, addresses and places in the organisation of everybody: what a good phishing message needs.',
    remediation:
      'In the Admin console, open Directory, Directory settings, Sharing settings, "External Directory sharing", and choose "Public data and authenticated user basic profile fields".',
    frameworks: { 'cis-gws': ['1.2.1.1'] },
    // The two values are those that an open-source auditor reads from accounts.
    compliant: choiceIs('sharingOption', ['REQUESTER_BASIC_PROFILE_ONLY'], ['ORGANIZATION_DIRECTORY_DATA']),
  }),
  defineSettingCheck({
    id: 'google/classroom-data-access-off',
    setting: 'classroom.api_data_access',
    severity: 'low',
    title: 'Users may give apps access to Classroom data',
    finding: 'Users may give apps access to Classroom data',
    risk: "Class lists, grades and work of students go to apps on a student's word.",
    remediation:
      'In the Admin console, open Apps, Google Workspace, Classroom, "Data access", and untick "Users can authorize apps to access their Google Classroom data".',
    frameworks: { 'scuba-gws': ['GWS.CLASSROOM.2.1'] },
    compliant: switchIs('enableApiAccess', false),
  }),
]
