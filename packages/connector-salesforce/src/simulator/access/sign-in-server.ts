import {
  type Answer,
  Dice,
  type Exchange,
  formBody,
  IssuedTokens,
  isSignedBy,
  jsonAnswer,
  parseJsonWebToken,
  type SimulatorClock,
  simulatorKeyPair,
  timeProblem,
} from '@opencasb/simulator-kit'
import type { Grant, SalesforceAuthKind } from './grant.ts'

interface App {
  readonly kind: SalesforceAuthKind
  readonly grant: Grant
  readonly username: string
  readonly clientSecret: string
  refreshToken: string
  revoked: boolean
}

/** Secrets and names of an app that was made. */
export interface MadeApp {
  readonly credentials: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
}

/** How long a session lasts without being renewed. */
const sessionMs = 7_200_000

/** The sign-in server: apps, their secrets, and the tokens that they were given. */
export class SignInServer {
  readonly tokens: IssuedTokens<Grant>
  readonly #apps = new Map<string, App>()
  readonly #dice: Dice
  readonly #clock: SimulatorClock
  readonly #orgId: string
  readonly #rotates: boolean
  #made = 0
  #rotated = 0

  constructor(options: { seed: number; clock: SimulatorClock; orgId: string; rotates: boolean }) {
    this.tokens = new IssuedTokens<Grant>(options.seed)
    this.#dice = new Dice(options.seed, 'apps')
    this.#clock = options.clock
    this.#orgId = options.orgId
    this.#rotates = options.rotates
  }

  /** Makes an app with a way to sign in. */
  create(kind: SalesforceAuthKind, grant: Omit<Grant, 'clientId'>): MadeApp {
    const number = ++this.#made
    const clientId = `3MVG9${this.#dice.hex(40, number, 1)}`
    const app: App = {
      kind,
      grant: { ...grant, clientId },
      username: `integration-${number}@acme.example.com`,
      clientSecret: this.#dice.hex(64, number, 2),
      refreshToken: `5Aep${this.#dice.hex(60, number, 3)}`,
      revoked: false,
    }
    this.#apps.set(clientId, app)
    const { clientSecret, refreshToken, username } = app
    if (kind === 'jwt-bearer') {
      const key = simulatorKeyPair()
      return { credentials: { clientId, username, privateKey: key.pkcs8 }, secrets: key.secrets }
    }
    if (kind === 'client-credentials') return { credentials: { clientId, clientSecret }, secrets: [clientSecret] }
    return { credentials: { clientId, clientSecret, refreshToken }, secrets: [clientSecret, refreshToken] }
  }

  /** Takes back everything that was handed out so far. */
  revokeAll(): void {
    for (const app of this.#apps.values()) app.revoked = true
    this.tokens.revoke()
  }

  /** Answers `POST /services/oauth2/token`. */
  token(exchange: Exchange): Answer {
    const form = formBody(exchange)
    switch (form?.get('grant_type')) {
      case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
        return this.#jwtBearer(form.get('assertion') ?? '', exchange)
      case 'client_credentials':
        return this.#clientCredentials(form, exchange)
      case 'refresh_token':
        return this.#refresh(form, exchange)
      default:
        return refuse('unsupported_grant_type', 'grant type not supported')
    }
  }

  /** Answers `POST /services/oauth2/revoke`. */
  revoke(exchange: Exchange): Answer {
    const token = formBody(exchange)?.get('token')
    const app = [...this.#apps.values()].find(({ refreshToken }) => refreshToken === token)
    if (!app) return refuse('unsupported_token_type', 'this token type is not supported')
    app.revoked = true
    this.tokens.revoke(({ clientId }) => clientId === app.grant.clientId)
    return jsonAnswer({})
  }

  #jwtBearer(assertion: string, exchange: Exchange): Answer {
    const token = parseJsonWebToken(assertion)
    const app = this.#apps.get(String(token?.claims['iss']))
    if (!token || app?.kind !== 'jwt-bearer') return refuse('invalid_client_id', 'client identifier invalid')
    if (!isSignedBy(token, simulatorKeyPair().publicKey, ['RS256'])) return refuse('invalid_grant', 'invalid assertion')
    const time = timeProblem(token, { now: this.#clock.now(), longestSeconds: 300, leewaySeconds: 30 })
    if (time) return refuse('invalid_grant', time === 'expired' ? 'expired authorization code' : 'invalid assertion')
    if (token.claims['aud'] !== audience(exchange)) return refuse('invalid_grant', 'audience is invalid')
    if (app.revoked || token.claims['sub'] !== app.username)
      return refuse('invalid_grant', "user hasn't approved this consumer")
    return this.#give(app, exchange)
  }

  #clientCredentials(form: URLSearchParams, exchange: Exchange): Answer {
    const app = this.#apps.get(form.get('client_id') ?? '')
    if (app?.kind !== 'client-credentials') return refuse('invalid_client_id', 'client identifier invalid')
    if (form.get('client_secret') !== app.clientSecret) return refuse('invalid_client', 'invalid client credentials')
    return app.revoked ? refuse('invalid_grant', 'no client credentials user enabled') : this.#give(app, exchange)
  }

  #refresh(form: URLSearchParams, exchange: Exchange): Answer {
    const app = this.#apps.get(form.get('client_id') ?? '')
    if (app?.kind !== 'web-server') return refuse('invalid_client_id', 'client identifier invalid')
    if (form.get('client_secret') !== app.clientSecret) return refuse('invalid_client', 'invalid client credentials')
    if (app.revoked || form.get('refresh_token') !== app.refreshToken)
      return refuse('invalid_grant', 'expired access/refresh token')
    if (!this.#rotates) return this.#give(app, exchange)
    app.refreshToken = `5Aep${this.#dice.hex(60, ++this.#rotated, 4)}`
    return this.#give(app, exchange, { refresh_token: app.refreshToken })
  }

  #give(app: App, { host }: Exchange, more: Readonly<Record<string, string>> = {}): Answer {
    const now = this.#clock.now()
    const { token } = this.tokens.issue(app.grant, {
      now,
      lifetimeMs: sessionMs,
      prefix: `${this.#orgId.slice(0, 15)}!`,
    })
    return jsonAnswer({
      access_token: token,
      instance_url: `http://${host}`,
      id: `http://${host}/id/${this.#orgId}/${app.grant.userId}`,
      token_type: 'Bearer',
      issued_at: String(now),
      signature: 'c2ltdWxhdGVk',
      ...more,
    })
  }
}

/** On loopback there is no sign-in server of Salesforce: the address itself is the audience. */
function audience({ host }: Exchange): string {
  return `http://${host}`
}

function refuse(error: string, description: string): Answer {
  return jsonAnswer({ error, error_description: description }, 400)
}
