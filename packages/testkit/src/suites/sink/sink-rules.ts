import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import type { Finding, FindingChange, HealthChange, ScanStatus, SinkContext } from '@opencasb/core'
import type { RuleGroup } from '../rule.ts'
import { oddStrings } from '../state/odd-string-rules.ts'
import { sampleFinding } from '../state/sample-finding.ts'
import { sampleReport } from '../state/sample-report.ts'
import type { SinkSubject } from './sink-subject.ts'

function change(id: string, finding: Partial<Finding> = {}): FindingChange {
  return {
    id,
    type: 'opened',
    at: '2026-01-01T00:00:00.000Z',
    runId: 'run-1',
    finding: sampleFinding({ fingerprint: `finding of ${id}`, ...finding }),
  }
}

function context(changes: Partial<SinkContext> = {}): SinkContext {
  return { runId: 'run-1', integration: 'one', signal: new AbortController().signal, ...changes }
}

function health(id: string, type: HealthChange['type'] = 'health-change'): HealthChange {
  const at = '2026-01-01T00:00:00.000Z'
  const rest = { integration: 'one', connector: 'notes', name: 'Notes', at, from: 'healthy' } as const
  return { id, type, ...rest, health: { state: 'degraded', since: at, failures: 0 } }
}

/** Ids that arrived, each where it came first. */
async function receivedIds(subject: SinkSubject): Promise<string[] | undefined> {
  const received = await subject.received?.()
  return received && [...new Set(received.map(({ id }) => id))]
}

async function assertReceived(subject: SinkSubject, expected: readonly string[]): Promise<void> {
  const received = await receivedIds(subject)
  if (received) assert.deepEqual(received, expected)
}

/** UTF-8 has no half surrogate pairs: the mark that replaces them is as good. */
function inUtf8(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd')
}

const statuses: readonly ScanStatus[] = ['complete', 'incomplete', 'deferred', 'aborted', 'failed']

