import { displayWidth, layout } from '../terminal/layout.ts'
import type { Screen } from '../terminal/screen.ts'
import { count, counted, duration, nounOf } from '../terminal/words.ts'
import type { ProgressStage, ProgressState } from './progress-state.ts'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const barWidth = 16

/** What {@link renderProgress} shows besides the state. */
export interface ProgressView {
  readonly title: string
  readonly elapsedMs: number
  /** Counts the pictures, so that something turns while nothing else moves. */
  readonly frame: number
  /** A line below, such as that the scan is about to stop. */
  readonly note?: string
  /** Stages that there is room for. */
  readonly maximumStages: number
}

/** One picture of a running scan. */
export function renderProgress(state: ProgressState, view: ProgressView, screen: Screen): string[] {
  const { paint } = screen
  const facts = paint.faint(
    [counted(state.requests, 'request'), counted(state.findings, 'new finding'), duration(view.elapsedMs)].join(' · '),
  )
  const title = `${spinner(view.frame)} ${paint.strong(view.title)}`
  const room = screen.width - displayWidth(title) - displayWidth(facts)
  const stages = choose(state.stages, view.maximumStages)
  const hidden = state.stages.length - stages.length
  return [
    `${title}${' '.repeat(Math.max(2, Math.min(room, 12)))}${facts}`,
    ...layout(
      stages.map((stage) => renderStage(stage, view.frame, screen)),
      { width: screen.width, right: [2], gap: 2 },
    ),
    ...(hidden > 0 ? [paint.faint(`  … ${count(hidden)} more`)] : []),
    ...(view.note ? ['', paint.strong(view.note)] : []),
  ]
}

function spinner(frame: number): string {
  return frames[frame % frames.length] ?? ''
}

function renderStage(stage: ProgressStage, frame: number, screen: Screen): string[] {
  const { paint } = screen
  const name = nounOf(stage.resource)
  if (stage.status === 'waiting') return [paint.faint('·'), paint.faint(name), '', '']
  const done = stage.status === 'done'
  const sign = done ? paint.good('✓') : spinner(frame)
  if (done || stage.total === undefined) return [sign, name, count(stage.items), '']
  return [sign, name, `${count(stage.items)} / ${count(stage.total)}`, bar(stage.items / stage.total, screen)]
}

function bar(share: number, screen: Screen): string {
  const full = Math.round(Math.min(1, Math.max(0, share || 0)) * barWidth)
  return screen.paint.good('━'.repeat(full)) + screen.paint.faint('━'.repeat(barWidth - full))
}

/** Where not all stages fit, those that are being read stay, then those that wait, then those that are done. */
function choose(stages: readonly ProgressStage[], maximum: number): readonly ProgressStage[] {
  if (stages.length <= maximum) return stages
  const rank = { reading: 0, waiting: 1, done: 2 } as const
  const kept = new Set([...stages].sort((a, b) => rank[a.status] - rank[b.status]).slice(0, Math.max(1, maximum)))
  return stages.filter((stage) => kept.has(stage))
}
