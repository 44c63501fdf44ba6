import assert from 'node:assert/strict'
import type { FindingChange, Page } from '@opencasb/core'
import { assertNothingLeaked } from './assert-nothing-leaked.ts'
import { assertSameFindings } from './end-state.ts'
import { printed } from './recorder.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'
import { integrationId } from './test-bed.ts'

/** Group 8: what comes out is stable, plain and free of secrets. */
export function outputRules(suite: Suite): readonly Rule[] {
  return [
    keysUnique(suite),
    keysStable(suite),
    plainJson(suite),
    ...suite.authKinds.map((kind) => secrets(suite, kind)),
    sessions(suite),
  ]
}

function keysUnique(suite: Suite): Rule {
  return {
    id: 'output/keys-unique',
    title: 'every item has a key, and no two items of a stream have the same one',
    async run() {
      const { pages } = await suite.reference()
      const seen = new Map<string, Set<string>>()
      for (const { place, keys } of pages) {
        const stream = `${place.resource} in ${place.partition}`
        const known = seen.get(stream) ?? new Set()
        seen.set(stream, known)
        for (const key of keys) {
          assert.ok(typeof key === 'string' && key !== '', `an item of ${stream} has no key`)
          assert.ok(!known.has(key), `two items of ${stream} have the key ${key}`)
          known.add(key)
        }
      }
    },
  }
}

function keysStable(suite: Suite): Rule {
  return {
    id: 'output/keys-stable',
    title: 'a second scan of an unchanged tenant finds the same items and changes nothing',
    async run() {
      const reference = await suite.reference()
      const keys: string[] = []
      await suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(
          running,
          {
            probes: {
              onPage(page, place, resource) {
                keys.push(...page.items.map((item) => `${place.resource} ${resource.key(item)}`))
                return page
              },
            },
          },
          async (bed) => {
            await bed.scan()
            const first = keys.splice(0).sort()
            const delivered = bed.recorder.changes.length
            const again = await bed.scan()
            assert.deepEqual(keys.sort(), first, 'the keys are the same')
            assert.equal(bed.recorder.changes.length, delivered, 'no finding changes')
            assert.equal(again.unchanged, reference.endState.size, 'every finding is seen again')
            assertSameFindings(await bed.endState(), reference.endState, 'in another process')
          },
        ),
      )
    },
  }
}

function plainJson(suite: Suite): Rule {
  return {
    id: 'output/plain-json',
    title: 'findings, assets, evidence and checkpoints are plain JSON',
    run: () =>
      suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(running, {}, async (bed) => {
          const report = await bed.scan()
          assertPlain(report, 'the report')
          for (const change of bed.recorder.changes) assertPlain(change, describeChange(change))
          for (const batch of bed.state.journal) {
            assertPlain(batch.inventory?.assets ?? [], 'the inventory')
            assertPlain(batch.checkpoint ?? null, 'a checkpoint')
            assertPlain(batch.watermark ?? null, 'a watermark')
          }
        }),
      ),
  }
}

function assertPlain(value: unknown, what: string): void {
  assert.deepEqual(JSON.parse(JSON.stringify(value)), value, `${what} survives JSON`)
}

function describeChange({ finding }: FindingChange): string {
  return `the finding of ${finding.check} on ${finding.asset.id}`
}

function secrets(suite: Suite, authKind: string): Rule {
  return {
    id: `output/secrets/${authKind}`,
    title: `[F35] no secret of ${authKind} shows in findings, events, the log, the report, errors or the database`,
    run: () =>
      suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(running, { authKind, proxied: true }, async (bed) => {
          assert.ok(bed.integration.secrets.length > 0, 'the simulator names its secrets')
          await bed.scan()
          const plan = await bed.scanner.plan(integrationId)
          bed.proxy?.setRules([{ share: 0.3, fault: { kind: 'echo', status: 403 } }])
          await bed.scan()
          bed.proxy?.setRules([{ fault: { kind: 'echo', status: 401 } }])
          await bed.scan()
          const failed = await bed.scanner.plan(integrationId).catch((error: unknown) => error)
          assertNothingLeaked(bed)
          const text = [plan, failed, bed.state.journal, await bed.scanner.integrations.list()].map(printed).join('\n')
          const shown = bed.integration.secrets.filter((secret) => text.includes(secret)).length
          assert.equal(shown, 0, 'secrets show in the plan, an error or the database')
        }),
      ),
  }
}

function sessions(suite: Suite): Rule {
  return {
    id: 'output/session-closed',
    title: 'each session is closed once, and leaves no request and no timer behind',
    run: () =>
      suite.inWorld({ world: 'small' }, async (running) => {
        let opened = 0
        let closed = 0
        const probes = {
          onOpen: () => {
            opened += 1
            return undefined
          },
          onClose: () => {
            closed += 1
          },
          onPage: (page: Page<unknown>) => page,
        }
        await suite.withBed(running, { probes }, async (bed) => {
          await bed.scan()
          await bed.scanner.plan(integrationId)
          assert.equal(opened, 2, 'a scan and a plan open a session each')
          assert.equal(closed, 2, 'both are closed')
          assert.equal(bed.transport.inFlight, 0, 'no request is left under way')
          assert.equal(bed.clock.sleeping, 0, 'nobody is left waiting')
          assert.ok(bed.transport.count > 0, 'requests go through the transport of the host')
          assert.equal(running.requests.length, bed.transport.count, 'and only through it')
        })
      }),
  }
}
