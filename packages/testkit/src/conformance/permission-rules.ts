import assert from 'node:assert/strict'
import { permissionsFor } from '@opencasb/core'
import { supportedChecks } from './dependencies.ts'
import { assertSameFindings, checksWith, countsOf } from './end-state.ts'
import { replayJournal } from './journal-state.ts'
import { fullPermissions } from './reference-scan.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'
import type { TestBed } from './test-bed.ts'

/** Group 4: the declared permissions are the ones that are needed, no more and no less. */
export function permissionRules(suite: Suite): readonly Rule[] {
  return suite.authKinds.flatMap((authKind) => {
    const needs = permissionsFor(suite.connector, authKind)
    return [
      exact(suite, authKind),
      routes(suite, authKind),
      none(suite, authKind),
      ...needs.flatMap(({ permission, checks }) => [
        removed(suite, authKind, permission, checks),
        needed(suite, authKind, permission),
      ]),
    ]
  })
}

function exact(suite: Suite, authKind: string): Rule {
  return {
    id: `permissions/exact/${authKind}`,
    title: `with exactly the declared permissions of ${authKind} every check is assessed`,
    async run() {
      const { report, requests } = await suite.reference(authKind)
      const supported = supportedChecks(suite.connector, authKind).map(({ id }) => id)
      const others = report.gaps.filter((gap) => gap.reason !== 'auth-kind-unsupported')
      assert.deepEqual(others, [], 'nothing is missing')
      assert.deepEqual(checksWith(report, 'assessed'), [...supported].sort(), 'every check that can be, is assessed')
      if (supported.length === suite.connector.checks.length) assert.equal(report.status, 'complete')
      const refused = requests.filter(({ status }) => status === 401 || status === 403)
      assert.deepEqual(refused, [], 'no request is refused')
    },
  }
}

function routes(suite: Suite, authKind: string): Rule {
  return {
    id: `permissions/routes/${authKind}`,
    title: `with ${authKind} every request goes to a route that the vendor has, and carries credentials only there`,
    async run() {
      const { requests } = await suite.reference(authKind)
      assert.ok(requests.length > 0, 'requests are sent')
      const unknown = requests.filter(({ route }) => route === undefined).map(({ method, path }) => `${method} ${path}`)
      assert.deepEqual(unknown, [], 'these routes do not exist')
    },
  }
}

function none(suite: Suite, authKind: string): Rule {
  return {
    id: `permissions/none/${authKind}`,
    title: `[F25] without any permission of ${authKind} a scan ends, everything that needs one is unknown, nothing closes`,
    async run() {
      const dependants = new Set(permissionsFor(suite.connector, authKind).flatMap(({ checks }) => checks))
      await rescan(suite, authKind, [], async (report) => {
        assert.notEqual(report.status, 'failed', report.error?.message)
        const judged = checksWith(report, 'assessed', 'partial').filter((check) => dependants.has(check))
        assert.deepEqual(judged, [], 'these checks were judged without permission')
      })
    },
  }
}

function removed(suite: Suite, authKind: string, permission: string, dependants: readonly string[]): Rule {
  return {
    id: `permissions/removed/${authKind}/${permission}`,
    title: `[F25] without ${permission} exactly its ${dependants.length} checks turn unknown, the rest is unchanged, nothing closes`,
    async run() {
      const reference = await suite.reference(authKind)
      const rest = fullPermissions(suite.connector, authKind).filter((other) => other !== permission)
      await rescan(suite, authKind, rest, async (report, bed) => {
        assert.equal(report.status, 'incomplete', report.error?.message)
        const unsupported = checksWith(reference.report, 'unknown')
        const unknown = checksWith(report, 'unknown').filter((check) => !unsupported.includes(check))
        assert.deepEqual(unknown, [...dependants].sort(), 'its checks turn unknown, and no others')
        const before = countsOf(reference.report)
        const now = countsOf(report)
        for (const check of checksWith(report, 'assessed', 'partial')) {
          assert.deepEqual(now[check], before[check], `${check} counts as before`)
        }
        for (const check of dependants) {
          const gaps = report.gaps.filter((gap) => gap.checks.includes(check))
          assert.ok(gaps.length > 0, `a gap says why ${check} is unknown`)
          assert.ok(
            gaps.some((gap) => gap.reason === 'permission-missing'),
            `the gap of ${check} says that a permission is missing`,
          )
        }
        assertSameFindings(await bed.endState(), reference.endState, `without ${permission}`)
      })
    },
  }
}

function needed(suite: Suite, authKind: string, permission: string): Rule {
  return {
    id: `permissions/needed/${authKind}/${permission}`,
    title: `the vendor itself makes a difference between with and without ${permission}`,
    async run() {
      const reference = await suite.reference(authKind)
      const permissions = fullPermissions(suite.connector, authKind).filter((other) => other !== permission)
      await suite.inWorld({ world: 'small' }, async (running) => {
        // As if the vendor did not tell what was granted: then nothing is held back, and the vendor has to refuse.
        const probes = { onOpen: () => ({ granted: 'unknown' as const }) }
        await suite.withBed(running, { authKind, permissions, probes }, async (bed) => {
          const report = await bed.scan()
          const refused = running.requests.some(({ status }) => status >= 400)
          const same = JSON.stringify(countsOf(report)) === JSON.stringify(countsOf(reference.report))
          assert.ok(refused || !same, `${permission} is declared, but everything can be read without it`)
        })
      })
    },
  }
}

/** Scans a tenant that was scanned with everything granted before, with other permissions. */
async function rescan(
  suite: Suite,
  authKind: string,
  permissions: readonly string[],
  judge: (report: Awaited<ReturnType<TestBed['scan']>>, bed: TestBed) => Promise<void>,
): Promise<void> {
  const reference = await suite.reference(authKind)
  await suite.inWorld({ world: 'small' }, (running) =>
    suite.withBed(running, { authKind, permissions }, async (bed) => {
      await replayJournal(reference.journal, bed.state)
      const report = await bed.scan()
      await judge(report, bed)
      const closed = bed.recorder.changes.filter((change) => change.type === 'resolved')
      assert.deepEqual(
        closed.map(({ finding }) => `${finding.check} on ${finding.asset.id}`),
        [],
        'nothing closes',
      )
      const unknown = running.requests.filter(({ route }) => route === undefined).map(({ path }) => path)
      assert.deepEqual(unknown, [], 'no request goes to a route that does not exist')
    }),
  )
}
