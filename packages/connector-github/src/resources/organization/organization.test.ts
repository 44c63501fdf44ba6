import { FeatureUnavailableError, PermissionError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { acme, allOf, type FakeHandler, openFake, streamContext } from '../../../tests/fake-github.ts'
import { networkPolicy } from './network-policy.ts'
import { organization } from './organization.ts'
import { defaultRepositoryPermission, organizationSwitch } from './organization-setting.ts'
import { singleSignOn } from './single-sign-on.ts'

const twoFactor = organizationSwitch('two_factor_requirement_enabled')

async function open(handler: FakeHandler = () => undefined) {
  const context = streamContext(await openFake(handler))
  const [page] = await allOf(organization.collect(context))
  const item = page?.items[0]
  if (!item) throw new Error('no organisation')
  return { item, context }
}

function seenAs(changes: object): FakeHandler {
  return ({ url }) => (url.pathname === '/orgs/acme' ? { body: { ...acme, ...changes } } : undefined)
}

function graphql(body: object): FakeHandler {
  return ({ url }) => (url.pathname === '/graphql' ? { body } : undefined)
}

describe('settings of an organisation', () => {
  it('stand in the answer that it was read from', async () => {
    const { item, context } = await open()
    expect(await twoFactor.fetch(item, context)).toBe(true)
    expect(await defaultRepositoryPermission.fetch(item, context)).toBe('read')
  })

  it('are unknown, not off, to everybody but owners', async () => {
    const { item, context } = await open(
      seenAs({ two_factor_requirement_enabled: null, default_repository_permission: undefined }),
    )
    await expect(twoFactor.fetch(item, context)).rejects.toThrow(PermissionError)
    await expect(twoFactor.fetch(item, context)).rejects.toMatchObject({ missing: ['admin:org'] })
  })

  it('[F26] are a missing feature where this GitHub does not have them, though an owner asks', async () => {
    const { item, context } = await open()
    const facet = organizationSwitch('members_can_change_repo_visibility')
    await expect(facet.fetch(item, context)).rejects.toThrow(FeatureUnavailableError)
  })
})

describe('single sign-on', () => {
  const answer = (changes: object) => ({
    data: {
      organization: {
        viewerCanAdminister: true,
        samlIdentityProvider: null,
        membersWithRole: { nodes: [{ login: 'dev-1' }] },
        ...changes,
      },
    },
  })

  it('is there where there is an identity provider', async () => {
    const { item, context } = await open(graphql(answer({ samlIdentityProvider: { id: 'OIP_1' } })))
    expect(await singleSignOn.fetch(item, context)).toEqual({ provider: true, managedUsers: false })
  })

  it('knows accounts that an enterprise manages by their login', async () => {
    const { item, context } = await open(graphql(answer({ membersWithRole: { nodes: [{ login: 'dev-1_acme' }] } })))
    expect(await singleSignOn.fetch(item, context)).toEqual({ provider: false, managedUsers: true })
  })

  it('is unknown, not missing, to people who are no owners', async () => {
    const { item, context } = await open(graphql(answer({ viewerCanAdminister: false })))
    await expect(singleSignOn.fetch(item, context)).rejects.toThrow(PermissionError)
  })

  it('[F06] is unknown where GitHub refuses the field', async () => {
    const errors = [{ type: 'FORBIDDEN', path: ['organization', 'samlIdentityProvider'], message: 'no' }]
    const { item, context } = await open(graphql({ ...answer({}), errors }))
    await expect(singleSignOn.fetch(item, context)).rejects.toThrow(PermissionError)
  })
})

describe('the network policy', () => {
  it('is read from two settings', async () => {
    const data = {
      organization: { ipAllowListEnabledSetting: 'ENABLED', notificationDeliveryRestrictionEnabledSetting: 'DISABLED' },
    }
    const { item, context } = await open(graphql({ data }))
    expect(await networkPolicy.fetch(item, context)).toEqual({ ipAllowList: true, mailToVerifiedDomainsOnly: false })
  })

  it('is unknown where GitHub refuses it', async () => {
    const errors = [{ type: 'FORBIDDEN', path: ['organization', 'ipAllowListEnabledSetting'], message: 'no' }]
    const { item, context } = await open(graphql({ data: { organization: null, other: 1 }, errors }))
    await expect(networkPolicy.fetch(item, context)).rejects.toThrow(PermissionError)
  })
})
