import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { permissionField } from './permission.ts'
import {
  hasAll,
  noPermissions,
  overlap,
  permissionBits,
  permissionBitsUpTo,
  permissionBitsWhere,
  permissionsIn,
} from './permission-bits.ts'
import { permissions } from './permissions.ts'

/**
 * Fields that exist in some organisations only, and that the vendor's types therefore lack: exemptions from multi-factor
 * authentication, API Access Control, and Shield encryption, whose field older descriptions have.
 */
const besides = ['BypassMFAForUiLogins', 'UseAnyApiClient', 'ManageEncryptionKeys']

/** The fields of an object in the vendor's own types of the Tooling API. */
function fieldsOf(object: string): ReadonlySet<string> {
  const require = createRequire(import.meta.url)
  const types = readFileSync(join(dirname(require.resolve('@salesforce/types/tooling')), 'tooling.d.ts'), 'utf8')
  const start = types.search(new RegExp(`^export (?:interface|type) ${object}\\b`, 'm'))
  const body = types.slice(start, types.indexOf('\n}', start))
  return new Set([...body.matchAll(/^\s+(Permissions\w+)\??:/gm)].map(([, field = '']) => field))
}

describe('the permissions that are read', () => {
  it.each(['PermissionSet', 'MutingPermissionSet'])('are fields of %s in the types of the vendor', (object) => {
    const fields = fieldsOf(object)
    expect(fields.size).toBeGreaterThan(200)
    const unknown = permissions.map(({ name }) => name).filter((name) => !fields.has(permissionField(name)))
    expect(unknown).toEqual(besides)
  })

  it('are named once each, with a reason', () => {
    expect(new Set(permissions.map(({ name }) => name)).size).toBe(permissions.length)
    expect(new Set(permissions.map(({ label }) => label)).size).toBe(permissions.length)
    for (const { reason } of permissions) expect(reason).toMatch(/\w+ \w+/)
  })

  it('become bits and names again', () => {
    for (const { name } of permissions)
      expect(permissionsIn(permissionBits(name)).map((one) => one.name)).toEqual([name])
    expect(permissionsIn(permissionBitsWhere(() => true))).toEqual(permissions)
    expect(permissions.length).toBeLessThanOrEqual(64)
    expect(() => permissionBits('NoSuchThing')).toThrow(TypeError)
  })

  it('have tiers that contain each other', () => {
    const tiers = ([0, 1, 2, 3] as const).map((tier) => permissionBitsUpTo(tier))
    for (const [tier, bits] of tiers.entries()) expect(hasAll(bits, tiers[tier - 1] ?? noPermissions)).toBe(true)
    expect(permissionsIn(tiers[0] ?? noPermissions).map(({ name }) => name)).toContain('ModifyAllData')
    expect(overlap(tiers[3] ?? noPermissions, permissionBits('ApiUserOnly'))).toBe(false)
  })
})
