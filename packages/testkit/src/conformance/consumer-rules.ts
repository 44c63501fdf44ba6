import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { CommitBatch, Page } from '@opencasb/core'
import type { RequestSource } from '../faults/request-source.ts'
import { probeMemory } from '../probe-memory.ts'
import { describeTrouble } from './describe-trouble.ts'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'

const mebibyte = 2 ** 20
/** Pages that a large world has at least. */
const fewestPages = 200
/** Pages after which more would take time and tell nothing. */
const enoughPages = 240

/** Group 7: a slow consumer slows the reading, and memory stays flat. */
export function consumerRules(suite: Suite): readonly Rule[] {
  return [ahead(suite), heap(suite)]
}

function ahead(suite: Suite): Rule {
  return {
    id: 'consumer/one-page-ahead',
    title: 'while a page is being written, at most the next one is asked for',
    async run() {
      const { mainResource, sources, pages } = await suite.reference(suite.authKind, 'light')
      const isMain = (source: RequestSource): boolean => source.kind === 'stream' && source.name === mainResource
      const mainPages = pages.filter(({ place }) => place.resource === mainResource).length
      // Requests of the stream that bring no page of their own, such as one for a watermark.
      const others = Math.max(0, sources.filter(isMain).length - mainPages)
      await suite.inWorld({ world: 'small' }, async (running) => {
        let asked = 0
        let written = 0
        let furthest = 0
        const concerns = (batch: CommitBatch): boolean =>
          batch.checkpoint?.resource === mainResource && !batch.checkpoint.done
        const options: Parameters<typeof suite.withBed>[1] = {
          focus: 'light',
          limits: { streams: 1 },
          onSend: ({ source }) => {
            if (isMain(source)) asked += 1
          },
          stateProbes: {
            async beforeCommit(batch) {
              if (!concerns(batch)) return
              await delay(15)
              // One page is being written, one more may have been asked for.
              furthest = Math.max(furthest, asked - written - others)
            },
            afterCommit(batch) {
              if (concerns(batch)) written += 1
            },
          },
        }
        await suite.withBed(running, options, async (bed) => {
          const report = await bed.scan()
          assert.notEqual(report.status, 'failed', describeTrouble(report))
          assert.ok(furthest <= 2, `${furthest - 1} pages were asked for ahead of the one being written`)
        })
      })
    },
  }
}

function heap(suite: Suite): Rule {
  const ceiling = suite.options.heapCeiling ?? 64 * mebibyte
  return {
    id: 'consumer/heap-ceiling',
    title: `a scan of a large tenant lives on at most ${Math.round(ceiling / mebibyte)} MiB of heap`,
    run: async () => {
      await suite.inWorld({ world: 'large' }, async (running) => {
        let pages = 0
        const controller = new AbortController()
        let sample = (): void => undefined
        const options = {
          probes: {
            onPage: (page: Page<unknown>) => {
              pages += 1
              if (pages === enoughPages) controller.abort(new Error('enough pages were read'))
              if (pages % 40 === 0) {
                running.clearRequests()
                sample()
              }
              return page
            },
          },
          // What a database keeps is not the connector's memory.
          stateProbes: { replace: forgetful },
          recorder: { keep: false },
          // A request for each of twenty thousand items would only take time.
          focus: 'light' as const,
        }
        const usage = await probeMemory(
          (take) =>
            suite.withBed(running, options, (bed) => {
              sample = take
              return bed.scan({ signal: controller.signal })
            }),
          { everyMs: 1_000 },
        )
        assert.notEqual(usage.result.status, 'failed', describeTrouble(usage.result))
        assert.ok(pages >= fewestPages, `the large world has ${pages} pages, and needs at least ${fewestPages}`)
        const used = (usage.peakHeap / mebibyte).toFixed(1)
        assert.ok(usage.peakHeap <= ceiling, `the scan lived on ${used} MiB of heap`)
      })
    },
  }
}

/** Writes no findings and no inventory. */
function forgetful(batch: CommitBatch): CommitBatch {
  const { findings: _findings, inventory: _inventory, seen: _seen, unassessed: _unassessed, ...rest } = batch
  return rest
}
