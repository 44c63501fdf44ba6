import { UnexpectedAnswerError } from '@opencasb/core'
import type { ResourceType } from '@opencasb/core/connector'
import { describe, expect, it } from 'vitest'
import { rawPolicy } from '../../../tests/cases/conditional-access-policies.ts'
import { allOf, type FakeHandler, fakeGraph, openFake, streamContext } from '../../../tests/fake-graph.ts'
import type { M365Session } from '../../session.ts'
import { authenticationStrength } from '../conditional-access/authentication-strength.ts'
import { namedLocation } from '../conditional-access/named-location.ts'
import { conditionalAccessPolicy } from '../conditional-access/policy.ts'
import { appManagementPolicy } from './app-management-policy.ts'
import { authenticationMethodsPolicy } from './authentication-methods-policy.ts'
import { authenticationMethodsPreview } from './authentication-methods-preview.ts'
import { authorizationPolicy } from './authorization-policy.ts'
import { crossTenantAccess } from './cross-tenant-access.ts'
import { deviceRegistration } from './device-registration.ts'
import { directorySettings, settingOf } from './directory-settings.ts'
import { idleTimeout } from './idle-timeout.ts'
import { invitationDomains } from './invitation-domains.ts'
import { permissionGrantPolicy } from './permission-grant-policy.ts'
import { securityDefaults } from './security-defaults.ts'

/** Everything that a resource makes of an answer. */
async function read<T>(resource: ResourceType<T, M365Session>, body: unknown, handler?: FakeHandler) {
  const graph = fakeGraph(handler ?? (({ url }) => (url.pathname.endsWith('/token') ? undefined : { body })))
  const session = await openFakeSession(graph)
  const pages = await allOf(resource.collect(streamContext(session)))
  return {
    items: pages.flatMap(({ items }) => items),
    unreadable: pages.flatMap(({ unreadable = [] }) => unreadable),
    paths: graph.requests.map(({ url }) => url.pathname),
  }
}

/** Signing in asks who the tenant is: that is answered before the test's own answer counts. */
async function openFakeSession(graph: ReturnType<typeof fakeGraph>): Promise<M365Session> {
  const { transport } = graph
  const tenant = fakeGraph(({ url }) =>
    url.pathname.endsWith('/organization')
      ? { body: { value: [{ id: '11111111-1111-4111-8111-111111111111', displayName: 'acme', assignedPlans: [] }] } }
      : undefined,
  )
  let signedIn = false
  const both = {
    ...graph,
    transport: {
      ...transport,
      send: (request: Parameters<typeof transport.send>[0]) => (signedIn ? transport : tenant.transport).send(request),
    },
  }
  const session = await openFake(both)
  signedIn = true
  return session
}

const listOf = (...value: object[]) => ({ '@odata.context': 'x', value })

describe('Conditional Access policies', () => {
  it('survive what is null, missing or not known yet', async () => {
    const bare = { id: 'p', displayName: 'bare', state: 'enabledForPilot', conditions: {} }
    const odd = {
      ...rawPolicy({}, 2),
      sessionControls: { signInFrequency: { isEnabled: true, type: 'weeks', value: 1 } },
    }
    const { items, unreadable, paths } = await read(
      conditionalAccessPolicy,
      listOf(bare, odd, { ...rawPolicy({}, 3), novelty: 1 }),
    )
    expect(unreadable).toEqual([])
    expect(items.map(({ state }) => state)).toEqual(['enabledForPilot', 'enabled', 'enabled'])
    expect(items[1]?.session?.signInFrequencyHours).toBeUndefined()
    expect(paths.at(-1)).toBe('/v1.0/identity/conditionalAccess/policies')
  })

  it('are unreadable one by one, by their id', async () => {
    const wrong = [
      { ...rawPolicy({}, 1), state: 7 },
      { ...rawPolicy({}, 2), conditions: null },
      { ...rawPolicy({}, 3), conditions: { users: { includeUsers: 'All' } } },
      { ...rawPolicy({}, 4), conditions: { clientAppTypes: [1] } },
      { ...rawPolicy({}, 5), grantControls: { operator: 'OR', builtInControls: 'mfa' } },
      { ...rawPolicy({}, 6), conditions: { locations: 'everywhere' } },
    ]
    const { items, unreadable } = await read(conditionalAccessPolicy, listOf(...wrong, rawPolicy({}, 7)))
    expect(items).toHaveLength(1)
    expect(unreadable.map(({ key }) => key)).toEqual(wrong.map((policy) => (policy as { id?: string }).id))
  })
})

