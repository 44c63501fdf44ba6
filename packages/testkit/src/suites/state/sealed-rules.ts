import assert from 'node:assert/strict'
import type { SealedRecord, StateStore } from '@opencasb/core'
import { sampleTime } from './sample-time.ts'
import type { StateRules } from './state-subject.ts'

const everyByte = Array.from({ length: 256 }, (_, byte) => byte)

function sampleSealed(ref: string, changes: Partial<SealedRecord> = {}): SealedRecord {
  return {
    ref,
    version: 'v1',
    keyId: 'key-1',
    wrappedKey: Uint8Array.from(everyByte),
    sealed: Uint8Array.from([0, 0, ...everyByte, 0]),
    updatedAt: sampleTime,
    ...changes,
  }
}

/** The same with bytes as lists: some databases give a kind of Uint8Array of their own. */
function plain(record: SealedRecord | undefined): unknown {
  return record && { ...record, wrappedKey: [...record.wrappedKey], sealed: [...record.sealed] }
}

async function refs(state: StateStore, query: Parameters<StateStore['sealed']['list']>[0]): Promise<string[]> {
  return (await state.sealed.list(query)).map(({ ref }) => ref)
}

/** Sealed credentials. */
export const sealedRules: StateRules = {
  name: 'sealed credentials',
  rules: [
    {
      title: 'state/sealed: keeps every byte, and replaces the whole record',
      async check({ state }) {
        assert.equal(await state.sealed.get('one'), undefined)
        assert.equal(await state.sealed.put(sampleSealed('one')), true)
        assert.deepEqual(plain(await state.sealed.get('one')), plain(sampleSealed('one')))
        const next = sampleSealed('one', { version: 'v2', keyId: 'key-2', sealed: new Uint8Array([7]) })
        assert.equal(await state.sealed.put(next), true)
        assert.deepEqual(plain(await state.sealed.get('one')), plain(next))
      },
    },
    {
      title: 'state/sealed-copy: bytes that the caller wipes afterwards are still there',
      async check({ state }) {
        const record = sampleSealed('one')
        await state.sealed.put(record)
        record.wrappedKey.fill(0)
        record.sealed.fill(0)
        const found = await state.sealed.get('one')
        assert.deepEqual(plain(found), plain(sampleSealed('one')))
        found?.wrappedKey.fill(0)
        assert.deepEqual(plain(await state.sealed.get('one')), plain(sampleSealed('one')))
      },
    },
    {
      title:
        '[F40] state/sealed-race: of several who replace the same version one does, and a stale version changes nothing',
      async check({ state }) {
        assert.equal(await state.sealed.put(sampleSealed('one'), 'v0'), false, 'there is none')
        assert.equal(await state.sealed.get('one'), undefined)
        await state.sealed.put(sampleSealed('one'))
        const results = await Promise.all(
          ['v2', 'v3', 'v4'].map((version) => state.sealed.put(sampleSealed('one', { version }), 'v1')),
        )
        assert.equal(results.filter((won) => won).length, 1)
        const winner = ['v2', 'v3', 'v4'][results.indexOf(true)]
        assert.equal((await state.sealed.get('one'))?.version, winner)
        assert.equal(await state.sealed.put(sampleSealed('one', { version: 'v5' }), 'v1'), false)
        assert.equal((await state.sealed.get('one'))?.version, winner)
      },
    },
    {
      title: 'state/sealed-destroy: what was destroyed is gone, the others stay, and doing it again is harmless',
      async check({ state }) {
        await state.sealed.put(sampleSealed('one'))
        await state.sealed.put(sampleSealed('two'))
        await state.sealed.destroy('one')
        await state.sealed.destroy('one')
        await state.sealed.destroy('three')
        assert.equal(await state.sealed.get('one'), undefined)
        assert.deepEqual(await refs(state, { limit: 10 }), ['two'])
        assert.equal(await state.sealed.put(sampleSealed('one', { version: 'v2' }), 'v1'), false)
        assert.deepEqual(plain(await state.sealed.get('two')), plain(sampleSealed('two')))
      },
    },
    {
      title: 'state/sealed-list: goes through all in the order of their refs, or through those of other keys',
      async check({ state }) {
        for (const n of [4, 2, 0, 3, 1]) {
          await state.sealed.put(sampleSealed(`ref-${n}`, { keyId: n % 2 === 0 ? 'even' : 'odd' }))
        }
        assert.deepEqual(await refs(state, { limit: 2 }), ['ref-0', 'ref-1'])
        assert.deepEqual(await refs(state, { limit: 9, after: 'ref-1' }), ['ref-2', 'ref-3', 'ref-4'])
        assert.deepEqual(await refs(state, { limit: 9, exceptKeyId: 'even' }), ['ref-1', 'ref-3'])
        assert.deepEqual(await refs(state, { limit: 1, exceptKeyId: 'odd', after: 'ref-1' }), ['ref-2'])
        assert.deepEqual(await refs(state, { limit: 9, after: 'ref-4' }), [])
      },
    },
  ],
}
