import {
  type Answer,
  type Exchange,
  formBody,
  isSignedBy,
  jsonAnswer,
  parseJsonWebToken,
  timeProblem,
} from '@opencasb/simulator-kit'
import type { AppRegistration } from './app-registration.ts'
import { type Credentials, federatedAudience } from './credentials.ts'

const lifetimeMs = 3_599_000
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

function refusal(status: number, error: string, code: number, message: string): Answer {
  return jsonAnswer(
    { error, error_description: `AADSTS${code}: ${message}`, error_codes: [code], timestamp: '2026-01-01 00:00:00Z' },
    status,
  )
}

/** What the token endpoint works with. */
export interface TokenEndpointOptions {
  readonly credentials: Credentials
  readonly tenantId: string
  /** Names under which the tenant is known besides its id. */
  readonly domains: readonly string[]
  readonly now: number
}

/** Answers `POST /{tenant}/oauth2/v2.0/token`. */
export function tokenAnswer(exchange: Exchange, tenant: string, options: TokenEndpointOptions): Answer {
  const { credentials, tenantId, domains, now } = options
  if (tenant.toLowerCase() !== tenantId && !domains.includes(tenant.toLowerCase())) {
    return refusal(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`)
  }
  const form = formBody(exchange)
  if (form?.get('grant_type') !== 'client_credentials') {
    return refusal(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.')
  }
  if (form.get('scope') !== 'https://graph.microsoft.com/.default') {
    return refusal(400, 'invalid_scope', 1002012, 'The provided value for scope is not valid.')
  }
  const app = credentials.find(form.get('client_id') ?? '')
  if (!app) return refusal(400, 'unauthorized_client', 700016, 'Application was not found in the directory.')
  const problem = app.kind === 'client-secret' ? secretProblem(app, form) : assertionProblem(app, form, tenant, options)
  if (problem) return problem
  const claims = { aud: '00000003-0000-0000-c000-000000000000', tid: tenantId, appid: app.clientId, roles: app.roles }
  const { token } = credentials.tokens.issue(app, {
    now,
    lifetimeMs,
    prefix: `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.`,
  })
  return jsonAnswer({
    token_type: 'Bearer',
    expires_in: lifetimeMs / 1000,
    ext_expires_in: lifetimeMs / 1000,
    access_token: token,
  })
}

function secretProblem(app: AppRegistration, form: URLSearchParams): Answer | undefined {
  const given = form.get('client_secret')
  if (given === null)
    return refusal(401, 'invalid_client', 7000218, 'The request body must contain client_assertion or client_secret.')
  if (given !== app.secret) return refusal(401, 'invalid_client', 7000215, 'Invalid client secret provided.')
  return app.revoked
    ? refusal(401, 'invalid_client', 7000222, 'The provided client secret keys are expired.')
    : undefined
}

function assertionProblem(
  app: AppRegistration,
  form: URLSearchParams,
  tenant: string,
  { credentials, now }: TokenEndpointOptions,
): Answer | undefined {
  const token = parseJsonWebToken(form.get('client_assertion') ?? '')
  if (!token || form.get('client_assertion_type') !== assertionType) {
    return refusal(401, 'invalid_client', 7000218, 'The request body must contain client_assertion or client_secret.')
  }
  const { header, claims } = token
  const own = app.kind === 'certificate'
  const named = !own || header['x5t#S256'] === credentials.thumbprint
  if (app.revoked || !named || !isSignedBy(token, credentials.keyPair.publicKey)) {
    return own
      ? refusal(
          401,
          'invalid_client',
          700027,
          'The certificate with identifier used to sign the client assertion is not registered on application.',
        )
      : refusal(
          401,
          'invalid_client',
          700213,
          'No matching federated identity record found for presented assertion subject.',
        )
  }
  if (timeProblem(token, { now, leewaySeconds: 300 })) {
    return refusal(401, 'invalid_client', 700024, 'Client assertion is not within its valid time range.')
  }
  const audience = own ? `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token` : federatedAudience
  if (claims['aud'] !== audience) {
    return refusal(
      401,
      'invalid_client',
      700212,
      'No matching federated identity record found for presented assertion audience.',
    )
  }
  const subject = own ? app.clientId : app.subject
  if (claims['sub'] !== subject || (own && claims['iss'] !== subject)) {
    return refusal(
      401,
      'invalid_client',
      700213,
      'No matching federated identity record found for presented assertion subject.',
    )
  }
  return undefined
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
