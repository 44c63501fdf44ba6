import { EventEmitter } from 'eventemitter3'
import type { Log } from '../contract/resource.ts'
import type { ScannerEvents } from './scan-events.ts'

/** Emits a scanner's events; a listener that throws is logged and disturbs nobody. */
export class SafeEmitter {
  readonly #emitter = new EventEmitter<string>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  on<E extends keyof ScannerEvents>(event: E, listener: (payload: ScannerEvents[E]) => unknown): () => void {
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
