import type { Integration } from '@opencasb/core'
import { expect, it } from 'vitest'
import { displayWidth } from '../terminal/layout.ts'
import { createPaint } from '../terminal/paint.ts'
import { renderIntegrations } from './render-integrations.ts'

function integration(difference: Partial<Integration>): Integration {
  return {
    ...{ id: 'github:acme', connector: 'salesforce', name: 'acme', config: {}, authKind: 'token', credentialRef: 'c' },
    createdAt: '2026-01-01T00:00:00.000Z',
    nextScanAt: '2026-09-22T10:00:00.000Z',
    health: { state: 'reconnect-required', since: '2026-01-01T00:00:00.000Z', failures: 1 },
    ...difference,
  }
}

const long = integration({
  name: 'the subsidiary of acme in the far north '.repeat(2),
  owner: 'acme incorporated, north',
})
const wide = integration({ id: 'github:wide', name: '北'.repeat(40), owner: '北'.repeat(40) })
const view = { now: Date.parse('2026-01-01T00:00:00.000Z'), without: new Set<string>() }
const lines = (width: number, ...integrations: readonly Integration[]): readonly string[] =>
  renderIntegrations(integrations, { width, paint: createPaint(false), isTerminal: true }, view)

it.each([80, 100, 120])('stays within %i columns, whatever things are called', (width) => {
  expect(lines(width, long, wide).filter((line) => displayWidth(line) > width)).toEqual([])
})

it('leaves out the owner before it cuts names, and cuts neither where there is room', () => {
  const short = { ...long, name: 'acme in the north' }
  expect(lines(80, short).slice(0, 2)).toEqual([
    expect.stringMatching(/^name {15}connector {3}health {14}next scan$/),
    expect.stringMatching(/^acme in the north {2}salesforce {2}reconnect-required {2}/),
  ])
  expect(lines(80, long)[1]).toMatch(/^the subsidiary of [ \w]*… {2}salesforce/)
  expect(lines(140, long)[0]).toContain('owner')
})

it("tells nobody's from none at all", () => {
  const screen = { width: 80, paint: createPaint(false), isTerminal: true }
  expect(renderIntegrations([], screen, view)).toEqual([expect.stringContaining('There are no integrations.')])
  expect(renderIntegrations([], screen, { ...view, owner: 'nobody' })).toEqual([
    'No integration belongs to "nobody". "opencasb integrations list" shows all that there are.',
  ])
})