/** What every sink keeps to. */
export const sinkRules: RuleGroup<SinkSubject> = {
  name: 'sink',
  rules: [
    {
      title: 'sink/name: has a name for error messages',
      async check({ sink }) {
        assert.match(sink.name, /\S/)
      },
    },
    {
      title: 'sink/order: changes arrive whole and in order, batch after batch',
      async check(subject) {
        const changes = ['c3', 'c1', 'c2', 'c9', 'c4'].map((id) => change(id))
        await subject.sink.write(changes.slice(0, 3), context())
        await subject.sink.write(changes.slice(3), context())
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(subject, ['c3', 'c1', 'c2', 'c9', 'c4'])
        const first = (await subject.received?.())?.find(({ id }) => id === 'c3')
        if (first) assert.deepEqual(first.finding, changes[0]?.finding)
      },
    },
    {
      title: '[F38] sink/twice: the same changes a second time are harmless',
      async check(subject) {
        const changes = [change('c1'), change('c2')]
        await subject.sink.write(changes, context())
        await subject.sink.write(changes, context({ runId: 'run-2' }))
        await subject.sink.write([change('c2'), change('c3')], context({ runId: 'run-2' }))
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(subject, ['c1', 'c2', 'c3'])
      },
    },
    {
      title: 'sink/empty: a batch without changes is fine',
      async check(subject) {
        await subject.sink.write([], context())
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(subject, [])
      },
    },
    {
      title: 'sink/large: takes a thousand changes at once',
      async check(subject) {
        const changes = Array.from({ length: 1_000 }, (_, n) => change(`c${n}`))
        await subject.sink.write(changes, context())
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(
          subject,
          changes.map(({ id }) => id),
        )
      },
    },
    {
      title: 'sink/at-once: two scans that write at once lose nothing and keep their own order',
      async check(subject) {
        const batches = (integration: string) =>
          Array.from({ length: 5 }, (_, n) => [change(`${integration} ${n}a`), change(`${integration} ${n}b`)])
        const scan = async (integration: string): Promise<void> => {
          for (const batch of batches(integration)) await subject.sink.write(batch, context({ integration }))
        }
        await Promise.all([scan('one'), scan('two')])
        await subject.sink.runEnded?.(sampleReport())
        const received = await receivedIds(subject)
        for (const integration of received ? ['one', 'two'] : []) {
          const own = received?.filter((id) => id.startsWith(integration))
          assert.deepEqual(
            own,
            batches(integration).flatMap((batch) => batch.map(({ id }) => id)),
          )
        }
      },
    },
    {
      title: '[F31] sink/odd-strings: odd strings from vendors arrive, and spoil nothing around them',
      async check(subject) {
        const changes = oddStrings.map((odd, n) =>
          change(`c${n}`, {
            title: odd,
            message: odd,
            asset: { kind: 'file', id: odd, name: odd },
            evidence: { [odd]: odd },
          }),
        )
        await subject.sink.write([...changes, change('last')], context())
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(subject, [...changes.map(({ id }) => id), 'last'])
        for (const { id, finding } of (await subject.received?.()) ?? []) {
          const sent = changes.find((one) => one.id === id)
          if (sent) assert.equal(inUtf8(finding.message), inUtf8(sent.finding.message))
        }
      },
    },
    {
      title: 'sink/runs: goes on after the end of a run, however the run ended',
      async check(subject) {
        for (const [n, status] of statuses.entries()) {
          await subject.sink.write([change(`c${n}`)], context({ runId: `run-${n}` }))
          await subject.sink.runEnded?.(sampleReport({ runId: `run-${n}`, status }))
        }
        await assertReceived(
          subject,
          statuses.map((_, n) => `c${n}`),
        )
      },
    },
    {
      title:
        '[F45] sink/abort: a write with an aborted signal rejects at once with its reason, and later writes succeed',
      async check(subject) {
        const reason = new Error('stopped')
        const aborted = subject.sink.write([change('c1')], context({ signal: AbortSignal.abort(reason) }))
        const late = new AbortController()
        const outcome = await Promise.race([
          aborted.then(
            () => 'taken',
            (error: unknown) => error,
          ),
          delay(1_000, 'still waiting', { signal: late.signal }).catch(() => undefined),
        ])
        late.abort()
        assert.equal(outcome, reason)
        await subject.sink.write([change('c2')], context())
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(subject, ['c2'])
      },
    },
    {
      title: 'sink/health: takes changes of health, a second time too, and goes on with findings',
      async check(subject) {
        const { signal } = context()
        await subject.sink.healthChanged?.(health('h1'), { integration: 'one', signal })
        await subject.sink.healthChanged?.(health('h1'), { integration: 'one', signal })
        await subject.sink.healthChanged?.(health('h2', 'credential-expiry'), { integration: 'one', signal })
        await subject.sink.write([change('c1')], context())
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(subject, ['c1'])
      },
    },
    {
      title: 'sink/refused: a write that is refused rejects, and succeeds once it is taken',
      async check(subject) {
        const restore = await subject.refuse?.()
        if (!restore) return
        await assert.rejects(subject.sink.write([change('c1')], context()))
        await restore()
        await subject.sink.write([change('c1'), change('c2')], context())
        await subject.sink.runEnded?.(sampleReport())
        await assertReceived(subject, ['c1', 'c2'])
      },
    },
    {
      title: 'sink/durable: where it is durable, it says how it wants to be served in numbers that make sense',
      async check({ sink }) {
        if (!sink.durable) return
        const { batch = 1, concurrency = 1, backOffMs = [1], giveUpAfterMs = 1 } = sink.durable
        for (const count of [batch, concurrency]) assert.ok(Number.isInteger(count) && count >= 1, `${count} calls`)
        assert.ok(backOffMs.length > 0 && backOffMs.every((wait) => wait >= 0), 'waits between attempts')
        assert.ok(giveUpAfterMs > 0, 'a time after which it gives up')
      },
    },
    {
      title: 'sink/one-by-one: a durable sink takes changes one at a time as well as in batches',
      async check(subject) {
        if (!subject.sink.durable) return
        for (const id of ['c1', 'c2', 'c3']) await subject.sink.write([change(id)], context())
        // The outbox sends again what it could not tick off.
        await subject.sink.write([change('c2')], context())
        await assertReceived(subject, ['c1', 'c2', 'c3'])
      },
    },
    {
      title: 'sink/close: closing without a write, or twice, is harmless',
      async check({ sink }) {
        await sink.close?.()
        await sink.close?.()
      },
    },
  ],
}
