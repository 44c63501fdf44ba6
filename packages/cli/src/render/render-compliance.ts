import type { ComplianceView, ControlResult, ControlStatus } from '@opencasb/core'
import { layout } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Paint } from '../terminal/paint.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted } from '../terminal/words.ts'

/** So many assets are named below a control that fails. */
const mostNamed = 3

const words: Readonly<Record<ControlStatus, string>> = {
  fail: 'fails',
  unknown: 'unknown',
  pass: 'passes',
  'not-applicable': 'does not apply',
  'not-covered': 'not covered',
}

/** A benchmark, control by control. */
export function renderCompliance(view: ComplianceView, { paint, width }: Screen): string[] {
  const { framework, counts, controls, tenant, integration } = view
  const figures = (Object.entries(counts) as [ControlStatus, number][])
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${words[status]}`)
  return [
    '',
    `${paint.strong(`${framework.title} ${framework.version}`)}  ${neutral(tenant?.name ?? integration.name)}, scanned ${view.assessedAt}`,
    ...layout(
      controls.flatMap((control) => [
        [painted(paint, control.status), control.id, control.title],
        ...detailsOf(control).map((detail) => ['', '', paint.faint(detail)]),
      ]),
      { width },
    ),
    '',
    `${counted(controls.length, 'control')}: ${figures.join(', ')}`,
  ]
}

function painted(paint: Paint, status: ControlStatus): string {
  const word = words[status]
  if (status === 'fail') return paint.severity('high', word)
  return status === 'pass' ? word : paint.faint(word)
}

function detailsOf({ status, concerned, findings, checks, manual }: ControlResult): readonly string[] {
  if (status === 'fail') {
    const named = concerned.slice(0, mostNamed).map(({ asset, message }) => neutral(`${asset.name}: ${message}`))
    const more = findings.total - named.length
    return [...named, ...(more > 0 ? [`and ${more} more`] : [])]
  }
  if (status === 'unknown') {
    const reasons = checks.flatMap((check) =>
      check.status === 'skipped'
        ? [`${check.check} was left out of the scan`]
        : check.unknown.map(({ message }) => message),
    )
    return [...new Set(reasons)].slice(0, mostNamed).map((reason) => neutral(reason))
  }
  return manual === undefined ? [] : [manual]
}
