import type { Scanner } from '@opencasb/core'
import { createLogUpdate } from 'log-update'
import type { CommandHost } from '../terminal/host.ts'
import { neutral } from '../terminal/neutral.ts'
import { screenOf } from '../terminal/screen.ts'
import { count, counted, nounOf } from '../terminal/words.ts'
import { createProgressTracker } from './progress-state.ts'
import { renderProgress } from './render-progress.ts'

/** Options of {@link watchScan}. */
export interface WatchOptions {
  readonly host: Pick<CommandHost, 'stderr' | 'env' | 'signal'>
  /** The integration that is watched. */
  readonly integration: string
  /** @example 'Scanning acme' */
  readonly title: string
  /** Draw a live picture. Other lines printed meanwhile would tear it. @default true on a terminal */
  readonly live?: boolean
}

const redrawMs = 80
/** Stages with fewer items that follow each other faster than this share a line. */
const fewItems = 20
const quickMs = 200
const stopping = 'Stopping at the next checkpoint. Ctrl-C again stops at once.'

/**
 * Shows how a scan gets on: a live picture on a terminal, one line for each stage elsewhere.
 * @returns the function that takes the picture away
 */
export function watchScan(scanner: Pick<Scanner, 'on'>, options: WatchOptions): () => void {
  return (options.live ?? options.host.stderr.isTTY === true)
    ? watchLive(scanner, options)
    : watchLines(scanner, options)
}

function watchLive(scanner: Pick<Scanner, 'on'>, options: WatchOptions): () => void {
  const { stderr, env, signal } = options.host
  const live = createLogUpdate(stderr as NodeJS.WriteStream)
  const tracker = createProgressTracker()
  const started = performance.now()
  let frame = 0
  const draw = (): void => {
    const screen = screenOf(stderr, env)
    const view = {
      title: neutral(options.title, 60),
      elapsedMs: performance.now() - started,
      frame: frame++,
      maximumStages: Math.max(1, (stderr.rows ?? 24) - 6),
      ...(signal.aborted && { note: stopping }),
    }
    live(renderProgress(tracker.state(), view, screen).join('\n'))
  }
  const timer = setInterval(draw, redrawMs)
  timer.unref()
  const off = listen(scanner, options.integration, tracker)
  draw()
  return () => {
    clearInterval(timer)
    off()
    live.clear()
    live.done()
  }
}

function watchLines(scanner: Pick<Scanner, 'on'>, options: WatchOptions): () => void {
  const { stderr, signal } = options.host
  const say = (line: string): void => {
    stderr.write(`${neutral(line)}\n`)
  }
  const interrupted = (): void => say(stopping)
  signal.addEventListener('abort', interrupted, { once: true })
  let saidAt = Number.NEGATIVE_INFINITY
  let unsaid = 0
  const sayUnsaid = (): void => {
    if (unsaid > 0) say(`  ${counted(unsaid, 'more small stage')}`)
    unsaid = 0
  }
  const off = scanner.on('scan-progress', (event) => {
    if (event.integration !== options.integration || !event.done) return
    const now = performance.now()
    if (event.items < fewItems && now - saidAt < quickMs) {
      unsaid += 1
      return
    }
    sayUnsaid()
    saidAt = now
    const place = event.partitionName ? ` in ${event.partitionName}` : ''
    say(
      `  ${nounOf(event.resource)}${place}: ${counted(event.items, 'item')}, ${count(event.requests)} requests and ${counted(event.findings, 'new finding')} so far`,
    )
  })
  say(options.title)
  return () => {
    sayUnsaid()
    off()
    signal.removeEventListener('abort', interrupted)
  }
}

function listen(
  scanner: Pick<Scanner, 'on'>,
  integration: string,
  tracker: ReturnType<typeof createProgressTracker>,
): () => void {
  const offStart = scanner.on('scan-start', (event) => {
    if (event.integration === integration) tracker.start(event)
  })
  const offProgress = scanner.on('scan-progress', (event) => {
    if (event.integration === integration) tracker.progress(event)
  })
  return () => {
    offStart()
    offProgress()
  }
}
