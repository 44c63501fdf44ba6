import assert from 'node:assert/strict'
import type { ScanReport } from '@opencasb/core'
import type { RunningSimulator } from '../simulator.ts'
import { needsOf, supportedChecks } from './dependencies.ts'
import { describeTrouble } from './describe-trouble.ts'
import { assertSameFindings, checksWith, countsOf } from './end-state.ts'
import { removePermission } from './granted-permissions.ts'
import { replayJournal } from './journal-state.ts'
import { fullPermissions } from './reference-scan.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'
import type { TestBed } from './test-bed.ts'

/** Group 4: the declared permissions are the ones that are needed, no more and no less. */
export function permissionRules(suite: Suite): readonly Rule[] {
  return suite.authKinds.flatMap((authKind) => [
    exact(suite, authKind),
    routes(suite, authKind),
    none(suite, authKind),
    ...fullPermissions(suite.connector, authKind).flatMap((permission) => [
      removed(suite, authKind, permission),
      needed(suite, authKind, permission),
    ]),
  ])
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
    title: `[F25] without any permission of ${authKind} a scan ends, judges nothing that needs one, and closes nothing`,
    run: () =>
      suite.inWorld({ world: 'small' }, (running) =>
        rescan(suite, running, authKind, [], async (report) => {
          // A connector may refuse credentials that are good for nothing right away, as long as it says so.
          if (report.status === 'failed') {
            const { code = '' } = report.error ?? {}
            assert.ok(['config', 'credential', 'permission'].includes(code), describeTrouble(report))
            return
          }
          const dependants = supportedChecks(suite.connector, authKind)
            .filter((check) => needsOf(check, authKind).length > 0)
            .map(({ id }) => id)
          const judged = checksWith(report, 'assessed', 'partial').filter((check) => dependants.includes(check))
          assert.deepEqual(judged, [], 'these checks were judged without permission')
        }),
      ),
  }
}

function removed(suite: Suite, authKind: string, permission: string): Rule {
  return {
    id: `permissions/removed/${authKind}/${permission}`,
    title: `[F25] without ${permission} exactly the checks that need it turn unknown, the rest is unchanged, nothing closes`,
    async run() {
      const reference = await suite.reference(authKind)
      await suite.inWorld({ world: 'small' }, async (running) => {
        const { rest, effective } = await removePermission(suite, running, authKind, permission)
        const dependants = supportedChecks(suite.connector, authKind)
          .filter((check) => needsOf(check, authKind).some((need) => !effective.has(need)))
          .map(({ id }) => id)
        assert.ok(dependants.length > 0, `${permission} is granted even where it is not`)
        await rescan(suite, running, authKind, rest, async (report, bed) => {
          assert.equal(report.status, 'incomplete', describeTrouble(report))
          const unsupported = checksWith(reference.report, 'unknown')
          const unknown = checksWith(report, 'unknown').filter((check) => !unsupported.includes(check))
          assert.deepEqual(unknown, dependants.sort(), 'its checks turn unknown, and no others')
          const before = countsOf(reference.report)
          const now = countsOf(report)
          for (const check of checksWith(report, 'assessed', 'partial')) {
            assert.deepEqual(now[check], before[check], `${check} counts as before`)
          }
          for (const check of dependants) {
            const reasons = report.gaps.filter((gap) => gap.checks.includes(check)).map((gap) => gap.reason)
            assert.ok(reasons.includes('permission-missing'), `a gap says that ${check} lacks a permission`)
          }
          assertSameFindings(await bed.endState(), reference.endState, `without ${permission}`)
        })
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
      await suite.inWorld({ world: 'small' }, async (running) => {
        const { rest: permissions } = await removePermission(suite, running, authKind, permission)
        running.clearRequests()
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
  running: RunningSimulator,
  authKind: string,
  permissions: readonly string[],
  judge: (report: ScanReport, bed: TestBed) => Promise<void>,
): Promise<void> {
  const reference = await suite.reference(authKind)
  running.clearRequests()
  await suite.withBed(running, { authKind, permissions }, async (bed) => {
    await replayJournal(reference.journal, bed.state)
    const report = await bed.scan()
    const closed = bed.recorder.changes.filter((change) => change.type === 'resolved')
    assert.deepEqual(
      closed.map(({ finding }) => `${finding.check} on ${finding.asset.id}`),
      [],
      'nothing closes',
    )
    await judge(report, bed)
    const unknown = running.requests.filter(({ route }) => route === undefined).map(({ path }) => path)
    assert.deepEqual(unknown, [], 'no request goes to a route that does not exist')
  })
}
