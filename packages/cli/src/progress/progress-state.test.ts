import { expect, it } from 'vitest'
import { createProgressTracker } from './progress-state.ts'

const base = { integration: 'i', runId: 'r', pages: 1, findings: 0, requests: 0 }
const read = (
  resource: string,
  partition: string,
  facts: { items: number; total?: number; done?: boolean; requests?: number; findings?: number },
) => ({ ...base, resource, partition, partitionName: partition, done: false, ...facts })

it('shows what is to come, what is being read and what is done', () => {
  const tracker = createProgressTracker()
  tracker.start({ integration: 'i', runId: 'r', mode: 'full', resumed: false, resources: ['a.one', 'a.two'] })
  tracker.progress(read('a.one', 'acme', { items: 5, total: 10, requests: 2, findings: 1 }))
  expect(tracker.state()).toEqual({
    stages: [
      { resource: 'a.one', items: 5, total: 10, status: 'reading' },
      { resource: 'a.two', items: 0, status: 'waiting' },
    ],
    requests: 2,
    findings: 1,
  })
})

it('adds partitions up, and knows a total only when all have told', () => {
  const tracker = createProgressTracker()
  tracker.progress(read('a.one', 'acme', { items: 5, total: 10, done: true }))
  tracker.progress(read('a.one', 'beta', { items: 3 }))
  expect(tracker.state().stages).toEqual([{ resource: 'a.one', items: 8, status: 'reading' }])
  tracker.progress(read('a.one', 'beta', { items: 4, total: 3, done: true }))
  expect(tracker.state().stages).toEqual([{ resource: 'a.one', items: 9, total: 13, status: 'done' }])
})

it('never counts backwards when events overtake each other', () => {
  const tracker = createProgressTracker()
  tracker.progress(read('a.one', 'acme', { items: 1, requests: 9, findings: 4 }))
  tracker.progress(read('a.two', 'acme', { items: 1, requests: 8, findings: 3 }))
  expect(tracker.state()).toMatchObject({ requests: 9, findings: 4 })
})
