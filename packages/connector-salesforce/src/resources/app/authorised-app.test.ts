import { describe, expect, it } from 'vitest'
import { type AuthorisedApp, grantsByApp } from './authorised-app.ts'
import type { OauthGrant } from './oauth-token.ts'

const grant: OauthGrant = {
  appMenuItemId: undefined,
  appName: 'Exporter',
  userId: '0051',
  lastUsedAt: null,
  useCount: 0,
}

function gather(...grants: readonly OauthGrant[]): AuthorisedApp | undefined {
  return grants.reduce<AuthorisedApp | undefined>((app, next) => grantsByApp.pick(next, app), undefined)
}

describe('an application that users have authorised', () => {
  it('counts its users, and is known by its name where it is not installed', () => {
    expect(grantsByApp.by?.(grant)).toBe('Exporter')
    expect(gather(grant, { ...grant, userId: '0052' })).toEqual({
      id: 'Exporter',
      name: 'Exporter',
      isInstalled: false,
      users: 2,
    })
  })

  it('is known by its entry in the app menu where it is, whatever comes first', () => {
    const first = { ...grant, appMenuItemId: '0DS1', appName: 'Exporter 2' }
    const second = { ...grant, appMenuItemId: '0DS1' }
    expect(grantsByApp.by?.(first)).toBe('0DS1')
    expect(gather(first, second)).toEqual(gather(second, first))
    expect(gather(first, second)).toMatchObject({ isInstalled: true, name: 'Exporter' })
  })
})
