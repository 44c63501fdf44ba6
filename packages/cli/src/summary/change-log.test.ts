import { expect, it } from 'vitest'
import { smallFinding } from '../../tests/small-report.ts'
import { createChangeLog } from './change-log.ts'

it('counts changes by kind and check, with one name each', () => {
  const log = createChangeLog()
  const base = { id: 'c', at: '2026-01-01T00:00:00.000Z' }
  for (const name of ['tools', 'paper', 'safe']) {
    const finding = smallFinding({ asset: { kind: 'repository', id: name, name } })
    log.add({ ...base, type: 'opened', finding })
  }
  log.add({ ...base, type: 'resolved', finding: smallFinding() })
  expect(log.of('opened')).toEqual([
    {
      type: 'opened',
      check: 'github/box-closed',
      title: 'Box stands open',
      severity: 'high',
      count: 3,
      asset: 'tools',
    },
  ])
  expect(log.of('resolved')).toHaveLength(1)
  expect(log.of('reopened')).toEqual([])
})
