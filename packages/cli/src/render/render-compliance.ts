import type { ControlResult, ControlStatus } from '@opencasb/core'
import { basisOf, type ScannedView } from '../summary/scanned-view.ts'
import { layout, paragraph, titleLine } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Paint } from '../terminal/paint.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, counted, when } from '../terminal/words.ts'
import { namedMessage } from './named-message.ts'

/** So many assets are named below a control that fails. */
const mostNamed = 3

const words: Readonly<Record<ControlStatus, string>> = {
  fail: 'fails',
  unknown: 'unknown',
  pass: 'passes',
  'not-applicable': 'does not apply',
  'not-covered': 'not covered',
}

const manyWords: Readonly<Record<ControlStatus, string>> = {
  ...words,
  fail: 'fail',
  pass: 'pass',
  'not-applicable': 'do not apply',
}

/** A benchmark, control by control. */
export function renderCompliance(view: ScannedView, { paint, width }: Screen): string[] {
  const { framework, counts, controls, tenant, integration } = view
  const figures = (Object.entries(counts) as [ControlStatus, number][])
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${count(number)} ${(number === 1 ? words : manyWords)[status]}`)
  const longestStatus = Math.max(...controls.map(({ status }) => words[status].length))
  const longestId = Math.max(...controls.map(({ id }) => id.length))
  return [
    '',
    ...titleLine(
      paint.strong(`${framework.title} ${framework.version}`),
      `${neutral(tenant?.name ?? integration.name)}, scanned ${when(view.assessedAt)}`,
      width,
    ),
    ...basisOf(view).flatMap((text) => paragraph(paint.bad(neutral(text)), width, 0)),
    ...controls.flatMap((control) => [
      ...layout([[painted(paint, control.status, longestStatus), control.id.padEnd(longestId), control.title]], {
        width,
      }),
      // Not below the title: behind long ids there would be little room.
      ...detailsOf(control).flatMap((detail) => paragraph(paint.faint(detail), width, longestStatus + 4)),
    ]),
    '',
    `${counted(controls.length, 'control')}: ${figures.join(', ')}`,
  ]
}

function painted(paint: Paint, status: ControlStatus, width: number): string {
  const word = words[status].padEnd(width)
  if (status === 'fail') return paint.severity('high', word)
  return status === 'pass' ? word : paint.faint(word)
}

function detailsOf({ status, concerned, findings, checks, manual }: ControlResult): readonly string[] {
  if (status === 'fail') {
    const named = concerned.slice(0, mostNamed).map((finding) => neutral(namedMessage(finding)))
    const more = findings.total - named.length
    return [...named, ...(more > 0 ? [`and ${count(more)} more`] : [])]
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
