import { EventEmitter } from 'eventemitter3'
import type { Log } from '../contract/resource.ts'
import { checkGiven, oneOf } from '../given/reader.ts'
import { eventNames, type ScannerEvents } from './scan-events.ts'

const eventName = oneOf(eventNames)

/** Emits a scanner's events; a listener that throws is logged and disturbs nobody. */
export class SafeEmitter {
  readonly #emitter = new EventEmitter<string>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** @throws ConfigError for an event that there is not: nobody would ever hear of it */
  on<E extends keyof ScannerEvents>(event: E, listener: (payload: ScannerEvents[E]) => unknown): () => void {
    checkGiven(eventName, event, 'event')
    const failed = (error: unknown): void => {
      this.#log.warn(`a listener of ${event} failed`, { error: error instanceof Error ? error.message : String(error) })
    }
    const guarded = (payload: ScannerEvents[E]): void => {
      try {
        const result = listener(payload)
        if (result instanceof Promise) result.catch(failed)
      } catch (error) {
        failed(error)
      }
    }
    this.#emitter.on(event, guarded)
    return () => {
      this.#emitter.off(event, guarded)
    }
  }

  emit<E extends keyof ScannerEvents>(event: E, payload: ScannerEvents[E]): void {
    this.#emitter.emit(event, payload)
  }

  clear(): void {
    this.#emitter.removeAllListeners()
  }
}
