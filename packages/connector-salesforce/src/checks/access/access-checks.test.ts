import type { FailVerdict, Verdict } from '@opencasb/core'
import { DependencyError } from '@opencasb/core'
import type { Check } from '@opencasb/core/connector'
import { type AggregateCheckRun, type CheckRun, runCheck, runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { accessCases } from '../../../tests/cases/access-cases.ts'
import {
  aHolding,
  anAdministrator,
  aSource,
  aUser,
  byProfile,
  someObjectAccess,
  someRights,
} from '../../../tests/cases/access-things.ts'
import { sbs } from '../../frameworks/sbs.ts'
import { permissionBits } from '../../resources/access/permission-bits.ts'
import { accessChecks } from './access-checks.ts'

function checkOf(id: string): Check {
  const check = accessChecks.find((one) => one.id === `salesforce/${id}`)
  if (!check) throw new Error(`there is no check ${id}`)
  return check
}

function verdictsOf(check: Check, run: CheckRun | AggregateCheckRun): readonly Verdict[] {
  return 'resources' in run ? runCheck(check, run).map(({ verdict }) => verdict) : runCheckParts(check, run)
}

function outcomes(id: string, run: CheckRun | AggregateCheckRun): string[] {
  return verdictsOf(checkOf(id.replace('salesforce/', '')), run).map(({ outcome }) => outcome)
}

function failureOf(id: string, run: CheckRun): FailVerdict {
  const [verdict] = verdictsOf(checkOf(id), run)
  if (verdict?.outcome !== 'fail') throw new Error(`${id} did not fail`)
  return verdict
}

describe('the checks of who may do what', () => {
  it('have a case each, and the cases a check', () => {
    expect(accessCases.map(({ check }) => check).sort()).toEqual(accessChecks.map(({ id }) => id).sort())
  })

  it.each(accessCases)('$check fails where it should', ({ check, failing }) => {
    expect(outcomes(check, failing)).toEqual(['fail'])
  })

  it.each(accessCases)('$check passes where it should', ({ check, passing }) => {
    expect(outcomes(check, passing)).toEqual(['pass'])
  })

  it.each(accessCases.filter(({ notApplicable }) => notApplicable))(
    '$check does not judge what it does not concern',
    ({ check, notApplicable = [] }) => {
      for (const run of notApplicable) expect(outcomes(check, run)).toEqual(['not-applicable'])
    },
  )

  it('refer to controls that the benchmark has, and that an API can answer', () => {
    const answerable = sbs.controls.filter(({ manual }) => manual === undefined).map(({ id }) => id)
    for (const { frameworks } of accessChecks)
      for (const control of frameworks.sbs ?? []) expect(answerable).toContain(control)
  })

  it('say what is wrong in evidence that is plain JSON', () => {
    for (const { check, failing } of accessCases) {
      for (const verdict of verdictsOf(checkOf(check.replace('salesforce/', '')), failing)) {
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict)
      }
    }
  })
})

describe('provenance', () => {
  it('names what gives the permission, through which part, and until when', () => {
    const user = aUser([
      byProfile(['ViewAllData']),
      aHolding(['ManageUsers', 'ViewAllData'], {
        source: { id: 'g', kind: 'group', name: 'Regional leads' },
        via: ['Help desk'],
        unsettled: true,
        expiresAt: Date.parse('2026-02-01T00:00:00Z'),
      }),
    ])
    expect(failureOf('shadow-administrator', { resource: user }).evidence).toEqual({
      profile: 'Sales',
      permissions: ['Manage Users'],
      grantedBy: [
        {
          kind: 'group',
          id: 'g',
          name: 'Regional leads',
          permissions: ['Manage Users'],
          through: ['Help desk'],
          waitingForRecalculation: true,
          until: '2026-02-01T00:00:00.000Z',
        },
      ],
    })
  })
})

describe('what only counts in a session', () => {
  const user = aUser([aHolding(['ModifyAllData'], { needsActivation: true })])

  it('makes no shadow administrator, unless the policy says so', () => {
    expect(outcomes('shadow-administrator', { resource: user })).toEqual(['pass'])
    const run = { resource: user, params: { countSessionBased: true } }
    expect(outcomes('shadow-administrator', run)).toEqual(['fail'])
  })

  it('makes nobody an administrator for all to see', () => {
    const session = { ...byProfile(['ModifyAllData', 'ManageUsers', 'CustomizeApplication']), needsActivation: true }
    const resource = aUser([session, aHolding(['AuthorApex'])])
    expect(outcomes('shadow-administrator', { resource })).toEqual(['fail'])
  })
})

