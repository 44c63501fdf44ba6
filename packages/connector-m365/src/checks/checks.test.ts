import type { Verdict } from '@opencasb/core'
import { type AggregateCheckRun, type CheckRun, runCheck, runCheckParts } from '@opencasb/testkit'
import { describe, expect, it } from 'vitest'
import { appCases } from '../../tests/cases/application-cases.ts'
import { mailboxCases } from '../../tests/cases/mailbox-cases.ts'
import { roleCases } from '../../tests/cases/role-cases.ts'
import { sharingCases } from '../../tests/cases/sharing-cases.ts'
import { tenantCases } from '../../tests/cases/tenant-cases.ts'
import { aHolder, anApplication, anAssignment, aServicePrincipal } from '../../tests/cases/things.ts'
import { userCases } from '../../tests/cases/user-cases.ts'
import { m365Checks } from './checks.ts'

const cases = [...userCases, ...roleCases, ...appCases, ...tenantCases, ...sharingCases, ...mailboxCases]
/** What reads the directory, DNS, files and mailboxes; other subjects bring tests of their own. */
const subjects: ReadonlySet<string> = new Set([
  'm365.organization',
  'm365.domain',
  'm365.user',
  'm365.user-registration',
  'm365.user-sign-in',
  'm365.group',
  'm365.role-assignment',
  'm365.role-assignment-schedule',
  'm365.role-eligibility',
  'm365.role-policy',
  'm365.application',
  'm365.service-principal',
  'm365.app-role-assignment',
  'm365.permission-grant',
  'm365.shared-item',
  'm365.sharepoint-settings',
  'm365.mailbox',
])
const checks = m365Checks.filter(({ id }) => cases.some(({ check }) => check === id))

function verdictsOf(id: string, run: CheckRun | AggregateCheckRun): readonly Verdict[] {
  const check = checks.find((one) => one.id === id)
  if (!check) throw new Error(`there is no check ${id}`)
  return 'resources' in run ? runCheck(check, run).map(({ verdict }) => verdict) : runCheckParts(check, run)
}

const outcomes = (id: string, run: CheckRun | AggregateCheckRun): string[] =>
  verdictsOf(id, run).map(({ outcome }) => outcome)

describe('the checks', () => {
  it('have a case each, and the cases a check', () => {
    const own = m365Checks.filter(({ on }) => subjects.has(on.name)).map(({ id }) => id)
    expect(cases.map(({ check }) => check).sort()).toEqual(own.sort())
  })

  it.each(cases)('$check fails where it should', ({ check, failing }) => {
    expect(outcomes(check, failing)).toEqual(['fail'])
  })

  it.each(cases)('$check passes where it should', ({ check, passing, alsoPassing = [] }) => {
    for (const run of [passing, ...alsoPassing]) expect(outcomes(check, run)).toEqual(['pass'])
  })

  it.each(cases.filter(({ notApplicable }) => notApplicable))(
    '$check does not judge what it does not concern',
    ({ check, notApplicable = [] }) => {
      for (const run of notApplicable) {
        for (const verdict of verdictsOf(check, run)) {
          expect(verdict).toMatchObject({ outcome: 'not-applicable', why: expect.stringMatching(/\w{3}/) })
        }
      }
    },
  )

  it('are worse where more is lost', () => {
    const severities = [
      verdictsOf('m365/privileged-role-no-guest', {
        resource: anAssignment(),
        facets: { holders: [aHolder({ userType: 'Guest' })] },
      }),
      verdictsOf('m365/service-principal-no-credentials', {
        resource: aServicePrincipal({
          origin: 'microsoft',
          passwordCredentials: [
            { keyId: 'k', displayName: undefined, startDateTime: undefined, endDateTime: undefined },
          ],
        }),
      }),
    ].flat()
    for (const verdict of severities) expect(verdict).toMatchObject({ severity: 'critical' })
  })

  it('tell apart the credentials of one application', () => {
    const credential = { displayName: undefined, startDateTime: undefined, endDateTime: '2025-12-01T00:00:00Z' }
    const verdicts = verdictsOf('m365/application-credential-current', {
      resource: anApplication({
        passwordCredentials: [
          { ...credential, keyId: 'one' },
          { ...credential, keyId: 'two' },
        ],
      }),
    })
    expect(verdicts).toMatchObject([{ part: 'one' }, { part: 'two' }])
  })
})
