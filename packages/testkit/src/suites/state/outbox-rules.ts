import assert from 'node:assert/strict'
import type { OutboxEntry, OutboxRow, StateStore } from '@opencasb/core'
import { addIntegration } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

/** A time, so many seconds into the day of the samples. */
function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString()
}

/** A message that was made so many seconds into the day. */
function sampleEntry(n: number, changes: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id: `message-${n}`,
    sink: 'webhook',
    integration: 'one',
    type: 'finding-change',
    body: { change: { fingerprint: `f${n}`, before: null }, list: [n, 'ü', false] },
    createdAt: at(n),
    ...changes,
  }
}

async function fill(state: StateStore, count: number): Promise<void> {
  await addIntegration(state, 'one')
  await addIntegration(state, 'two')
  await state.outbox.add(Array.from({ length: count }, (_, n) => sampleEntry(n)))
}

function claim(state: StateStore, now: number, limit = 100): Promise<readonly OutboxRow[]> {
  return state.outbox.claim({ sink: 'webhook', now: at(now), until: at(now + 60), limit })
}

async function listed(state: StateStore): Promise<string[]> {
  return idsOf((await state.outbox.list({})).items)
}

function idsOf(rows: readonly OutboxRow[]): string[] {
  return rows.map(({ id }) => id)
}

