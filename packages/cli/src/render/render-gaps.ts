import type { Gap, GapReason, ScanReport } from '@opencasb/core'
import { layout, titleLine } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, counted } from '../terminal/words.ts'

const shown = 8

const reasons: Readonly<Record<GapReason, string>> = {
  'permission-missing': 'no permission',
  'feature-unavailable': 'not in this plan',
  'auth-kind-unsupported': 'other sign-in needed',
  'rate-limited': 'quota used up',
  'provider-error': 'vendor error',
  'unexpected-answer': 'answer not understood',
  'connector-error': 'connector error',
  'check-error': 'check error',
  'incomplete-listing': 'list not whole',
  'sweep-held': 'waits for you',
  'not-found': 'not found',
  aborted: 'stopped',
  dependency: 'depends on the above',
}

/** What could not be read, why, and which permission would change that. */
export function renderGaps(report: ScanReport, screen: Screen): string[] {
  const { paint } = screen
  const blind = report.checks.filter((check) => check.status === 'unknown' || check.status === 'partial')
  const gaps = mergeAlike(report.gaps).sort((a, b) => b.checks.length - a.checks.length || b.count - a.count)
  if (gaps.length === 0 && blind.length === 0) return []
  const hidden = gaps.length - shown
  return [
    ...titleLine(paint.strong('Not read'), paint.faint(effectOf(blind.length, report.checks.length)), screen.width),
    ...layout(
      gaps.slice(0, shown).flatMap((gap) => renderGap(gap, screen)),
      { width: screen.width },
    ),
    ...(hidden > 0 ? [paint.faint(`  and ${counted(hidden, 'more reason')}, all in the JSON report`)] : []),
  ]
}

/** One reason may keep many kinds of items from being read: a quota that is used up. It is told once. */
function mergeAlike(gaps: readonly Gap[]): Gap[] {
  const merged = new Map<string, Gap>()
  for (const gap of gaps) {
    const key = JSON.stringify([gap.reason, gap.message, gap.missing])
    const known = merged.get(key)
    const checks = [...new Set([...(known?.checks ?? []), ...gap.checks])]
    merged.set(key, { ...gap, checks, count: Math.max(known?.count ?? 0, gap.count) })
  }
  return [...merged.values()]
}

function effectOf(blind: number, checks: number): string {
  if (blind === 0) return 'nothing that a check depends on'
  const whom = blind === 1 ? 'it' : 'them'
  return `${counted(blind, 'check')} of ${count(checks)} unknown in whole or in part: no all-clear for ${whom}`
}

function affected(first: string, checks: number): string {
  return checks === 1 ? first : `${count(checks)} checks, such as ${first}`
}

function renderGap(gap: Gap, screen: Screen): string[][] {
  const { paint } = screen
  const times = gap.count > 1 ? ` (${count(gap.count)} times)` : ''
  const rows = [[reasons[gap.reason] ?? gap.reason, neutral(gap.message, 600) + times]]
  if (gap.missing?.some((permission) => !gap.message.includes(permission)))
    rows.push(['', `grant ${paint.strong(gap.missing.map((permission) => neutral(permission, 80)).join(', '))}`])
  if (gap.reason === 'sweep-held')
    rows.push(['', `confirm with ${paint.strong('--confirm-sweep')} if they are really gone`])
  if (gap.checks[0] !== undefined) rows.push(['', paint.faint(affected(gap.checks[0], gap.checks.length))])
  return rows
}
