import type { ComplianceView, ControlStatus } from '@opencasb/core'
import { type Markup, markup } from '../html/markup.ts'
import { pageFoot, pageHead } from '../html/page-frame.ts'
import { brief, count, moment, number } from '../html/wording.ts'
import { defaultGenerator } from '../output/generator.ts'
import type { Output, ReportOptions } from '../output/output.ts'
import { writeOutput } from '../output/write-output.ts'
import { controlRow } from './control-row.ts'
import { controlWords } from './control-words.ts'

/** Options of {@link writeComplianceHtml}. */
export interface ComplianceHtmlOptions extends ReportOptions {
  /** What a reader should know first, below the verdict: one paragraph each. */
  readonly notes?: readonly string[]
}

/**
 * Writes a compliance view as one HTML file that needs nothing else: every control of the benchmark with its answer, and the
 * assets that keep it from passing.
 * @throws SinkError where the output does not take it
 */
export function writeComplianceHtml(
  view: ComplianceView,
  output: Output,
  options: ComplianceHtmlOptions = {},
): Promise<void> {
  return writeOutput('the compliance view', output, pageOf(view, options), options.signal)
}

async function* pageOf(view: ComplianceView, options: ComplianceHtmlOptions): AsyncGenerator<string> {
  const { framework, controls } = view
  yield String(pageHead(`${nameOf(view)}: ${framework.title}`, { id: 'controls', text: 'Skip to the controls' }))
  yield String(masthead(view, options.notes ?? []))
  yield '<main>\n'
  yield String(markup`<section id="controls" aria-labelledby="controls-title">
<h2 id="controls-title">Controls</h2>
<p class="lead">Pass means that checks judged everything there is and found nothing against it. Unknown is neither pass nor fail.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="controls-title"><table class="coverage controls">
<thead><tr><th scope="col">Control</th><th scope="col">Answer</th><th scope="col">Why</th></tr></thead>
<tbody>\n`)
  for (const control of controls) yield String(controlRow(control))
  yield '</tbody></table></div>\n</section>\n</main>\n'
  yield String(pageFoot(options.generator ?? defaultGenerator))
}

function nameOf({ tenant, integration }: ComplianceView): string {
  return tenant?.name ?? integration.name
}

function masthead(view: ComplianceView, notes: readonly string[]): Markup {
  const { framework, counts, assessedAt } = view
  const statuses = Object.entries(counts) as [ControlStatus, number][]
  return markup`<header class="masthead">
<p class="kicker">Compliance</p>
<h1>${brief(nameOf(view), 200)}</h1>
<p class="verdict">${verdict(view)}</p>
${notes.map((note) => markup`<p class="note strong">${brief(note, 600)}</p>\n`)}<p class="scanned"><b>${framework.title} ${framework.version}</b>, against the scan of ${moment(assessedAt)}. <a href="${framework.url}" rel="noreferrer">Where it is published</a></p>
<dl class="changes">
${statuses.map(([status, value]) => markup`<div><dt>${controlWords[status]}</dt><dd>${number(value)}</dd></div>\n`)}</dl>
</header>\n`
}

/** Never an all-clear where something is unknown or not covered. */
function verdict({ counts, controls }: ComplianceView): string {
  const open = counts.unknown + counts['not-covered']
  const rest = open > 0 ? ` ${count(open, 'control')} of ${controls.length} cannot be answered from here.` : ''
  if (counts.fail > 0) return `${count(counts.fail, 'control')} ${counts.fail === 1 ? 'fails' : 'fail'}.${rest}`
  return open > 0
    ? `No control fails that could be answered.${rest}`
    : 'Every control that applies passes, and all of them could be answered.'
}