/** Messages for durable sinks. */
export const outboxRules: StateRules = {
  name: 'outbox',
  rules: [
    {
      title: 'state/outbox-claim: gives what is due, whole and oldest first, and then not again until the time given',
      async check({ state }) {
        await addIntegration(state, 'one')
        await state.outbox.add([sampleEntry(3), sampleEntry(1), sampleEntry(2), sampleEntry(90)])
        const [first, second, ...rest] = await claim(state, 5, 2)
        assert.deepEqual(rest, [])
        const { nextAt: _, ...row } = first ?? {}
        assert.deepEqual(row, { ...sampleEntry(1), state: 'waiting', attempts: 0 })
        assert.equal(second?.id, 'message-2')
        assert.deepEqual(idsOf(await claim(state, 6)), ['message-3'])
        assert.deepEqual(await claim(state, 7), [])
        assert.deepEqual(idsOf(await claim(state, 65)), ['message-1', 'message-2'], 'their claim has ended')
        assert.deepEqual(await state.outbox.claim({ sink: 'other', now: at(99), until: at(100), limit: 9 }), [])
      },
    },
    {
      title: 'state/outbox-claim-except: passes over the integrations that are named, known or not',
      async check({ state }) {
        await fill(state, 3)
        await state.outbox.add([sampleEntry(4, { integration: 'two' }), sampleEntry(5), sampleEntry(90)])
        const query = { sink: 'webhook', now: at(60), until: at(120), limit: 2 }
        assert.deepEqual(idsOf(await state.outbox.claim({ ...query, except: ['one', 'gone'] })), ['message-4'])
        assert.deepEqual(await state.outbox.claim({ ...query, except: ['one', 'two'] }), [])
        assert.deepEqual(idsOf(await state.outbox.claim({ ...query, except: ['two'] })), ['message-0', 'message-1'])
        assert.deepEqual(idsOf(await state.outbox.claim({ ...query, except: [] })), ['message-2', 'message-5'])
      },
    },
    {
      title: '[F40] state/outbox-claim-race: claims that overlap never give the same message twice',
      async check({ state }) {
        await fill(state, 50)
        const claims = await Promise.all(Array.from({ length: 12 }, () => claim(state, 60, 7)))
        const ids = claims.flatMap(idsOf)
        assert.equal(new Set(ids).size, ids.length)
        for (let more = await claim(state, 60, 7); more.length > 0; more = await claim(state, 60, 7)) {
          ids.push(...idsOf(more))
        }
        assert.equal(ids.length, 50)
        assert.equal(new Set(ids).size, 50)
      },
    },
    {
      title: '[F46] state/outbox-twice: a message that is there already is left as it is; other sinks have their own',
      async check({ state }) {
        await fill(state, 1)
        await state.outbox.failed('webhook', [{ id: 'message-0', error: 'HTTP 503', nextAt: at(30) }])
        await state.outbox.add([sampleEntry(0, { body: 'changed' }), sampleEntry(0, { sink: 'other' })])
        await state.commit({ integration: 'one', outbox: [sampleEntry(0, { body: 'changed' }), sampleEntry(1)] })
        const { items } = await state.outbox.list({ sink: 'webhook' })
        assert.deepEqual(items[0], {
          ...sampleEntry(0),
          state: 'waiting',
          attempts: 1,
          nextAt: at(30),
          lastError: 'HTTP 503',
        })
        assert.deepEqual(idsOf(items), ['message-0', 'message-1'])
        assert.equal((await state.outbox.list({ sink: 'other' })).items.length, 1)
      },
    },
    {
      title: 'state/outbox-done: what was taken is forgotten, for its sink only, and may be said twice',
      async check({ state }) {
        await fill(state, 3)
        await state.outbox.add([sampleEntry(1, { sink: 'other' })])
        await state.outbox.done('webhook', ['message-1', 'message-2'])
        await state.outbox.done('webhook', ['message-1', 'nobody'])
        await state.outbox.done('webhook', [])
        const { items } = await state.outbox.list({})
        assert.deepEqual(
          items.map(({ id, sink }) => [id, sink]),
          [
            ['message-0', 'webhook'],
            ['message-1', 'other'],
          ],
        )
      },
    },
    {
      title: 'state/outbox-failed: attempts are counted; what is given up stays, and waits again only when revived',
      async check({ state }) {
        await fill(state, 2)
        await claim(state, 5)
        await state.outbox.failed('webhook', [
          { id: 'message-0', error: 'refused', nextAt: at(10) },
          { id: 'message-1', error: 'HTTP 410' },
          { id: 'nobody', error: 'gone' },
        ])
        assert.deepEqual(await claim(state, 9), [])
        assert.deepEqual(idsOf(await claim(state, 10)), ['message-0'])
        assert.deepEqual(idsOf(await claim(state, 3_000)), ['message-0'])
        const [dead] = (await state.outbox.list({ state: 'dead' })).items
        assert.equal(dead?.id, 'message-1')
        assert.equal(dead.attempts, 1)
        assert.equal(dead.lastError, 'HTTP 410')
        assert.equal(await state.outbox.revive({ integration: 'two' }, at(4_000)), 0)
        assert.equal(await state.outbox.revive({ sink: 'webhook' }, at(4_000)), 1)
        assert.deepEqual(idsOf(await claim(state, 3_999)), ['message-0'])
        const [revived] = (await state.outbox.list({ sink: 'webhook' })).items.filter(({ id }) => id === 'message-1')
        assert.equal(revived?.state, 'waiting')
        assert.equal(revived.nextAt, at(4_000))
        assert.deepEqual(idsOf(await claim(state, 4_000)), ['message-1'])
      },
    },
    {
      title:
        'state/outbox-list: pages hold each message once, by creation, then id, also the same message of two sinks',
      async check({ state }) {
        await fill(state, 4)
        const same = { createdAt: at(2) }
        for (const sink of ['a', 'b', 'webhook']) {
          await state.outbox.add([sampleEntry(20, { sink, ...same }), sampleEntry(10, { sink, ...same })])
        }
        const found: string[] = []
        let after: string | undefined
        do {
          const page = await state.outbox.list({}, { limit: 1, ...(after !== undefined && { after }) })
          found.push(...page.items.map(({ id, sink }) => `${id} ${sink}`))
          after = page.cursor
        } while (after !== undefined && found.length < 20)
        assert.equal(new Set(found).size, 10)
        assert.deepEqual(
          found.map((row) => row.split(' ')[0]),
          ['0', '1', '10', '10', '10', '2', '20', '20', '20', '3'].map((n) => `message-${n}`),
        )
        assert.deepEqual(
          await listed(state),
          found.map((row) => row.split(' ')[0]),
        )
      },
    },
    {
      title: 'state/outbox-discard: forgets what matches, and says how many',
      async check({ state }) {
        await fill(state, 3)
        await state.outbox.add([sampleEntry(7, { integration: 'two' }), sampleEntry(8, { sink: 'other' })])
        await state.outbox.failed('webhook', [{ id: 'message-1', error: 'HTTP 410' }])
        assert.equal(await state.outbox.discard({ integration: 'two', state: 'dead' }), 0)
        assert.equal(await state.outbox.discard({ state: 'dead' }), 1)
        assert.equal(await state.outbox.discard({ integration: 'two' }), 1)
        assert.deepEqual(await listed(state), ['message-0', 'message-2', 'message-8'])
        assert.equal(await state.outbox.discard({}), 3)
      },
    },
    {
      title: 'state/outbox-erase: the messages of an integration go with it, and late ones are not kept',
      async check({ state }) {
        await fill(state, 2)
        await state.outbox.add([sampleEntry(7, { integration: 'two' })])
        assert.equal((await state.integrations.remove('one')).outbox, 2)
        await state.outbox.add([sampleEntry(9)])
        assert.deepEqual(await listed(state), ['message-7'])
        assert.deepEqual(idsOf(await claim(state, 60)), ['message-7'])
      },
    },
  ],
}
