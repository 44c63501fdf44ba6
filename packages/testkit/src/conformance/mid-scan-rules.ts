import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { assertNothingLeaked } from './assert-nothing-leaked.ts'
import { describeTrouble } from './describe-trouble.ts'
import { assertSameFindings, missingFrom } from './end-state.ts'
import { assertHonestReport } from './honest-report.ts'
import type { ConnectorProbes } from './instrument-connector.ts'
import { replayJournal } from './journal-state.ts'
import { fullPermissions } from './reference-scan.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'
import { integrationId } from './test-bed.ts'

const hour = 3_600_000

/** Things that happen in the middle of a scan, and to the whole vendor. */
export function midScanRules(suite: Suite): readonly Rule[] {
  return [
    unreachable(suite),
    expired(suite),
    ...suite.authKinds.map((authKind) => revoked(suite, authKind)),
    clockJump(suite, hour),
    clockJump(suite, -hour),
    echo(suite),
    moving(suite),
  ]
}

function unreachable(suite: Suite): Rule {
  return {
    id: 'faults/unreachable',
    title: '[F12] a vendor that refuses connections fails the scan and closes nothing',
    async run() {
      const reference = await suite.reference(suite.authKind, 'stream')
      const baseUrl = await unusedAddress()
      await suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(running, { baseUrl, focus: 'stream' }, async (bed) => {
          await replayJournal(reference.journal, bed.state)
          const report = await bed.scan()
          assert.equal(report.status, 'failed', describeTrouble(report))
          assert.ok(report.error, 'the report says why')
          assertSameFindings(await bed.endState(), reference.endState, 'after a scan that reached nobody')
          assertNothingLeaked(bed)
        }),
      )
    },
  }
}

/** An address at which nobody listens. */
async function unusedAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

/** Does something once, when the second page of the main resource type is on its way. */
function onSecondPage(mainResource: string, act: () => void): ConnectorProbes {
  let done = false
  return {
    onPage(page, place) {
      if (!done && place.resource === mainResource && place.page === 2) {
        done = true
        act()
      }
      return page
    },
  }
}

function expired(suite: Suite): Rule {
  return {
    id: 'faults/token-expired-mid-scan',
    title: '[F21] a token that expires in the middle of a scan is renewed, once for all who wait',
    async run() {
      for (const authKind of suite.authKinds) {
        const reference = await suite.reference(authKind, 'stream')
        await suite.inWorld({ world: 'small' }, async (running) => {
          // Where credentials are sent as they are, there is nothing that could expire on its own.
          if (!running.expireTokens) return
          const probes = onSecondPage(reference.mainResource, () => running.expireTokens?.())
          await suite.withBed(running, { authKind, probes, focus: 'stream' }, async (bed) => {
            const report = await bed.scan()
            assert.equal(report.status, reference.report.status, describeTrouble(report))
            assertSameFindings(await bed.endState(), reference.endState, 'after the token was renewed')
            const extra = running.requests.length - reference.requests.length
            assert.ok(extra <= 2 * suite.connector.resources.length + 2, `${extra} requests were needed in addition`)
            assertNothingLeaked(bed)
          })
        })
      }
    },
  }
}

function revoked(suite: Suite, authKind: string): Rule {
  return {
    id: `faults/credentials-revoked-mid-scan/${authKind}`,
    title:
      '[F22] revoked credentials fail the scan after at most three refused requests, close nothing, and can be replaced',
    async run() {
      const reference = await suite.reference(authKind, 'stream')
      await suite.inWorld({ world: 'small' }, async (running) => {
        let before = 0
        const probes = onSecondPage(reference.mainResource, () => {
          before = running.requests.length
          running.revokeCredentials()
        })
        const limits = { streams: 1, concurrency: 1 }
        await suite.withBed(running, { authKind, probes, limits, focus: 'stream' }, async (bed) => {
          await replayJournal(reference.journal, bed.state)
          const report = await bed.scan()
          assert.equal(report.status, 'failed', describeTrouble(report))
          assert.equal(report.error?.code, 'credential', describeTrouble(report))
          const refused = running.requests.slice(before).filter(({ status }) => status === 401 || status === 403)
          assert.ok(refused.length <= 3, `${refused.length} requests were refused before the scan gave up`)
          assert.deepEqual(missingFrom(await bed.endState(), reference.endState), [], 'nothing closes')
          assertNothingLeaked(bed)
          await bed.grant(fullPermissions(suite.connector, authKind))
          const again = await bed.scan()
          assert.equal(again.status, reference.report.status, describeTrouble(again))
          assertSameFindings(await bed.endState(), reference.endState, 'after the credentials were replaced')
        })
      })
    },
  }
}

function clockJump(suite: Suite, ms: number): Rule {
  const direction = ms > 0 ? 'forward' : 'back'
  return {
    id: `faults/clock-jumps-${direction}`,
    title: `[F37] a host whose clock jumps ${direction} by an hour in the middle of a scan reads everything`,
    async run() {
      const reference = await suite.reference(suite.authKind, 'stream')
      await suite.inWorld({ world: 'small' }, async (running) => {
        let jump = (): void => undefined
        const probes = onSecondPage(reference.mainResource, () => jump())
        await suite.withBed(running, { probes, focus: 'stream' }, async (bed) => {
          jump = () => bed.clock.jump(ms)
          const report = await bed.scan()
          assert.equal(report.status, reference.report.status, describeTrouble(report))
          assertSameFindings(await bed.endState(), reference.endState, 'after the clock had jumped')
        })
      })
    },
  }
}

function echo(suite: Suite): Rule {
  return {
    id: 'faults/error-quotes-credentials',
    title: '[F35] an error page that quotes the request, credentials included, is not passed on',
    async run() {
      const reference = await suite.reference(suite.authKind, 'stream')
      await suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(running, { proxied: true, focus: 'stream' }, async (bed) => {
          for (const status of [400, 403, 500]) {
            bed.proxy?.setRules([{ after: 1, fault: { kind: 'echo', status } }])
            const report = await bed.scan()
            assert.notEqual(report.status, 'complete')
            assertHonestReport(report, reference.report, suite.connector)
            assertNothingLeaked(bed)
            bed.proxy?.setRules([{ fault: { kind: 'echo', status } }])
            await bed.scan()
            await bed.scanner.plan(integrationId).catch((error: unknown) => bed.recorder.log.warn('plan', { error }))
            assertNothingLeaked(bed)
          }
        }),
      )
    },
  }
}

function moving(suite: Suite): Rule {
  return {
    id: 'faults/tenant-changes-mid-scan',
    title: '[F43] a tenant that changes while it is read is right again after the next scans',
    async run() {
      const reference = await suite.reference(suite.authKind, 'stream')
      await suite.inWorld({ world: 'small' }, async (running) => {
        const probes = onSecondPage(reference.mainResource, () => running.mutate(7, 20))
        await suite.withBed(running, { probes, focus: 'stream' }, async (bed) => {
          await replayJournal(reference.journal, bed.state)
          await bed.scan()
          // An item that is absent from a listing in motion counts as gone when it is missed twice.
          await bed.scan({ confirmSweep: true })
          await bed.scan({ confirmSweep: true })
          const settled = await bed.endState()
          const fresh = await suite.withBed(running, { focus: 'stream' }, async (other) => {
            await other.scan()
            return other.endState()
          })
          assertSameFindings(settled, fresh, 'after the tenant had come to rest')
        })
      })
    },
  }
}
