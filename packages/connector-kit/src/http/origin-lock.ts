import { ConfigError, UnexpectedAnswerError } from '@opencasb/core'
import type { Query } from './http-client.ts'

/** Resolves paths and links to URLs of one origin, and refuses all others. */
export interface OriginLock {
  readonly origin: string
  /** @throws UnexpectedAnswerError where a link leads to another origin */
  resolve(path: string | URL, query?: Query): URL
  /** Resolves a redirect. */
  follow(from: URL, location: string): URL
}

const absolute = /^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Makes the lock of a base URL.
 * @throws ConfigError where the base URL is wrong
 */
export function createOriginLock(baseUrl: string | URL, allowHttp = false): OriginLock {
  const base = URL.parse(String(baseUrl))
  const field = 'baseUrl'
  if (!base) throw new ConfigError('The base URL is not a URL: write it like https://api.example.com', { field })
  if (base.username || base.password) {
    throw new ConfigError('The base URL must not hold a user or password: give credentials apart', { field })
  }
  const isHttp = base.protocol === 'http:' && (allowHttp || loopback.test(base.hostname))
  if (base.protocol !== 'https:' && !isHttp) {
    throw new ConfigError(`The base URL must begin with https://, not ${base.protocol}//`, { field })
  }
  const { origin } = base
  const prefix = origin + base.pathname.replace(/\/+$/, '')

  const locked = (url: URL | null, what: string): URL => {
    if (!url) throw new UnexpectedAnswerError(`${what} is not a URL`, { retryable: false })
    if (url.origin === origin && !url.username && !url.password) return url
    const target = url.origin === 'null' ? url.protocol : url.origin
    throw new UnexpectedAnswerError(
      `${what} leads away from ${origin} to ${target.slice(0, 200)}; it was not followed`,
      {
        retryable: false,
      },
    )
  }

  return {
    origin,
    resolve(path, query) {
      const text = typeof path === 'string' ? path : path.href
      const url = absolute.test(text)
        ? locked(URL.parse(text, base.href), 'A link')
        : new URL(`${prefix}/${text.replace(/^\/+/, '')}`)
      url.hash = ''
      const search = query && encodeQuery(query)
      if (search) url.search = url.search ? `${url.search}&${search}` : search
      return url
    },
    follow: (from, location) => locked(URL.parse(location, from.href), 'A redirect'),
  }
}

/** Encodes parameters as `application/x-www-form-urlencoded`; `undefined` leaves one out. */
export function encodeQuery(query: Query): string {
  let text = ''
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    text += `${text && '&'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  }
  return text
}