describe('locations and strengths', () => {
  it('are read whatever their type', async () => {
    const { items, unreadable } = await read(
      namedLocation,
      listOf(
        {
          '@odata.type': '#microsoft.graph.ipNamedLocation',
          id: 'a',
          displayName: 'office',
          isTrusted: true,
          ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
        },
        { '@odata.type': '#microsoft.graph.countryNamedLocation', id: 'b', displayName: 'countries' },
        { '@odata.type': '#microsoft.graph.moonNamedLocation', id: 'c', displayName: 'moon', isTrusted: null },
        { '@odata.type': '#microsoft.graph.ipNamedLocation', id: 'd', displayName: 'odd', isTrusted: 'yes' },
      ),
    )
    expect(items.map(({ kind, trusted }) => [kind, trusted])).toEqual([
      ['ip', true],
      ['country', false],
      ['#microsoft.graph.moonNamedLocation', false],
    ])
    expect(unreadable.map(({ key }) => key)).toEqual(['d'])
  })

  it('are not guessed where a strength does not say what it accepts', async () => {
    const strength = { id: 's', displayName: 'x', policyType: 'custom' }
    const { items, unreadable } = await read(
      authenticationStrength,
      listOf(strength, { ...strength, id: 't', allowedCombinations: ['fido2'] }),
    )
    expect(items.map(({ id }) => id)).toEqual(['t'])
    expect(unreadable.map(({ key }) => key)).toEqual(['s'])
  })
})

