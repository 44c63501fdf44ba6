import type {
  ConnectedApplication,
  ExtlClntAppOauthPlcyCnfg,
  ExtlClntAppOauthSettings,
} from '@salesforce/types/tooling'
import type { SimulatedObject } from '../world/simulated-object.ts'
import { thing } from './thing.ts'

const connectedApplication = thing({
  name: 'ConnectedApplication',
  api: 'both',
  prefix: '0H4',
  good: (index) =>
    ({
      Name: `Connected app ${index}`,
      OptionsAllowAdminApprovedUsersOnly: true,
      OptionsHasSessionLevelPolicy: true,
      RefreshTokenValidityPeriod: 30,
    }) satisfies Partial<ConnectedApplication>,
  faults: [
    () => ({ OptionsAllowAdminApprovedUsersOnly: false }),
    () => ({ OptionsHasSessionLevelPolicy: false }),
    () => ({ RefreshTokenValidityPeriod: null }),
  ],
})

const policy = thing({
  name: 'ExtlClntAppOauthPlcyCnfg',
  api: 'tooling',
  prefix: '0xm',
  good: (index, world) =>
    ({
      MasterLabel: `External client app ${index}`,
      ExternalClientApplicationId: world.table('ExtlClntAppOauthSettings')?.idAt(index) ?? '0xi',
      PermittedUsersPolicyType: 'AdminApprovedPreAuthorized',
      RefreshTokenPolicyType: 'SpecificInactivity',
      IpRelaxationPolicyType: 'Enforce',
      IsClientCredentialsFlowEnabled: false,
    }) satisfies Partial<ExtlClntAppOauthPlcyCnfg>,
  faults: [
    () => ({ PermittedUsersPolicyType: 'AllSelfAuthorized' }),
    () => ({ RefreshTokenPolicyType: 'Infinite' }),
    () => ({ IpRelaxationPolicyType: 'Bypass' }),
  ],
})

const oauthSettings = thing({
  name: 'ExtlClntAppOauthSettings',
  api: 'tooling',
  prefix: '0xs',
  good: (index) =>
    ({
      MasterLabel: `External client app ${index}`,
      ExternalClientApplicationId: `0xi${String(index).padStart(15, '0')}`,
      OauthScopesFULL: false,
    }) satisfies Partial<ExtlClntAppOauthSettings>,
  faults: [() => ({ OauthScopesFULL: true })],
})

/** Tokens have no id of their own. */
const oauthToken: SimulatedObject = {
  ...thing({
    name: 'OauthToken',
    api: 'data',
    prefix: '0CQ',
    requires: [],
    share: 8,
    good: (index, world) => {
      const app = index % 5
      return {
        AppName: `App ${app}`,
        AppMenuItemId: `0DS${String(app).padStart(15, '0')}`,
        UserId: world.table('User')?.idAt(index % Math.max(1, world.options.users)) ?? null,
        LastUsedDate: world.daysAgo(3),
        UseCount: 7,
        CreatedDate: world.daysAgo(200),
      }
    },
    faults: [() => ({ AppMenuItemId: null }), (world) => ({ LastUsedDate: world.daysAgo(300) })],
  }),
  others: { permission: 'CustomizeApplication', owner: 'UserId' },
  caps: { page: 500, rows: 2500 },
}

const installedPackage = thing({
  name: 'InstalledSubscriberPackage',
  api: 'tooling',
  prefix: '0A3',
  parents: {
    SubscriberPackage: { field: 'SubscriberPackageId', object: 'SubscriberPackage' },
    SubscriberPackageVersion: { field: 'SubscriberPackageVersionId', object: 'SubscriberPackageVersion' },
  },
  comesAndGoes: true,
  good: (index, world) => ({
    SubscriberPackageId: world.table('SubscriberPackage')?.idAt(index % 10) ?? null,
    SubscriberPackageVersionId: world.table('SubscriberPackageVersion')?.idAt(index % 10) ?? null,
  }),
  faults: [],
})

const subscriberPackage: SimulatedObject = {
  name: 'SubscriberPackage',
  api: 'tooling',
  prefix: '033',
  requires: ['ViewSetup'],
  count: () => 10,
  make: (index) => ({ Name: `Package ${index}` }),
}

const packageVersion: SimulatedObject = {
  name: 'SubscriberPackageVersion',
  api: 'tooling',
  prefix: '04t',
  requires: ['ViewSetup'],
  count: () => 10,
  make: (index, world) => {
    const dice = world.dice('SubscriberPackageVersion')
    return {
      IsBeta: dice.chance(0.3, index, 1),
      IsManaged: true,
      IsSecurityReviewed: dice.chance(0.6, index, 2),
      IsDeprecated: dice.chance(0.1, index, 3),
    }
  },
}

/** Applications and their tokens. */
export const appObjects: readonly SimulatedObject[] = [
  connectedApplication,
  policy,
  oauthSettings,
  oauthToken,
  installedPackage,
  subscriberPackage,
  packageVersion,
]
