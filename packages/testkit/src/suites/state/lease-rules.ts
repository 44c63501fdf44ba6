import assert from 'node:assert/strict'
import { addIntegration, sampleRecord } from './sample-record.ts'
import type { StateRules } from './state-subject.ts'

const lost = { code: 'state', reason: 'lease-lost' }

/** Leases and fences. */
export const leaseRules: StateRules = {
  name: 'leases',
  rules: [
    {
      title: '[F40] state/lease-one-owner: of two who want the same lease at once, one gets it',
      async check({ state }) {
        const both = await Promise.all([
          state.leases.acquire('scan/one', 1_000),
          state.leases.acquire('scan/one', 1_000),
        ])
        assert.equal(both.filter((lease) => lease).length, 1)
        assert.ok(await state.leases.acquire('scan/two', 1_000), 'another key is another lease')
      },
    },
    {
      title: 'state/lease-ends: a lease ends by itself unless it is renewed, and each owner has a greater fence',
      async check({ state, clock }) {
        const first = await state.leases.acquire('scan/one', 1_000)
        assert.ok(first)
        await clock.advance(900)
        assert.equal(await first.renew(1_000), true)
        await clock.advance(900)
        assert.equal(await state.leases.acquire('scan/one', 1_000), undefined)
        await clock.advance(200)
        const second = await state.leases.acquire('scan/one', 1_000)
        assert.ok(second)
        assert.ok(second.fence > first.fence)
        assert.equal(await first.renew(1_000), false)
        assert.equal(await second.renew(1_000), true)
      },
    },
    {
      title:
        'state/lease-released: a lease that is given back is free at once, proves nothing any more, and fences go on growing',
      async check({ state }) {
        await addIntegration(state, 'one')
        const first = await state.leases.acquire('scan/one', 60_000)
        assert.ok(first)
        await first.release()
        await first.release()
        assert.equal(await first.renew(1_000), false)
        await assert.rejects(state.commit({ integration: 'one', fence: first }), lost)
        const second = await state.leases.acquire('scan/one', 60_000)
        assert.ok(second)
        assert.ok(second.fence > first.fence)
        await first.release()
        assert.equal(await state.leases.acquire('scan/one', 60_000), undefined, 'a late release takes nothing away')
      },
    },
    {
      title: 'state/lease-unclaimed: a lease that ended can be renewed as long as nobody else took it',
      async check({ state, clock }) {
        await addIntegration(state, 'one')
        const lease = await state.leases.acquire('scan/one', 1_000)
        assert.ok(lease)
        await clock.advance(5_000)
        await state.commit({ integration: 'one', fence: lease, findings: [{ record: sampleRecord() }] })
        assert.equal(await lease.renew(1_000), true)
        assert.equal(await state.leases.acquire('scan/one', 1_000), undefined)
      },
    },
    {
      title: '[F41] state/fence-old: an owner that slept too long writes nothing once there is a newer one',
      async check({ state, clock }) {
        await addIntegration(state, 'one')
        const sleeper = await state.leases.acquire('scan/one', 1_000)
        assert.ok(sleeper)
        const record = sampleRecord()
        await state.commit({ integration: 'one', fence: sleeper, findings: [{ record }] })
        await clock.advance(5 * 60_000)
        const owner = await state.leases.acquire('scan/one', 1_000)
        assert.ok(owner)
        const late = sampleRecord({ finding: { fingerprint: 'f2' } })
        const checkpoint = { resource: 'sample.repository', partition: 'acme', runId: 'run-1', mode: 'full' } as const
        const batch = {
          integration: 'one',
          findings: [{ record: late }],
          seen: { fingerprints: ['f1'], runId: 'run-9', at: '2026-01-09T00:00:00.000Z' },
          checkpoint: { ...checkpoint, done: true, progress: null },
        }
        await assert.rejects(state.commit({ ...batch, fence: sleeper }), lost)
        assert.equal(await state.findings.get('one', 'f2'), undefined)
        assert.deepEqual(await state.findings.get('one', 'f1'), record)
        assert.deepEqual(await state.checkpoints.load('one'), [])
        await state.commit({ ...batch, fence: owner })
        assert.deepEqual(await state.findings.get('one', 'f2'), late)
      },
    },
    {
      title: '[F41] state/lease-revoke: after a revocation the owner renews and writes nothing, and the lease is free',
      async check({ state }) {
        await addIntegration(state, 'one')
        const owner = await state.leases.acquire('scan:one', 60_000)
        assert.ok(owner)
        await state.leases.revoke('scan:one')
        await state.leases.revoke('scan:nobody')
        const late = { integration: 'one', fence: owner, findings: [{ record: sampleRecord() }] }
        await assert.rejects(state.commit(late), lost)
        assert.equal(await owner.renew(60_000), false)
        await owner.release()
        const next = await state.leases.acquire('scan:one', 60_000)
        assert.ok(next)
        assert.ok(next.fence > owner.fence)
        await assert.rejects(state.commit(late), lost)
        assert.equal(await owner.renew(60_000), false)
        assert.equal(await state.findings.get('one', 'f1'), undefined)
        await state.commit({ ...late, fence: next })
      },
    },
    {
      title: '[F41] state/fence-erased: a lease that went with its integration begins with a greater fence',
      async check({ state }) {
        await addIntegration(state, 'one')
        const keys = ['scan:one', 'credential:credentials/one']
        const before = await Promise.all(keys.map((key) => state.leases.acquire(key, 60_000)))
        const other = await state.leases.acquire('scan:two', 60_000)
        await state.integrations.remove('one')
        await addIntegration(state, 'one')
        for (const [at, key] of keys.entries()) {
          const old = before[at]
          assert.ok(old)
          assert.equal(await old.renew(60_000), false)
          await assert.rejects(state.commit({ integration: 'one', fence: old }), lost)
          const next = await state.leases.acquire(key, 60_000)
          assert.ok(next, `${key} is free`)
          assert.ok(next.fence > old.fence)
          await assert.rejects(state.commit({ integration: 'one', fence: old }), lost)
          assert.equal(await old.renew(60_000), false)
          await old.release()
          assert.equal(await next.renew(60_000), true, 'the old owner takes nothing away')
        }
        assert.equal(await other?.renew(60_000), true, 'leases of others stay')
      },
    },
    {
      title: 'state/fence-never: a fence of a lease that nobody ever had is refused',
      async check({ state }) {
        await addIntegration(state, 'one')
        await assert.rejects(state.commit({ integration: 'one', fence: { key: 'scan/one', fence: 1 } }), lost)
      },
    },
  ],
}
