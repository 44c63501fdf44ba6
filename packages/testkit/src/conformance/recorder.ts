import type { FindingChange, FindingSink, Log, Scanner, ScannerEvents } from '@opencasb/core'

/** Everything that came out of a scanner: changes, events, log lines. */
export interface Recorder {
  readonly sink: FindingSink
  readonly log: Log
  readonly changes: readonly FindingChange[]
  /** Listens to all events of a scanner. */
  listen(scanner: Scanner): void
  /** All of it as one text, to look for what must not be in it. */
  text(): string
}

/** What {@link createRecorder} takes. */
export interface RecorderOptions {
  /** False: remembers nothing, for tests that measure memory. @default true */
  readonly keep?: boolean
  /** Called before a batch of changes counts as delivered; may throw. */
  readonly onWrite?: (changes: readonly FindingChange[]) => void | Promise<void>
  readonly onWritten?: (changes: readonly FindingChange[]) => void | Promise<void>
}

const eventNames: readonly (keyof ScannerEvents)[] = [
  'scan-start',
  'scan-progress',
  'scan-gap',
  'finding-change',
  'scan-end',
]

/** Makes a recorder. */
export function createRecorder(options: RecorderOptions = {}): Recorder {
  const changes: FindingChange[] = []
  const output: string[] = []
  const note = (kind: string, ...values: unknown[]): void => {
    if (options.keep !== false) output.push(`${kind} ${values.map(printed).join(' ')}`)
  }
  return {
    sink: {
      name: 'recorder',
      async write(batch) {
        await options.onWrite?.(batch)
        if (options.keep !== false) changes.push(...batch)
        note('change', batch)
        await options.onWritten?.(batch)
      },
      async runEnded(report) {
        note('report', report)
      },
    },
    log: {
      debug: (message, data) => note('debug', message, data),
      warn: (message, data) => note('warn', message, data),
    },
    changes,
    listen(scanner) {
      for (const name of eventNames) scanner.on(name, (payload) => note(name, payload))
    },
    text: () => output.join('\n'),
  }
}

/** A value as careless hosts print it: errors with all that hangs on them. */
export function printed(value: unknown): string {
  const seen = new Set<unknown>()
  const plain = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return typeof part === 'bigint' ? String(part) : part
    if (seen.has(part)) return '[seen]'
    seen.add(part)
    if (part instanceof Map) return [...part].map(plain)
    if (part instanceof Set) return [...part].map(plain)
    if (part instanceof URL || part instanceof Date) return String(part)
    if ('toJSON' in part && typeof part.toJSON === 'function') return plain(part.toJSON())
    if (Array.isArray(part)) return part.map(plain)
    // The texts of an error are no enumerable properties.
    const own = Object.getOwnPropertyNames(part).map((name) => [name, plain(Reflect.get(part, name))] as const)
    return Object.fromEntries(own)
  }
  return typeof value === 'string' ? value : (JSON.stringify(plain(value)) ?? String(value))
}
