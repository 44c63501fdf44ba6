import { createScanner } from '@opencasb/core'
import { expect, it } from 'vitest'
import { instrument } from '../src/index.ts'
import { notesConnector } from './notes-connector.ts'
import { recorded } from './recorded.ts'

it('tells of a scan as it is', async () => {
  const telemetry = recorded()
  const notes = Array.from({ length: 10 }, (_, n) => ({ id: `n${n}`, isPublic: n < 4 }))
  const scanner = createScanner({ connectors: [notesConnector(notes)] })
  const stop = instrument(scanner, telemetry)
  const { id } = await scanner.integrations.register({
    connector: 'notes',
    name: 'canary-name',
    config: {},
    credentials: { kind: 'token', token: 'canary-token' },
  })
  const report = await scanner.scan(id)
  expect(report.status).toBe('incomplete')

  expect(telemetry.spans()).toMatchObject([
    {
      attributes: {
        'opencasb.integration.id': id,
        'opencasb.scan.run_id': report.runId,
        'opencasb.scan.status': 'incomplete',
        'opencasb.scan.item_count': 10,
      },
      events: [
        { attributes: { 'opencasb.gap.reason': 'permission-missing', 'opencasb.resource.type': 'notes.draft' } },
      ],
    },
  ])
  const metrics = await telemetry.metrics()
  expect(metrics['opencasb.scan.items [{item}]']).toEqual([['opencasb.resource.type=notes.note', 10]])
  expect(metrics['opencasb.finding.changes [{change}]']).toEqual([
    ['opencasb.connector=notes opencasb.finding.change=opened opencasb.finding.severity=high', 4],
  ])
  expect(metrics['opencasb.scan.duration [s]']?.[0]?.[1]).toMatchObject({ count: 1 })
  const states = metrics['opencasb.integrations [{integration}]'] ?? []
  expect(states.reduce((sum, [, value]) => sum + Number(value), 0)).toBe(1)
  expect(await telemetry.everything()).not.toContain('canary')
  stop()
  await scanner.close()
  await telemetry.close()
})
