import type { Transport, TransportRequest, TransportResponse } from '@opencasb/core'

/** An answer of a scripted transport. Objects are sent as JSON. */
export interface ScriptedAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Thrown by `read`, as for a body that is cut. */
  readonly cut?: Error
}

/** A transport that answers from a script and remembers what it was asked. */
export interface ScriptedTransport extends Transport {
  readonly requests: TransportRequest[]
}

/** Makes a transport that answers with what `answer` returns; an error is thrown from `send`. */
export function createScriptedTransport(
  answer: (request: TransportRequest, count: number) => ScriptedAnswer | Error | Promise<ScriptedAnswer | Error>,
): ScriptedTransport {
  const requests: TransportRequest[] = []
  return {
    requests,
    async send(request) {
      requests.push(request)
      const result = await answer(request, requests.length)
      if (result instanceof Error) throw result
      return toResponse(result)
    },
    async close() {},
  }
}

/** Answers with each of the given ones in turn, then with the last for ever. */
export function inTurn(
  ...answers: readonly (ScriptedAnswer | Error)[]
): (_request: TransportRequest, count: number) => ScriptedAnswer | Error {
  return (_request, count) => answers[Math.min(count, answers.length) - 1] ?? {}
}

function toResponse({ status = 200, headers = {}, body = {}, cut }: ScriptedAnswer): TransportResponse {
  const bytes =
    body instanceof Uint8Array ? body : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
  return {
    status,
    headers,
    async read() {
      if (cut) throw cut
      return bytes
    },
    async discard() {},
  }
}
