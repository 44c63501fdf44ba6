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
import type { GoogleWorld } from '../world/google-world.ts'
import type { Grant, IssuedCredentials } from './issued-credentials.ts'

/** The audience of assertions, whatever address they are sent to. */
const audience = 'https://oauth2.googleapis.com/token'
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const lifetimeMs = 3_599_000

/** Hands out credentials, and tokens for them. */
export class TokenService {
  readonly tokens: IssuedTokens<Grant>
  readonly #world: GoogleWorld
  readonly #clock: SimulatorClock
  readonly #dice: Dice
  readonly #issued: IssuedCredentials[] = []

  constructor(world: GoogleWorld, clock: SimulatorClock) {
    this.#world = world
    this.#clock = clock
    this.tokens = new IssuedTokens(world.seed)
    this.#dice = new Dice(world.seed, 'credentials')
  }

  /** Makes credentials with exactly these scopes. */
  issue(kind: IssuedCredentials['kind'], scopes: readonly string[]): IssuedCredentials {
    const number = this.#issued.length
    const issued: IssuedCredentials = {
      kind,
      name:
        kind === 'service-account'
          ? `opencasb-${number}@acme-project.iam.gserviceaccount.com`
          : `1017-${this.#dice.hex(32, number, 1)}.apps.googleusercontent.com`,
      ...(kind === 'admin-oauth' && {
        clientSecret: `GOCSPX-${this.#dice.hex(28, number, 2)}`,
        refreshToken: `1//0${this.#dice.hex(60, number, 3)}`,
      }),
      scopes: new Set(scopes),
      revoked: false,
    }
    this.#issued.push(issued)
    return issued
  }

  /** All credentials so far are refused, and so are their tokens. */
  revokeAll(): void {
    for (const issued of this.#issued) issued.revoked = true
    this.tokens.revoke()
  }

  /** `POST /token` */
  answer(exchange: Exchange): Answer {
    const form = formBody(exchange) ?? new URLSearchParams()
    const grantType = form.get('grant_type')
    if (grantType === jwtBearer) return this.#assertion(form.get('assertion') ?? '')
    if (grantType === 'refresh_token') return this.#refresh(form)
    return refuse(400, 'unsupported_grant_type', `Invalid grant_type: ${grantType}`)
  }

  /** `POST /revoke` */
  revoke(exchange: Exchange): Answer {
    const token = formBody(exchange)?.get('token')
    const client = this.#issued.find(({ refreshToken, revoked }) => !revoked && refreshToken === token)
    if (!client) return refuse(400, 'invalid_token', 'Token expired or revoked')
    client.revoked = true
    this.tokens.revoke()
    return jsonAnswer({})
  }

  #assertion(assertion: string): Answer {
    const token = parseJsonWebToken(assertion)
    if (!token) return refuse(400, 'invalid_grant', 'Bad Request')
    const { iss, aud, sub, scope } = token.claims
    const account = this.#issued.find(({ kind, name }) => kind === 'service-account' && name === iss)
    if (!account) return refuse(400, 'invalid_grant', 'Invalid grant: account not found')
    if (account.revoked || !isSignedBy(token, simulatorKeyPair().publicKey, ['RS256']))
      return refuse(400, 'invalid_grant', 'Invalid JWT Signature.')
    const badTime = timeProblem(token, { now: this.#clock.now(), longestSeconds: 3_600, leewaySeconds: 300 })
    if (badTime || aud !== audience)
      return refuse(
        400,
        'invalid_grant',
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      )
    const user = typeof sub === 'string' ? this.#world.user(sub) : undefined
    if (!user || user.suspended) return refuse(400, 'invalid_grant', 'Invalid email or User ID')
    const asked = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []
    if (asked.length === 0) return refuse(400, 'invalid_scope', 'Empty or missing scope not allowed.')
    // One scope that is not delegated spoils the whole request.
    if (asked.some((one) => !account.scopes.has(one)))
      return refuse(
        401,
        'unauthorized_client',
        'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
      )
    return this.#give({ subject: user.email, scopes: new Set(asked) })
  }

  #refresh(form: URLSearchParams): Answer {
    const client = this.#issued.find(({ kind, name }) => kind === 'admin-oauth' && name === form.get('client_id'))
    if (!client || client.clientSecret !== form.get('client_secret'))
      return refuse(401, 'invalid_client', 'The OAuth client was not found.')
    if (client.revoked || client.refreshToken !== form.get('refresh_token'))
      return refuse(400, 'invalid_grant', 'Token has been expired or revoked.')
    return this.#give({ subject: this.#world.adminEmail, scopes: client.scopes }, [...client.scopes].join(' '))
  }

  #give(grant: Grant, scope?: string): Answer {
    const { token } = this.tokens.issue(grant, { now: this.#clock.now(), lifetimeMs, prefix: 'ya29.', length: 80 })
    return jsonAnswer({
      access_token: token,
      expires_in: lifetimeMs / 1000,
      token_type: 'Bearer',
      ...(scope !== undefined && { scope }),
    })
  }
}

function refuse(status: number, error: string, description: string): Answer {
  return jsonAnswer({ error, error_description: description }, status)
}
