import { hash } from 'node:crypto'
import {
  jsonBody,
  PageCache,
  type Reply,
  type RequestLog,
  type RouteMatch,
  Router,
  wordsOf,
} from '@opencasb/simulator-kit'
import type { Credentials } from '../access/credentials.ts'
import type { Grant } from '../access/grant.ts'
import { viewOfGrant } from '../access/grant-view.ts'
import { acceptedHeaders, allScopes, isEnough, type Permission } from '../access/permission.ts'
import type { Faults } from '../faults/faults.ts'
import type { Limiter } from '../limits/limiter.ts'
import { routePermissions } from '../rest/route-permissions.ts'
import { restRoutes } from '../rest/routes.ts'
import type { Repository } from '../world/repository.ts'
import type { GithubWorld, Place } from '../world/world.ts'
import { type Answer, bytesOf, notFound, problem, suspendedMessage } from './answer.ts'
import type { Call, Route } from './call.ts'
import type { Exchange } from './exchange.ts'
import { payerName } from './exchange.ts'
import { linksFor } from './links.ts'
import { refusalAnswer } from './refusal.ts'

/** Answers that depend on the time of day are not kept. */
const timely = new Set(['GET /orgs/{org}/personal-access-tokens', 'GET /rate_limit'])
const free = new Set(['GET /rate_limit'])

/** A body that was made, with its validator. */
interface CachedPage {
  readonly body: Buffer
  /** Without quotes. */
  readonly tag: string
  readonly headers: Readonly<Record<string, string>>
}

type Match = RouteMatch<Route, Permission>

interface Target {
  readonly words: readonly string[]
  /** For `Link` headers: GitHub writes organisations and repositories by number. */
  readonly linkPath: string
}

/** Answers the REST API. */
export class RestService {
  readonly #world: GithubWorld
  readonly #credentials: Credentials
  readonly #limiter: Limiter
  readonly #log: RequestLog
  readonly #faults: Faults
  readonly #router = new Router<Route, Permission>(restRoutes, routePermissions)
  readonly #cache: PageCache<CachedPage>

  constructor(parts: {
    readonly world: GithubWorld
    readonly credentials: Credentials
    readonly limiter: Limiter
    readonly log: RequestLog
    readonly faults: Faults
    /** Bytes of answers that are kept for the next one who asks. */
    readonly cacheBytes: number
  }) {
    this.#cache = new PageCache(parts.cacheBytes)
    this.#world = parts.world
    this.#credentials = parts.credentials
    this.#limiter = parts.limiter
    this.#log = parts.log
    this.#faults = parts.faults
  }

  answer(exchange: Exchange, now: number): Reply {
    const { identity, payer } = exchange
    if (identity.kind === 'refused') return this.#plain(problem(401, identity.message))
    if (identity.kind === 'suspended') return this.#plain(problem(403, suspendedMessage))
    const target = this.#target(exchange.path)
    const match = this.#router.match(exchange.method, target.words)
    const refused = match && free.has(match.route.route) ? undefined : this.#limiter.hasRoom(payer, 'core', 1, now)
    if (refused) {
      this.#log.count('core', { charged: 0, refused: true })
      return this.#plain(refusalAnswer(refused, payerName(identity), this.#limiter.limits), match)
    }
    const fault = this.#faults.strike(exchange.method, exchange.target)
    if (fault) {
      this.#log.count('core', { charged: 0, refused: fault.status !== 502 })
      return this.#plain(fault, match)
    }
    const reply = match ? this.#route(exchange, match, target, now) : this.#plain(notFound())
    const notModified = reply.status === 304
    const charged = notModified || (match && free.has(match.route.route)) ? 0 : 1
    if (charged > 0) this.#limiter.charge(payer, 'core', charged, now)
    this.#log.count('core', { charged, notModified })
    return reply
  }

