import type { ScanPlan } from '@opencasb/core'
import { paragraph } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted, firstOf } from '../terminal/words.ts'

/** What checks cannot judge with these credentials, and why. */
export function renderBlocked(plan: ScanPlan, screen: Screen): string[] {
  const { paint } = screen
  if (plan.blocked.length === 0) return []
  const checks = new Set(plan.blocked.flatMap((gap) => gap.checks))
  return [
    `${paint.strong('Could not judge')}  ${paint.faint(counted(checks.size, 'check'))}`,
    ...plan.blocked.flatMap((gap) => [
      ...paragraph(neutral(gap.message, 600), screen.width),
      ...paragraph(paint.faint(firstOf(gap.checks, 6)), screen.width, 4),
    ]),
  ]
}
