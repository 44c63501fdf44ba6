import { expect, it } from 'vitest'
import { createPaint } from '../terminal/paint.ts'
import { renderProgress } from './render-progress.ts'

const screen = { width: 80, paint: createPaint(false), isTerminal: true }
const view = { title: 'Scanning acme', elapsedMs: 4_200, frame: 0, maximumStages: 10 }

it('draws one line per stage, with a bar where the total is known', () => {
  const state = {
    stages: [
      { resource: 'github.organization', items: 1, status: 'done' },
      { resource: 'github.repository', items: 150, total: 300, status: 'reading' },
      { resource: 'github.team', items: 0, status: 'waiting' },
    ],
    requests: 12,
    findings: 1,
  } as const
  expect(renderProgress(state, view, screen)).toEqual([
    '⠋ Scanning acme            12 requests · 1 new finding · 4.2 s',
    '  ✓  organization          1',
    '  ⠋  repository    150 / 300  ━━━━━━━━━━━━━━━━',
    '  ·  team',
  ])
})

it('keeps what is being read where there is no room for all', () => {
  const stages = Array.from({ length: 20 }, (_, index) => ({
    resource: `github.thing-${index}`,
    items: 1,
    status: index === 19 ? ('reading' as const) : ('done' as const),
  }))
  const lines = renderProgress({ stages, requests: 0, findings: 0 }, { ...view, maximumStages: 3 }, screen)
  expect(lines).toHaveLength(1 + 3 + 1)
  expect(lines.join('\n')).toContain('thing 19')
  expect(lines.at(-1)).toBe('  … 17 more')
})

it('says that it is about to stop', () => {
  const lines = renderProgress({ stages: [], requests: 0, findings: 0 }, { ...view, note: 'Stopping.' }, screen)
  expect(lines.at(-1)).toBe('Stopping.')
})
