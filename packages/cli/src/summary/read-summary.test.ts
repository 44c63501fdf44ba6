import { createScanner } from '@opencasb/core'
import { expect, it } from 'vitest'
import { smallWorld } from '../../tests/small-world.ts'
import { createChangeLog } from './change-log.ts'
import { readSummary } from './read-summary.ts'

it('shows the most urgent checks in full, the rarest first, and counts the rest', async () => {
  const boxes = Array.from({ length: 5 }, (_, index) => ({
    id: `${index}`,
    name: `box-${index}`,
    open: true,
    labelled: index > 2,
  }))
  const policy = { checks: { 'github/box-labelled': { severity: 'high' } } } as const
  const scanner = createScanner({ connectors: [smallWorld(boxes).command.connector], policy })
  const credentials = { kind: 'pat-classic', token: 'ghp_abcdefghijklmnop1234' }
  const { id } = await scanner.integrations.register({
    connector: 'github',
    config: { organizations: ['acme'] },
    credentials,
  })
  const report = await scanner.scan(id)
  const options = { report, connector: 'GitHub', previous: undefined, changes: createChangeLog(), places: [] }
  const shown = async (checksInFull: number) => {
    const { groups } = await readSummary(scanner.findings, { ...options, checksInFull })
    return groups.map(({ check, count, findings }) => [check, count, findings.length])
  }
  expect(await shown(4)).toEqual([
    ['github/box-labelled', 3, 2],
    ['github/box-closed', 5, 2],
  ])
  expect(await shown(1)).toEqual([
    ['github/box-labelled', 3, 2],
    ['github/box-closed', 5, 0],
  ])
  expect(await shown(0)).toEqual([
    ['github/box-closed', 5, 0],
    ['github/box-labelled', 3, 0],
  ])
})
