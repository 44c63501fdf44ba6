import assert from 'node:assert/strict'
import type { RunRecord, StreamCheckpoint, Watermark } from '@opencasb/core'
import { addIntegration } from './sample-record.ts'
import { sampleReport } from './sample-report.ts'
import { sampleTime } from './sample-time.ts'
import type { StateRules } from './state-subject.ts'

function checkpoint(changes: Partial<StreamCheckpoint> = {}): StreamCheckpoint {
  const stream = { resource: 'sample.repository', partition: 'acme', runId: 'run-1', mode: 'full' } as const
  return { ...stream, cursor: 'page-2', done: false, progress: { items: 100, gaps: [{ count: 1 }] }, ...changes }
}

function run(runId: string, changes: Partial<RunRecord> = {}): RunRecord {
  const base = { runId, integration: 'one', startedAt: sampleTime, mode: 'full', planHash: 'hash' } as const
  return { ...base, status: 'running', ...changes }
}

/** Checkpoints, watermarks and runs. */
export const progressRules: StateRules = {
  name: 'checkpoints, watermarks and runs',
  rules: [
    {
      title: 'state/checkpoints: keeps the newest checkpoint of each stream, whole',
      async check({ state }) {
        await addIntegration(state, 'one')
        const { cursor: _, ...done } = checkpoint({ partition: 'labs', mode: 'changes', done: true, progress: null })
        await state.commit({ integration: 'one', checkpoint: checkpoint() })
        await state.commit({ integration: 'one', checkpoint: done })
        await state.commit({ integration: 'one', checkpoint: checkpoint({ cursor: 'page-3' }) })
        const loaded = [...(await state.checkpoints.load('one'))].sort((a, b) => (a.partition < b.partition ? -1 : 1))
        assert.deepEqual(loaded, [checkpoint({ cursor: 'page-3' }), done])
        assert.deepEqual(await state.checkpoints.load('two'), [])
      },
    },
    {
      title: 'state/checkpoint-copied: keeps the progress as it was, though the engine goes on changing its object',
      async check({ state }) {
        await addIntegration(state, 'one')
        const progress = { owners: ['robin'] }
        await state.commit({ integration: 'one', checkpoint: checkpoint({ progress }) })
        progress.owners.push('kim')
        assert.deepEqual((await state.checkpoints.load('one'))[0]?.progress, { owners: ['robin'] })
      },
    },
    {
      title: 'state/checkpoints-dropped: a run that is over leaves no checkpoints; watermarks stay',
      async check({ state }) {
        await addIntegration(state, 'one')
        await addIntegration(state, 'two')
        const watermark = {
          resource: 'sample.repository',
          partition: 'acme',
          fullReadAt: sampleTime,
          items: 7,
          planHash: 'h',
        }
        await state.commit({ integration: 'one', checkpoint: checkpoint(), watermark })
        await state.commit({ integration: 'two', checkpoint: checkpoint() })
        await state.commit({ integration: 'one', dropCheckpoints: true, run: run('run-1', { status: 'complete' }) })
        assert.deepEqual(await state.checkpoints.load('one'), [])
        assert.deepEqual(await state.checkpoints.watermarks('one'), [watermark])
        assert.equal((await state.checkpoints.load('two')).length, 1)
      },
    },
    {
      title: 'state/watermarks: keeps the newest watermark of each stream',
      async check({ state }) {
        await addIntegration(state, 'one')
        const watermark = (partition: string, more: Partial<Watermark>): Watermark => {
          return { resource: 'sample.repository', partition, fullReadAt: sampleTime, items: 3, planHash: 'h', ...more }
        }
        await state.commit({ integration: 'one', watermark: watermark('acme', { watermark: 'a' }) })
        await state.commit({ integration: 'one', watermark: watermark('labs', {}) })
        await state.commit({ integration: 'one', watermark: watermark('acme', { watermark: 'b', items: 0 }) })
        const kept = [...(await state.checkpoints.watermarks('one'))].sort((a, b) =>
          a.partition < b.partition ? -1 : 1,
        )
        assert.deepEqual(kept, [watermark('acme', { watermark: 'b', items: 0 }), watermark('labs', {})])
        assert.deepEqual(await state.checkpoints.watermarks('two'), [])
      },
    },
    {
      title: 'state/runs: gives the newest run and the newest report, also while a newer run is under way',
      async check({ state }) {
        await addIntegration(state, 'one')
        assert.equal(await state.checkpoints.lastRun('one'), undefined)
        assert.equal(await state.checkpoints.lastReport('one'), undefined)
        const report = sampleReport({
          checks: [],
          gaps: [{ reason: 'rate-limited', message: 'Later', checks: [], count: 2 }],
          changes: { ...sampleReport().changes, opened: 1 },
          open: { critical: 0, high: 1, medium: 0, low: 0 },
        })
        await state.commit({ integration: 'one', run: run('run-1') })
        assert.deepEqual(await state.checkpoints.lastRun('one'), run('run-1'))
        assert.equal(await state.checkpoints.lastReport('one'), undefined)
        await state.commit({ integration: 'one', run: run('run-1', { status: 'complete', report }) })
        assert.deepEqual(await state.checkpoints.lastRun('one'), run('run-1', { status: 'complete', report }))
        for (const next of ['run-2', 'run-3', 'run-4']) await state.commit({ integration: 'one', run: run(next) })
        assert.deepEqual(await state.checkpoints.lastRun('one'), run('run-4'))
        assert.deepEqual(await state.checkpoints.lastReport('one'), report)
        assert.equal(await state.checkpoints.lastRun('two'), undefined)
      },
    },
    {
      title: 'state/runs-clock: newest is the run that was begun last, though the wall clock was put back',
      async check({ state }) {
        await addIntegration(state, 'one')
        await state.commit({ integration: 'one', run: run('run-b', { startedAt: '2026-02-01T00:00:00.000Z' }) })
        await state.commit({ integration: 'one', run: run('run-a', { startedAt: '2026-01-01T00:00:00.000Z' }) })
        assert.equal((await state.checkpoints.lastRun('one'))?.runId, 'run-a')
      },
    },
  ],
}
