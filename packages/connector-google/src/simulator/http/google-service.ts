import {
  bearerToken,
  type Exchange,
  MinutePoints,
  type Reply,
  type RequestLog,
  Router,
  type SimulatorClock,
  wordsOf,
} from '@opencasb/simulator-kit'
import type { TokenService } from '../access/token-service.ts'
import { routes } from '../routes/routes.ts'
import type { GoogleWorld } from '../world/google-world.ts'
import { forbidden, insufficientScope, notFound, tooManyQueries, unauthenticated } from './refusal.ts'
import type { Route } from './route.ts'

/** What the service answers with. */
export interface GoogleServiceParts {
  readonly world: GoogleWorld
  readonly tokenService: TokenService
  readonly clock: SimulatorClock
  readonly log: RequestLog
  /** Queries a minute for each user and quota; 0 for no limit. */
  readonly perMinute: number
}

/** Drive takes more queries a minute than the directory: 12,000. @see https://developers.google.com/workspace/drive/api/guides/limits */
const driveFactor = 5
const tokenRoute = 'POST /token'
const revokeRoute = 'POST /revoke'

/** All of Google's APIs behind one address. */
export class GoogleService {
  readonly #parts: GoogleServiceParts
  readonly #router: Router<Route, readonly string[]>
  readonly #minutes = new Map<string, MinutePoints>()

  constructor(parts: GoogleServiceParts) {
    this.#parts = parts
    this.#router = new Router(routes, Object.fromEntries(routes.map(({ route, scopes }) => [route, scopes])))
  }

  answer(exchange: Exchange): Reply {
    const reply = this.#route(exchange)
    const date = new Date(this.#parts.clock.now()).toUTCString()
    return { ...reply, headers: { date, ...reply.headers } }
  }

  #route(exchange: Exchange): Reply {
    const { world, tokenService, clock } = this.#parts
    const { method, path, query, headers } = exchange
    if (method === 'POST' && path === '/token') return { ...tokenService.answer(exchange), route: tokenRoute }
    if (method === 'POST' && path === '/revoke') return { ...tokenService.revoke(exchange), route: revokeRoute }
    const match = this.#router.match(method, wordsOf(path))
    if (!match) return notFound('method')
    const { route, permission: scopes, parameters } = match
    const known = { route: route.route }
    const state = tokenService.tokens.lookup(bearerToken(headers.authorization) ?? '', clock.now())
    if (state.kind !== 'good') return { ...unauthenticated(), ...known }
    if (!scopes.some((scope) => state.grant.scopes.has(scope))) return { ...insufficientScope(scopes), ...known }
    const subject = world.user(state.grant.subject)
    if (!subject || subject.suspended) return { ...unauthenticated(), ...known }
    const mayAdminister = subject.superAdmin || route.forAdministrators === false
    if (!mayAdminister) return { ...forbidden(), ...known }
    if (this.#isOverQuota(route, subject.id)) return { ...tooManyQueries(), ...known }
    return { ...route.answer({ world, subject, query, parameters, now: clock.now() }), ...known }
  }

  #isOverQuota({ quota }: Route, user: string): boolean {
    const { perMinute, clock, log } = this.#parts
    if (quota === 'none') return false
    const key = `${quota} ${user}`
    const minute = this.#minutes.get(key) ?? new MinutePoints()
    this.#minutes.set(key, minute)
    const limit = quota === 'drive' ? perMinute * driveFactor : perMinute
    const refused = limit > 0 && minute.take(1, limit, clock.now()) !== undefined
    log.count(quota, { charged: refused ? 0 : 1, refused })
    return refused
  }
}
