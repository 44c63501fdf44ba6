import assert from 'node:assert/strict'
import type { ScanReport } from '@opencasb/core'
import { describeTrouble } from './describe-trouble.ts'
import { assertSameFindings, countsOf } from './end-state.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'

/** Worlds that are tried until each check was seen to fail and to pass. */
const attempts = 8

/** Group 11: every check can fail and can pass, and judges by nothing but what it is given. */
export function checkRules(suite: Suite): readonly Rule[] {
  return [fixtures(suite), order(suite), pure(suite)]
}

function fixtures(suite: Suite): Rule {
  return {
    id: 'checks/fixtures',
    title: 'the small worlds hold a failing and a passing asset for every check',
    async run() {
      const failed = new Set<string>()
      const passed = new Set<string>()
      const count = (report: ScanReport): void => {
        for (const { check, assets } of report.checks) {
          if (assets.failed > 0) failed.add(check)
          if (assets.passed > 0) passed.add(check)
        }
      }
      const ids = suite.connector.checks.map(({ id }) => id)
      const missing = (): readonly string[] => [
        ...ids.filter((id) => !failed.has(id)).map((id) => `${id} never fails`),
        ...ids.filter((id) => !passed.has(id)).map((id) => `${id} never passes`),
      ]
      for (const authKind of suite.authKinds) count((await suite.reference(authKind)).report)
      for (let seed = 2; seed <= attempts && missing().length > 0; seed += 1) {
        await suite.inWorld({ world: 'small', seed }, async (running) => {
          for (const authKind of suite.authKinds) {
            await suite.withBed(running, { authKind }, async (bed) => {
              count(await bed.scan())
              running.mutate(seed, 50)
              count(await bed.scan())
            })
          }
        })
      }
      assert.deepEqual(missing(), [])
    },
  }
}

function order(suite: Suite): Rule {
  return {
    id: 'checks/order',
    title: 'the order of the items on a page makes no difference',
    async run() {
      const reference = await suite.reference()
      await suite.inWorld({ world: 'small' }, async (running) => {
        for (const arrange of [reversed, interleaved]) {
          const probes = {
            onPage: <P extends { readonly items: readonly unknown[] }>(page: P): P => ({
              ...page,
              items: arrange(page.items),
            }),
          }
          await suite.withBed(running, { probes }, async (bed) => {
            const report = await bed.scan()
            assert.equal(report.status, reference.report.status, describeTrouble(report))
            assert.deepEqual(countsOf(report), countsOf(reference.report))
            assertSameFindings(await bed.endState(), reference.endState, `with the items ${arrange.name}`)
          })
        }
      })
    },
  }
}

function reversed<T>(items: readonly T[]): readonly T[] {
  return items.toReversed()
}

function interleaved<T>(items: readonly T[]): readonly T[] {
  return [...items.filter((_, index) => index % 2 === 1), ...items.filter((_, index) => index % 2 === 0)]
}

function pure(suite: Suite): Rule {
  return {
    id: 'checks/pure',
    title: 'a check gives the same verdict twice and changes nothing of what it is given',
    run: () =>
      suite.inWorld({ world: 'small' }, (running) =>
        suite.withBed(
          running,
          {
            probes: {
              onVerdict(check, input, verdict) {
                const before = JSON.stringify(input)
                const again = check.evaluate?.(input)
                assert.deepEqual(again, verdict, `${check.id} judges the same input in two ways`)
                assert.equal(JSON.stringify(input), before, `${check.id} changes what it is given`)
              },
            },
          },
          async (bed) => {
            const report = await bed.scan()
            const broken = report.gaps.filter((gap) => gap.reason === 'check-error').map(({ message }) => message)
            assert.deepEqual(broken, [])
          },
        ),
      ),
  }
}
