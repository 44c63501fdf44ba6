import type { IndexReader } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { administratorSignIn } from './administrator-sign-in.ts'
import type { SsoAssignment } from './sso-assignment.ts'

const unit = (id: string, path: string, parentId?: string) => ({ id, name: path, path, parentId })
const assignment = (name: string, values: Partial<SsoAssignment>): SsoAssignment => ({
  name,
  group: undefined,
  unit: undefined,
  rank: 0,
  mode: 'SSO_OFF',
  ...values,
})

function signIns(assignments: readonly SsoAssignment[], orgUnitPath: string): unknown[] {
  const account = { email: 'user-1@acme.example', isSuperAdmin: true, active: true, orgUnitPath }
  const units = [
    unit('id:root', '/'),
    unit('id:eng', '/Engineering', 'id:root'),
    unit('id:ops', '/Engineering/Ops', 'id:eng'),
  ]
  const tables: Record<string, IndexReader> = {
    accounts: new Map([['1', account]]),
    assignments: new Map(assignments.map((one) => [one.unit ?? one.group ?? '', one])),
    units: new Map(units.map((one) => [one.id, one])),
  }
  const context = { session: undefined, now: new Date() } as never
  return [...(administratorSignIn.derived?.items(tables, context) ?? [])]
}

describe('the sign-in of an administrator', () => {
  const root = assignment('root', { unit: 'id:root' })
  const engineering = assignment('engineering', { unit: 'id:eng', mode: 'SAML_SSO' })

  it('comes from the innermost organisational unit that has an assignment', () => {
    expect(signIns([root, engineering], '/Engineering/Ops')).toMatchObject([{ ofUnit: { name: 'engineering' } }])
    expect(signIns([root], '/Engineering/Ops')).toMatchObject([{ ofUnit: { name: 'root' } }])
    expect(signIns([engineering], '/')).toMatchObject([{ ofUnit: undefined }])
    expect(signIns([root], '/Unknown')).toMatchObject([{ ofUnit: undefined }])
  })

  it('may come from a group, the lowest rank first', () => {
    const groups = [assignment('b', { group: 'g2', rank: 2 }), assignment('a', { group: 'g1', rank: 1 })]
    expect(signIns([root, ...groups], '/')).toMatchObject([{ ofGroups: [{ name: 'a' }, { name: 'b' }] }])
  })
})
