import type { IncomingHttpHeaders } from 'node:http'

/** A request as it came in. */
export interface Exchange {
  readonly method: string
  /** As it was sent: path with query. */
  readonly target: string
  /** The path, not decoded. */
  readonly path: string
  readonly query: URLSearchParams
  /** The `Host` that the client believes in: links in answers lead there. */
  readonly host: string
  readonly headers: IncomingHttpHeaders
  /** Empty where there was none. */
  readonly body: string
}

/** What {@link createExchange} takes. */
export interface ExchangeParts {
  readonly method: string
  /** Path with query. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body?: string
}

/** Takes a request apart. Simulated batches make the exchanges of their parts with it. */
export function createExchange({ method, target, headers, body = '' }: ExchangeParts): Exchange {
  const mark = target.indexOf('?')
  return {
    method,
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    host: headers.host ?? '127.0.0.1',
    headers,
    body,
  }
}

/** The words of a path, decoded. */
export function wordsOf(path: string): string[] {
  return path.split('/').slice(1).map(decoded)
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
