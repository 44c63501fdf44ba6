import {
  type Answer,
  basicCredentials,
  bearerToken,
  Dice,
  type Exchange,
  emptyAnswer,
  formBody,
  jsonAnswer,
  jsonBody,
  type Reply,
  wordsOf,
} from '@opencasb/simulator-kit'
import { notFound, problem } from '../http/answer.ts'
import { linksFor } from '../http/links.ts'
import { ownInstallation } from '../rest/render/own-installation.ts'
import type { AppRegistration } from './credentials.ts'
import { hasPermission } from './grant.ts'

/** An app that people install by a link, as a host registers it. */
export interface PublicApp {
  readonly appSlug: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Who opens the link, and where they are sent afterwards. */
export interface PublicAppRequest {
  /** The first callback URL of the app. */
  readonly callbackUrl: string
  /** Who installs and authorises the app. @default 'owner' */
  readonly visitor?: 'owner' | 'member'
}

interface Registered extends PublicApp, Required<PublicAppRequest> {
  readonly app: AppRegistration
}

/** Installation pages, and what people authorise apps to do in their name. */
export class UserAuthorizations {
  readonly #dice: Dice
  readonly #apps = new Map<string, Registered>()
  readonly #codes = new Map<string, Registered>()
  readonly #tokens = new Map<string, Registered>()
  #issued = 0

  constructor(seed: number) {
    this.#dice = new Dice(seed, 'user authorizations')
  }

  /** Gives an app a page to install it from, or another callback and visitor. */
  publish(app: AppRegistration, { callbackUrl, visitor = 'owner' }: PublicAppRequest): PublicApp {
    const published: Registered = {
      app,
      callbackUrl,
      visitor,
      appSlug: `posture-scanner-${app.appId}`,
      clientId: `Iv1.${app.appId}`,
      clientSecret: this.#dice.hex(40, app.appId, 1),
    }
    this.#apps.set(published.clientId, published)
    const { appSlug, clientId, clientSecret } = published
    return { appSlug, clientId, clientSecret }
  }

  /** Answers what belongs to pages and people; `undefined` for everything else. */
  answer(exchange: Exchange): Reply | undefined {
    const path = exchange.path.replace(/^\/api\/v3(?=\/)/, '')
    const [first, second, third, fourth] = wordsOf(path)
    const route = `${exchange.method} ${first}`
    if ((route === 'GET apps' || route === 'GET github-apps') && third === 'installations' && fourth === 'new') {
      return { ...this.#install(second ?? '', exchange), route: 'GET /apps/{slug}/installations/new' }
    }
    if (exchange.method === 'POST' && path === '/login/oauth/access_token') {
      return { ...this.#exchange(exchange), route: 'POST /login/oauth/access_token' }
    }
    if (route === 'DELETE applications' && third === 'token') {
      return { ...this.#revoke(second ?? '', exchange), route: 'DELETE /applications/{client_id}/token' }
    }
    const isInstallations = second === 'installations'
    if (route !== 'GET user' || !(isInstallations || (second === 'memberships' && third === 'orgs'))) return undefined
    const authorized = this.#tokens.get(bearerToken(exchange.headers.authorization) ?? '')
    if (!authorized) return { ...problem(401, 'Bad credentials'), route: 'GET /user' }
    if (isInstallations) return { ...installations(authorized, exchange), route: 'GET /user/installations' }
    return { ...membership(authorized, fourth ?? ''), route: 'GET /user/memberships/orgs/{org}' }
  }

  /** The page on which somebody chooses an organisation; they choose the app's. */
  #install(slug: string, { query }: Exchange): Answer {
    const published = [...this.#apps.values()].find(({ appSlug }) => appSlug === slug)
    if (!published) return notFound()
    published.app.installed = true
    const code = this.#dice.hex(20, ++this.#issued, 2)
    this.#codes.set(code, published)
    const url = new URL(published.callbackUrl)
    url.searchParams.set('code', code)
    url.searchParams.set('installation_id', String(published.app.installationId))
    url.searchParams.set('setup_action', 'install')
    const state = query.get('state')
    if (state !== null) url.searchParams.set('state', state)
    return emptyAnswer(302, { location: url.href })
  }

  /** Refusals come with status 200 here. */
  #exchange(exchange: Exchange): Answer {
    const form = formBody(exchange)
    const known = this.#apps.get(form?.get('client_id') ?? '')
    if (!known || form?.get('client_secret') !== known.clientSecret) {
      return jsonAnswer({ error: 'incorrect_client_credentials', error_description: 'The client_id is incorrect.' })
    }
    const code = form.get('code') ?? ''
    const published = this.#codes.get(code)
    if (published?.clientId !== known.clientId) {
      return jsonAnswer({ error: 'bad_verification_code', error_description: 'The code passed is incorrect.' })
    }
    this.#codes.delete(code)
    const token = `ghu_${this.#dice.hex(36, ++this.#issued, 3)}`
    this.#tokens.set(token, published)
    return jsonAnswer({ access_token: token, token_type: 'bearer', scope: '' })
  }

  #revoke(clientId: string, { headers, body }: Exchange): Answer {
    const basic = basicCredentials(headers.authorization)
    const known = this.#apps.get(clientId)
    if (!known || basic?.name !== clientId || basic.password !== known.clientSecret) return notFound()
    const token = (jsonBody(body) as { access_token?: unknown } | undefined)?.access_token
    return typeof token === 'string' && this.#tokens.delete(token) ? emptyAnswer() : notFound()
  }
}

/** GitHub lists an installation to ordinary members too. */
function installations({ app }: Registered, { host, query }: Exchange): Answer {
  const page = Number(query.get('page') ?? '1')
  const found = app.installed && page === 1 ? [ownInstallation(app, linksFor(host, ''))] : []
  return jsonAnswer({ total_count: app.installed ? 1 : 0, installations: found })
}

function membership({ app, visitor }: Registered, login: string): Answer {
  const { organization } = app.place
  if (login.toLowerCase() !== organization.login.toLowerCase()) return notFound()
  if (!hasPermission(app.permissions, 'members:read')) return problem(403, 'Resource not accessible by integration')
  return jsonAnswer({ state: 'active', role: visitor === 'owner' ? 'admin' : 'member' })
}