describe('policies of which there is one', () => {
  it('keep what Microsoft does not tell apart from no', async () => {
    const { items } = await read(authorizationPolicy, {
      guestUserRoleId: null,
      blockMsolPowerShell: false,
      defaultUserRolePermissions: { allowedToCreateApps: true, allowedToCreateTenants: null },
    })
    expect(items[0]).toMatchObject({ blockMsolPowerShell: false, allowedToCreateApps: true })
    expect(items[0]?.allowedToCreateTenants).toBeUndefined()
    expect(items[0]?.consentPolicies).toBeUndefined()
  })

  it.each([
    ['security defaults', securityDefaults, { isEnabled: 'yes' }],
    ['the authorization policy', authorizationPolicy, {}],
    ['the methods', authenticationMethodsPolicy, { authenticationMethodConfigurations: [{ id: 'Sms' }] }],
    ['device settings', deviceRegistration, { azureADJoin: {} }],
    ['directory settings', directorySettings, { value: {} }],
    ['directory settings on several pages', directorySettings, { value: [], '@odata.nextLink': 'https://x' }],
    ['a timeout that is no JSON', idleTimeout, listOf({ isOrganizationDefault: true, definition: ['{'] })],
    ['a timeout of an odd form', idleTimeout, listOf({ isOrganizationDefault: true, definition: ['{"a":1}'] })],
    ['domains that are no JSON', invitationDomains, listOf({ definition: ['?'] })],
    ['the application policy', appManagementPolicy, { isEnabled: null }],
  ] as const)('are not read where %s is oddly formed', async (_, resource, body) => {
    await expect(read(resource as ResourceType<object, M365Session>, body)).rejects.toThrow(UnexpectedAnswerError)
  })

  it('are read from the beta version only where v1.0 does not tell', async () => {
    const { items, paths } = await read(authenticationMethodsPreview, {
      systemCredentialPreferences: { state: 'default' },
      reportSuspiciousActivitySettings: null,
    })
    expect(items).toEqual([{ systemPreferred: 'default', reportSuspiciousActivity: undefined }])
    expect(paths.at(-1)).toBe('/beta/policies/authenticationMethodsPolicy')
  })

  it('tell methods by their id, in lower case', async () => {
    const { items } = await read(authenticationMethodsPolicy, {
      authenticationMethodConfigurations: [
        { '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration', id: 'Sms', state: 'enabled' },
        { '@odata.type': '#microsoft.graph.telepathyConfiguration', id: 'Telepathy', state: 'dreaming' },
      ],
    })
    expect(Object.entries(items[0]?.methods ?? {}).map(([id, { state }]) => [id, state])).toEqual([
      ['sms', 'enabled'],
      ['telepathy', 'dreaming'],
    ])
  })

  it('tell what is open to other tenants, as delivered where nothing is set', async () => {
    const { items } = await read(crossTenantAccess, { b2bDirectConnectInbound: null })
    expect(items[0]).toMatchObject({ outboundCollaborationOpen: true, inboundDirectConnectOpen: false })
    const part = (target: string) => ({ accessType: 'allowed', targets: [{ target }] })
    const open = { usersAndGroups: part('AllUsers'), applications: part('AllApplications') }
    const some = { usersAndGroups: part('00000000-0000-4000-8000-000000000001'), applications: part('AllApplications') }
    const second = await read(crossTenantAccess, { b2bDirectConnectInbound: open, b2bCollaborationOutbound: some })
    expect(second.items[0]).toMatchObject({ inboundDirectConnectOpen: true, outboundCollaborationOpen: false })
  })

  it('tell who may join devices', async () => {
    const who = (name: string) => ({ '@odata.type': `#microsoft.graph.${name}DeviceRegistrationMembership` })
    const { items } = await read(deviceRegistration, {
      userDeviceQuota: 50,
      multiFactorAuthConfiguration: 'required',
      azureADJoin: {
        allowedToJoin: who('enumerated'),
        localAdmins: { enableGlobalAdmins: false, registeringUsers: who('no') },
      },
      localAdminPassword: { isEnabled: true },
    })
    expect(items).toEqual([
      {
        deviceQuota: 50,
        requiresMfa: true,
        joinAllowedFor: 'selected',
        localAdminPassword: true,
        globalAdminsAreLocalAdmins: false,
        registeringUsersAreLocalAdmins: 'none',
      },
    ])
  })

  it('read settings that were changed, and as delivered those that were not', async () => {
    const templateId = '5CF42378-d67d-4f36-ba46-e8b86229381d'
    const { items } = await read(
      directorySettings,
      listOf({ templateId, values: [{ name: 'LockoutThreshold', value: '20' }] }),
    )
    const [settings] = items
    expect(settings && settingOf(settings, 'passwords', 'LockoutThreshold', '10')).toBe('20')
    expect(settings && settingOf(settings, 'groups', 'EnableGroupCreation', 'true')).toBe('true')
  })

  it('read how long idle sessions last, for all applications only', async () => {
    const policy = (timeout: string, id = 'default') => ({
      isOrganizationDefault: true,
      definition: [
        JSON.stringify({
          ActivityBasedTimeoutPolicy: { ApplicationPolicies: [{ ApplicationId: id, WebSessionIdleTimeout: timeout }] },
        }),
      ],
    })
    const minutes = async (...policies: object[]) => (await read(idleTimeout, listOf(...policies))).items[0]?.minutes
    expect(await minutes()).toBeUndefined()
    expect(await minutes(policy('1.02:30:00'))).toBe(1590)
    expect(await minutes(policy('03:00:00'), policy('00:15'))).toBe(15)
    expect(await minutes(policy('00:15', 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c'))).toBeUndefined()
    expect(await minutes({ ...policy('00:15'), isOrganizationDefault: false })).toBeUndefined()
  })

  it('read which domains may be invited', async () => {
    const policy = (lists: object) => ({
      definition: [JSON.stringify({ B2BManagementPolicy: { InvitationsAllowedAndBlockedDomainsPolicy: lists } })],
    })
    const domains = async (...policies: object[]) => (await read(invitationDomains, listOf(...policies))).items[0]
    expect(await domains()).toEqual({ allowed: undefined, blocked: undefined })
    expect(await domains(policy({ AllowedDomains: ['a.example'] }))).toEqual({
      allowed: ['a.example'],
      blocked: undefined,
    })
    expect(await domains(policy({ BlockedDomains: ['b.example'] }))).toEqual({
      allowed: undefined,
      blocked: ['b.example'],
    })
  })

  it('read the limits on credentials in days', async () => {
    const limit = (restrictionType: string, maxLifetime: string | null, state = 'enabled') => ({
      restrictionType,
      maxLifetime,
      state,
    })
    const { items } = await read(appManagementPolicy, {
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [limit('passwordAddition', null), limit('passwordLifetime', 'P4DT12H', 'disabled')],
        keyCredentials: [limit('asymmetricKeyLifetime', 'P1Y6M'), limit('asymmetricKeyLifetime', 'odd')],
      },
    })
    expect(items[0]?.applications).toEqual([
      { type: 'passwordAddition', enabled: true, maximumDays: undefined },
      { type: 'passwordLifetime', enabled: false, maximumDays: 4.5 },
      { type: 'asymmetricKeyLifetime', enabled: true, maximumDays: 545 },
      { type: 'asymmetricKeyLifetime', enabled: true, maximumDays: undefined },
    ])
  })
})

describe('policies of consent', () => {
  it('are unreadable where their rules did not come along', async () => {
    const rule = { permissionType: 'delegated', permissions: ['all'], clientApplicationIds: ['all'] }
    const { items, unreadable } = await read(
      permissionGrantPolicy,
      listOf({ id: 'a', displayName: null, includes: [rule] }, { id: 'b', displayName: 'b' }),
    )
    expect(items).toMatchObject([{ id: 'a', name: 'a', includes: [{ limitedToClients: false }] }])
    expect(unreadable.map(({ key }) => key)).toEqual(['b'])
  })
})
