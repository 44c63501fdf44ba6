import type { Check } from '@opencasb/core'
import { layout } from '../terminal/layout.ts'
import type { Screen } from '../terminal/screen.ts'
import { counted } from '../terminal/words.ts'

/** A check as the lists of checks give it to programs. */
export interface ListedCheck {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly severity: Check['severity']
  readonly category: Check['category']
  readonly lifecycle: Check['lifecycle']
  readonly resource: string
  readonly risk: string
  readonly remediation: string
  readonly frameworks: Check['frameworks']
  readonly see?: string
  /** Set where it reads a beta of the vendor's API. */
  readonly vendorApi?: 'beta'
}

/** What a check says of itself, as plain data. */
export function listedCheck(check: Check): ListedCheck {
  const { id, version, title, severity, category, lifecycle, risk, remediation, frameworks, see, vendorApi } = check
  return {
    id,
    version,
    title,
    severity,
    category,
    lifecycle,
    resource: check.on.name,
    risk,
    remediation,
    frameworks,
    ...(see !== undefined && { see }),
    ...(vendorApi !== undefined && { vendorApi }),
  }
}

const widthOfOneLine = 110

/** The checks as a table. One check alone is shown in full. */
export function renderChecks(checks: readonly Check[], screen: Screen): string[] {
  const { paint } = screen
  const [only] = checks
  if (checks.length === 1 && only) return renderCheck(only, screen)
  const rows = checks.map((check) => {
    const marks = [...(check.lifecycle === 'stable' ? [] : [check.lifecycle]), ...(check.vendorApi ? ['beta API'] : [])]
    const title = check.title + (marks.length === 0 ? '' : ` (${marks.join(', ')})`)
    return [paint.severity(check.severity, check.severity), check.id, title]
  })
  return [
    '',
    paint.strong(counted(checks.length, 'check')),
    ...layout(screen.width < widthOfOneLine ? rows.flatMap(inTwoLines(screen)) : rows, { width: screen.width }),
  ]
}

/** Where titles would be broken again and again, they have lines of their own. */
function inTwoLines({ paint }: Screen): (row: readonly string[]) => string[][] {
  return ([severity = '', id = '', title = '']) => [
    [severity, id],
    ['', paint.faint(title)],
  ]
}

function renderCheck(check: Check, screen: Screen): string[] {
  const { paint } = screen
  const references = Object.entries(check.frameworks).map(([name, ids]) => `${name} ${ids.join(', ')}`)
  const rows = [
    ['id', check.id],
    ['looks at', check.on.name],
    ['why', check.risk],
    ['fix', check.remediation],
    ...(check.vendorApi ? [['note', "it reads a beta of the vendor's API"]] : []),
    ...(references.length > 0 ? [['answers', references.join(' · ')]] : []),
  ]
  return [
    '',
    `${paint.severity(check.severity, check.severity)}  ${paint.strong(check.title)}`,
    ...layout(
      rows.map(([label = '', text = '']) => [paint.faint(label), text]),
      { width: screen.width },
    ),
    ...(check.see ? [`  ${paint.faint('see')}       ${paint.link(check.see)}`] : []),
  ]
}