describe('who is an administrator', () => {
  it('is told by what the profile gives, in whatever language it is called', () => {
    const resource = anAdministrator({ profileName: 'システム管理者' })
    expect(outcomes('shadow-administrator', { resource })).toEqual(['not-applicable'])
  })

  it('is not told by the name of a profile that gives nothing', () => {
    const resource = aUser([byProfile([]), aHolding(['ModifyAllData'])], {
      profileName: 'System Administrator',
    })
    expect(outcomes('shadow-administrator', { resource })).toEqual(['fail'])
  })

  it('takes the whole of it: the same out of permission sets is the shadow that is looked for', () => {
    const resource = aUser(['ModifyAllData', 'ManageUsers', 'CustomizeApplication'])
    expect(outcomes('shadow-administrator', { resource })).toEqual(['fail'])
  })
})

describe('a permission that was not looked for', () => {
  it('is not judged, although another row happened to show it', () => {
    const resource = aUser(['ModifyAllData'], { asked: permissionBits('ViewAllData') })
    expect(outcomes('shadow-administrator', { resource })).toEqual(['pass'])
  })
})

describe('severity', () => {
  it('of a dormant user falls where the power is not full', () => {
    const lastLoginAt = Date.parse('2025-06-01T00:00:00Z')
    const full = failureOf('dormant-privileged-user', { resource: aUser(['AuthorApex'], { lastLoginAt }) })
    const some = failureOf('dormant-privileged-user', { resource: aUser(['ResetPasswords'], { lastLoginAt }) })
    expect([full.severity, some.severity]).toEqual(['high', 'medium'])
  })

  it('of what guests read rises where sharing does not hold them back', () => {
    const resource = someObjectAccess(someRights({ read: true, viewAll: true }))
    expect(failureOf('guest-objects-not-read', { resource }).severity).toBe('critical')
  })
})

describe('a dormant user', () => {
  it('is one who never logged in, counted from when the account was made', () => {
    const { lastLoginAt: _, ...never } = aUser(['AuthorApex'])
    const young = { ...never, createdAt: Date.parse('2025-12-01T00:00:00Z') }
    expect(failureOf('dormant-privileged-user', { resource: never }).message).toContain('never logged in')
    expect(outcomes('dormant-privileged-user', { resource: young })).toEqual(['pass'])
  })
})

describe('several toxic combinations', () => {
  it('are findings of their own', () => {
    const resource = aUser(['AuthorApex', 'ModifyMetadata', 'DataExport', 'BulkApiHardDelete'])
    const parts = verdictsOf(checkOf('toxic-permission-combination'), { resource }).map((verdict) =>
      verdict.outcome === 'fail' ? verdict.part : undefined,
    )
    expect(parts).toEqual(['code-and-deployment', 'export-and-deletion'])
  })
})

describe('how many have a permission set', () => {
  const resource = aSource({ kind: 'group', groupId: 'g', permissions: permissionBits('ModifyAllData') })

  it('is counted by the group and by its own permission set', () => {
    const holders = { g: { standing: 3, temporary: 0 }, [resource.id]: { standing: 2, temporary: 1 } }
    expect(outcomes('powerful-permission-set-narrow', { resource, lookups: { holders } })).toEqual(['fail'])
  })

  it('cannot be told where an assignment could not be read', () => {
    const holders = { unclear: { standing: 1, temporary: 0 } }
    expect(() => outcomes('powerful-permission-set-narrow', { resource, lookups: { holders } })).toThrow(
      DependencyError,
    )
  })
})

describe('evidence of many', () => {
  it('is bounded, whatever the number', () => {
    const resources = Array.from({ length: 500 }, (_, at) =>
      aUser(['AuthorApex'], { username: `user-${at}@acme.example` }),
    )
    const [verdict] = verdictsOf(checkOf('author-apex-holders-bounded'), { resources })
    expect(verdict).toMatchObject({ evidence: { count: 500, users: expect.objectContaining({ length: 20 }) } })
  })
})
