import type { PolicyNames, PolicyPlan } from './conditional-access-policy.ts'
import type { Moments } from './moments.ts'

const block = { builtInControls: ['block'] }
const mfa = { builtInControls: ['mfa'] }
const managed = { builtInControls: ['compliantDevice', 'domainJoinedDevice'] }
const strength = (id: string, displayName: string) => ({ authenticationStrength: { id, displayName } })
const everyTime = {
  signInFrequency: {
    isEnabled: true,
    frequencyInterval: 'everyTime',
    type: null,
    value: null,
    authenticationType: 'primaryAndSecondaryAuthentication',
  },
}
const hours = (value: number) => ({
  signInFrequency: {
    isEnabled: true,
    frequencyInterval: 'timeBased',
    type: 'hours',
    value,
    authenticationType: 'primaryAndSecondaryAuthentication',
  },
})
const neverKept = { persistentBrowser: { isEnabled: true, mode: 'never' } }
const knownPlatforms = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux']
const apps = (...ids: string[]) => ({ includeApplications: ids })
const exchange = '00000002-0000-0ff1-ce00-000000000000'
const sharePoint = '00000003-0000-0ff1-ce00-000000000000'
const azureManagement = '797f4846-ba00-4fd7-ba43-dac1f8f63013'

/** A tenant that has done what there is to do. */
export function thoroughPlans(): readonly PolicyPlan[] {
  return [
    {
      name: 'Block legacy authentication',
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      grant: block,
    },
    {
      name: 'Phishing-resistant factors',
      grant: strength('00000000-0000-0000-0000-000000000004', 'Phishing-resistant MFA'),
    },
    { name: 'Managed devices', grant: managed },
    { name: 'Sessions', session: { ...hours(4), ...neverKept } },
    {
      name: 'Block device code flow and transfer',
      conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } },
      grant: block,
    },
    {
      name: 'Registration of factors',
      applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
      grant: managed,
    },
    { name: 'Registration of devices', applications: { includeUserActions: ['urn:user:registerdevice'] }, grant: mfa },
    { name: 'Users at risk', conditions: { userRiskLevels: ['high'] }, grant: block },
    { name: 'Sign-ins at risk', conditions: { signInRiskLevels: ['high'] }, grant: block },
    {
      name: 'Sign-ins at some risk',
      conditions: { signInRiskLevels: ['high', 'medium'] },
      grant: { operator: 'AND', ...mfa },
      session: everyTime,
    },
    { name: 'Insiders', applications: apps('Office365'), conditions: { insiderRiskLevels: 'elevated' }, grant: block },
    {
      name: 'Workloads at risk',
      users: { includeUsers: ['None'] },
      conditions: {
        clientApplications: {
          includeServicePrincipals: ['ServicePrincipalsInMyTenant'],
          excludeServicePrincipals: [],
          servicePrincipalFilter: null,
        },
        servicePrincipalRiskLevels: ['high'],
      },
      grant: block,
    },
    {
      name: 'Unknown platforms',
      conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: knownPlatforms } },
      grant: block,
    },
    {
      name: 'Mobile apps',
      applications: apps('Office365'),
      conditions: { platforms: { includePlatforms: ['android', 'iOS'], excludePlatforms: [] } },
      grant: { builtInControls: ['compliantApplication'] },
    },
    {
      name: 'Restricted browsers',
      applications: apps('Office365'),
      session: { applicationEnforcedRestrictions: { isEnabled: true } },
    },
    {
      name: 'Token protection',
      applications: apps(exchange, sharePoint),
      conditions: {
        platforms: { includePlatforms: ['windows'], excludePlatforms: [] },
        clientAppTypes: ['mobileAppsAndDesktopClients'],
      },
      session: { secureSignInSession: { isEnabled: true } },
    },
    {
      name: 'Intune enrolment',
      applications: apps('d4ebce55-015a-49b5-a083-c84d1797ae8c'),
      grant: mfa,
      session: everyTime,
    },
    {
      name: 'Countries',
      conditions: {
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
        userRiskLevels: ['high'],
      },
      grant: block,
    },
  ]
}

/** A tenant whose policies have holes, or only report. */
export function leakyPlans(names: PolicyNames, moments: Moments): readonly PolicyPlan[] {
  const group = (index: number) => ({ includeUsers: ['All'], excludeGroups: [names.group(index)] })
  return [
    {
      name: 'Factor or device',
      users: { includeUsers: ['All'], excludeUsers: ['GuestsOrExternalUsers'], excludeGroups: [names.group(0)] },
      applications: { ...apps('Office365'), excludeApplications: [] },
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      grant: { builtInControls: ['mfa', 'compliantDevice'] },
    },
    { name: 'Factor for Azure', users: group(1), applications: apps(azureManagement), grant: mfa },
    {
      name: 'Factor with terms of use',
      users: group(2),
      applications: apps(azureManagement),
      grant: { builtInControls: ['mfa'], termsOfUse: [names.policy(900)] },
    },
    {
      name: 'Risk of both kinds',
      users: group(3),
      conditions: { userRiskLevels: ['high'], signInRiskLevels: ['high'] },
      grant: mfa,
    },
    {
      name: 'Old mobile apps',
      users: group(4),
      applications: apps(exchange),
      conditions: { platforms: { includePlatforms: ['android', 'iOS'], excludePlatforms: [] } },
      grant: { builtInControls: ['approvedApplication'] },
    },
    { name: 'Nobody', users: { includeUsers: ['None'] }, grant: mfa },
    { name: 'A team that is gone', users: { includeGroups: [names.group(90_000)] }, grant: mfa },
    ...reportingPlans(moments),
  ]
}

/** Policies that only report: as if there were none. */
export function reportingPlans(moments: Moments): readonly PolicyPlan[] {
  return thoroughPlans()
    .slice(0, 6)
    .map((plan, at) => ({
      ...plan,
      name: `${plan.name} (trial)`,
      state: 'enabledForReportingButNotEnforced',
      modifiedDateTime: moments.daysAgo(at % 2 === 0 ? 200 : 5),
    }))
}