  #route(exchange: Exchange, match: Match, target: Target, now: number) {
    const { identity } = exchange
    const { route, permission } = match
    const grant = identity.kind === 'token' ? identity.grant : undefined
    const call: Call = {
      parameters: match.parameters,
      query: exchange.query,
      path: target.linkPath,
      body: jsonBody(exchange.body),
      world: this.#world,
      links: linksFor(exchange.host, exchange.prefix),
      now,
      grant,
      app: identity.kind === 'app' ? identity.app : undefined,
      credentials: this.#credentials,
      quota: (resource) => this.#limiter.quota(exchange.payer, resource, now),
    }
    const accepted = grant ? acceptedHeaders(permission, grant) : {}
    if (route.about === 'app') {
      if (!call.app) return this.#plain(problem(401, 'A JSON web token could not be decoded'), match)
      return this.#plain(route.answer(call), match)
    }
    if (route.about === 'anything') {
      if (identity.kind === 'nobody' && !isOpen(route.route))
        return this.#plain(problem(401, 'Requires authentication'), match)
      if (grant && !isEnough(permission, grant)) return this.#plain(denial(permission, grant), match, accepted)
      return this.#conditional(exchange, match, accepted, () => route.answer(call))
    }
    if (!grant) return this.#plain(problem(401, 'Requires authentication'), match)
    const place = this.#world.placeOf(match.parameters['org'] ?? match.parameters['owner'] ?? '')
    if (!place) return this.#plain(notFound(), match, accepted)
    const organization = place.organization.login
    if (route.about === 'organization') {
      // Whatever is there for anybody may be read of other organisations too.
      const open = permission.classic !== 'never' && permission.classic.length === 0
      const enough = isEnough(permission, grant, {
        organization: open && !grant.organizations.has(organization) ? undefined : organization,
      })
      if (!enough) return this.#plain(denial(permission, grant), match, accepted)
      return this.#conditional(exchange, match, accepted, () => route.answer({ ...call, grant, place }))
    }
    const repository = place.organization.repositoryByName(match.parameters['repo'] ?? '')
    if (!repository || !canSee(repository, place, grant)) return this.#plain(notFound(), match, accepted)
    const isPublic = repository.visibility === 'public'
    if (!isEnough(permission, grant, { organization, isPublic })) {
      return this.#plain(denial(permission, grant), match, accepted)
    }
    if (route.route.endsWith('/hooks') && this.#faults.hidesHooks(repository.index)) {
      return this.#plain(notFound(), match, accepted)
    }
    return this.#conditional(exchange, match, accepted, () => route.answer({ ...call, grant, place, repository }))
  }

  /** Answers with a validator, or with 304 if the client has the same already. */
  #conditional(exchange: Exchange, match: Match, accepted: Record<string, string>, make: () => Answer) {
    const { route } = match.route
    const { identity } = exchange
    const view = identity.kind === 'token' ? viewOfGrant(identity.grant) : identity.kind
    const key = `${this.#world.revision.value} ${view} ${exchange.host} ${exchange.target}`
    let page = timely.has(route) ? undefined : this.#cache.get(key)
    if (!page) {
      const answer = make()
      const body = bytesOf(answer)
      if (answer.status !== 200 || body === undefined || exchange.method !== 'GET') {
        return this.#plain(answer, match, accepted)
      }
      const gist = answer.gist === undefined ? body : `${exchange.host} ${exchange.prefix} ${answer.gist}`
      page = { body, tag: hash('sha1', gist, 'hex'), headers: answer.headers ?? {} } satisfies CachedPage
      if (!timely.has(route)) this.#cache.set(key, page)
    }
    // Compressed answers have weak validators at GitHub; the others strong ones.
    const weak = /\bgzip\b/.test(String(exchange.headers['accept-encoding'] ?? ''))
    const etag = `${weak ? 'W/' : ''}"${page.tag}"`
    const headers = { ...accepted, ...page.headers, etag }
    const known = exchange.headers['if-none-match']
    if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${page.tag}"`)) {
      return { status: 304, headers, body: undefined, route }
    }
    return { status: 200, headers, body: page.body, route }
  }

  #plain(answer: Answer, match?: Match, accepted: Record<string, string> = {}) {
    return {
      status: answer.status,
      headers: { ...accepted, ...answer.headers },
      body: bytesOf(answer),
      route: match?.route.route,
    }
  }

  /** Resolves the forms by number that `Link` headers use. */
  #target(path: string): Target {
    const words = wordsOf(path)
    const [first, second] = words
    if (first === 'organizations' && second !== undefined) {
      const place = this.#world.placeById(Number(second))
      return { words: place ? ['orgs', place.organization.login, ...words.slice(2)] : words, linkPath: path }
    }
    if (first === 'repositories' && second !== undefined) {
      const place = this.#world.placeOfRepository(Number(second))
      const repository = place?.organization.repositoryById(Number(second))
      const known = place && repository
      return {
        words: known ? ['repos', place.organization.login, repository.name, ...words.slice(2)] : words,
        linkPath: path,
      }
    }
    const place = second === undefined ? undefined : this.#world.placeOf(second)
    if (first === 'orgs' && place) {
      const rest = path.split('/').slice(3).join('/')
      return { words, linkPath: `/organizations/${place.organization.id}${rest ? `/${rest}` : ''}` }
    }
    const repository = first === 'repos' ? place?.organization.repositoryByName(words[2] ?? '') : undefined
    if (repository) {
      const rest = path.split('/').slice(4).join('/')
      return { words, linkPath: `/repositories/${repository.id}${rest ? `/${rest}` : ''}` }
    }
    return { words, linkPath: path }
  }
}

function isOpen(route: string): boolean {
  return route === 'GET /meta' || route === 'GET /rate_limit'
}

function canSee(repository: Repository, place: Place, grant: Grant): boolean {
  if (repository.visibility === 'public') return true
  if (!grant.organizations.has(place.organization.login)) return false
  return grant.kind !== 'pat-classic' || allScopes(grant).has('repo')
}

function denial(permission: Permission, grant: Grant): Answer {
  if (grant.kind === 'github-app') return problem(403, 'Resource not accessible by integration')
  if (grant.kind === 'pat-fine-grained') return problem(403, 'Resource not accessible by personal access token')
  const { status, message } = permission.classicDenial ?? { status: 404, message: 'Not Found' }
  return problem(status, message)
}
