import type { PlannedUsage, ScanPlan } from '@opencasb/core'
import { layout, titleLine } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, counted, duration, firstOf, nounOf, when } from '../terminal/words.ts'
import { renderBlocked } from './render-blocked.ts'

/** What a scan would read, need and cost. */
export function renderPlan(plan: ScanPlan, screen: Screen): string[] {
  const sections = [
    renderHeading(plan, screen),
    renderStreams(plan, screen),
    renderUsage(plan, screen),
    renderPermissions(plan, screen),
    renderBlocked(plan, screen),
  ]
  return sections.filter((section) => section.length > 0).flatMap((section) => ['', ...section])
}

function renderHeading(plan: ScanPlan, screen: Screen): string[] {
  const { paint } = screen
  const checks = new Set(plan.streams.flatMap((stream) => stream.checks))
  const facts = [
    `signed in with ${plan.authKind}`,
    counted(checks.size, 'check'),
    ...(plan.expiresAt ? [`credentials end ${when(plan.expiresAt)}`] : []),
  ]
  return titleLine(paint.strong(neutral(plan.tenant.name, 80)), paint.faint(facts.join(' · ')), screen.width)
}

function renderStreams(plan: ScanPlan, screen: Screen): string[] {
  const { paint } = screen
  if (plan.streams.length === 0) return [paint.strong('Nothing would be read')]
  return [
    paint.strong('Would read'),
    ...layout(
      plan.streams.map((stream) => [
        nounOf(stream.resource),
        stream.items === undefined ? paint.faint('?') : count(stream.items),
        stream.indexOnly ? paint.faint('to look up in') : counted(stream.checks.length, 'check'),
        paint.faint(
          firstOf(
            stream.facets.map((facet) => facet.split('.').at(-1) ?? facet),
            3,
          ),
        ),
      ]),
      { width: screen.width, right: [1] },
    ),
  ]
}

function renderUsage(plan: ScanPlan, screen: Screen): string[] {
  const { paint } = screen
  if (plan.usage.length === 0) return []
  return [
    paint.strong('Would take'),
    ...layout(
      plan.usage.map((usage) => [
        usage.bucket,
        `${usage.complete ? '' : 'at least '}${counted(usage.requests, 'request')}`,
        paint.faint(quotaOf(usage)),
      ]),
      { width: screen.width, right: [1] },
    ),
  ]
}

function quotaOf(usage: PlannedUsage): string {
  return [
    usage.remaining !== undefined && usage.limit !== undefined
      ? `${count(usage.remaining)} of ${count(usage.limit)} left`
      : '',
    usage.windows !== undefined && usage.windows > 1 ? `${counted(Math.ceil(usage.windows), 'quota window')}` : '',
    usage.seconds !== undefined && usage.seconds >= 1 ? `at least ${duration(usage.seconds * 1_000)} by quota` : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function renderPermissions(plan: ScanPlan, screen: Screen): string[] {
  const { paint } = screen
  const { needed, missing, known } = plan.permissions
  const lacking = new Set(missing)
  const note = known ? '' : paint.faint('  the vendor does not tell which of these were granted')
  if (needed.length === 0) return []
  const sign = (permission: string): string => {
    if (!known) return paint.faint('·')
    return lacking.has(permission) ? paint.bad('✗') : paint.good('✓')
  }
  return [
    paint.strong('Permissions needed') + note,
    ...layout(
      needed.map((permission) => [
        sign(permission),
        neutral(permission, 80),
        lacking.has(permission) ? paint.bad('missing') : '',
      ]),
      { width: screen.width },
    ),
  ]
}
