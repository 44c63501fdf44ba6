import type { ControlCheck, ControlResult, UnknownReason } from '@opencasb/core'
import { type Markup, markup } from '../html/markup.ts'
import { brief, capitalized, count } from '../html/wording.ts'
import { controlWords } from './control-words.ts'

/** One control with its answer and the reasons for it. */
export function controlRow(control: ControlResult): Markup {
  const { id, title, status, checks } = control
  return markup`<tr class="control ${status}"><th scope="row"><span class="name">${brief(id, 100)}</span> ${brief(title, 300)}</th><td class="status ${status}" data-label="Answer">${controlWords[status]}</td><td>${reasonOf(control)}${
    checks.length > 0 ? markup`<p class="id">${checks.map(({ check }) => check).join(' · ')}</p>` : undefined
  }</td></tr>\n`
}

function reasonOf(control: ControlResult): Markup {
  switch (control.status) {
    case 'fail':
      return failing(control)
    case 'unknown':
      return markup`<ul>${unknownOf(control.checks).map((reason) => markup`<li>${brief(reason, 400)}</li>`)}</ul>`
    case 'pass':
      return markup`<p>${passedWords(control.checks)}</p>`
    case 'not-applicable':
      return markup`<p>There is nothing that it concerns.</p>`
    case 'not-covered':
      return markup`<p>${control.manual ?? 'No check answers it.'}</p>`
  }
}

function failing({ concerned, findings }: ControlResult): Markup {
  const accepted = findings.accepted > 0 ? `, ${findings.accepted} of them accepted` : ''
  const more = findings.total - concerned.length
  return markup`<details class="scan"><summary>${count(findings.total, 'finding')}${accepted}</summary><ul>
${concerned.map(
  ({ asset, severity, message, state }) =>
    markup`<li><span class="severity ${severity}">${capitalized(severity)}</span> <b>${brief(asset.name, 200)}</b> ${brief(message, 400)}${state === 'ignored' ? ' (accepted)' : ''}</li>\n`,
)}${more > 0 ? markup`<li>and ${more} more</li>` : undefined}</ul></details>`
}

function passedWords(checks: readonly ControlCheck[]): string {
  const passed = checks.reduce((sum, { assets }) => sum + assets.passed, 0)
  return passed > 0 ? `${count(passed, 'asset')} passed.` : 'Nothing stands against it.'
}

function unknownOf(checks: readonly ControlCheck[]): readonly string[] {
  const reasons = checks.flatMap(({ check, status, unknown }): readonly string[] => {
    if (status === 'skipped') return [`${check} was left out of the scan.`]
    return unknown.map((reason: UnknownReason) => reason.message)
  })
  return [...new Set(reasons)]
}
