import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ConnectFlow } from '../contract/connect-flow.ts'
import type { Connector } from '../contract/connector.ts'
import { ConfigError } from '../errors/config-error.ts'
import { CredentialError } from '../errors/credential-error.ts'
import { OpenCasbError } from '../errors/open-casb-error.ts'
import { ProviderError } from '../errors/provider-error.ts'
import type { JsonObject } from '../model/json.ts'
import { chooseChecks } from '../plan/choose-checks.ts'
import { permissionsOf } from '../plan/permissions.ts'
import { parseWith } from '../policy/parse-with.ts'
import { connectorOf, integrationOf, type ScannerContext } from '../scanner/scanner-context.ts'
import { readSchedule } from '../schedule/read-schedule.ts'
import { addIntegration } from './add-integration.ts'
import { keepAttempt, newAttempt, takeAttempt } from './connect-attempts.ts'
import type { AddedIntegration, AddOptions, BegunConnect, ConnectAttempt } from './integrations-service.ts'
import { refuseTakenId } from './new-integration.ts'
import { authMethodOf, refuseNoCredentials, revealed } from './read-given.ts'
import { reconnectIntegration } from './reconnect-integration.ts'

/** What vendors say in the redirect may be anybody's text: it is cut to this length. */
const longestRefusal = 300
const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/

/** Makes the address that an administrator is sent to. */
export async function beginConnect(context: ScannerContext, attempt: ConnectAttempt): Promise<BegunConnect> {
  const { credentials, ...given } = attempt
  const { reconnect, redirectUri } = given
  const connector = connectorOf(context, given.connector)
  refuseNoCredentials(credentials)
  const flow = flowOf(connector, credentials.kind)
  refuseUnsafe(redirectUri)
  if (given.schedule) readSchedule(given.schedule, connector.interval)
  if (reconnect !== undefined) {
    const known = await integrationOf(context, reconnect)
    if (known.connector !== connector.id) refuse('connector', `"${reconnect}" is an integration of ${known.connector}`)
  } else if (given.id !== undefined) await refuseTakenId(context, given.id)
  const app = revealed(credentials)
  refuseWrongApp(connector, credentials.kind, flow, app)
  const begun = newAttempt(context, { given, kind: credentials.kind, app })
  const { state, nonce, codeChallenge, expiresAt } = begun
  const config = configSoFar(connector, given.config)
  const permissions = permissionsFor(context, connector, credentials.kind)
  const url = await flow.begin({ config, app, redirectUri, state, nonce, codeChallenge, permissions })
  await keepAttempt(context, begun)
  return { url, state, expiresAt }
}

/** Trades what the vendor sent back for credentials, and adds or connects again with them. */
export async function completeConnect(
  context: ScannerContext,
  callback: URLSearchParams | Readonly<Record<string, string>>,
  options: AddOptions = {},
): Promise<AddedIntegration> {
  const { clock, log, transport } = context
  const { signal = new AbortController().signal } = options
  const params = textsOf(callback)
  const { state = '' } = params
  const { given, kind, app, codeVerifier, nonce } = await takeAttempt(context, state)
  const connector = connectorOf(context, given.connector)
  const flow = flowOf(connector, kind)
  const { redirectUri, reconnect, ...fresh } = given
  const config = configSoFar(connector, given.config)
  const permissions = permissionsFor(context, connector, kind)
  const answer = { config, app, redirectUri, state, nonce, permissions, params, codeVerifier, clock, log, signal }
  const connected = await flow.complete({ ...answer, ...(transport && { transport }) }).catch((error: unknown) => {
    // Where the vendor said no, the connector may know better words for it.
    if (!CredentialError.is(error)) refuseVendorsNo(params)
    if (OpenCasbError.is(error) || signal.aborted) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new ProviderError(`${connector.title} could not be reached: ${detail}`, { cause: error })
  })
  refuseVendorsNo(params)
  const credentials = { ...connected.credentials, kind }
  if (reconnect !== undefined) {
    return reconnectIntegration(context, reconnect, { ...options, credentials, config: connected.config })
  }
  return addIntegration(context, { ...fresh, config: { ...given.config, ...connected.config }, credentials }, options)
}

/** Codes travel to it: nobody on the way may read them. */
function refuseUnsafe(redirectUri: string): void {
  const { protocol, hostname } = URL.parse(redirectUri) ?? { protocol: '', hostname: '' }
  if (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))) return
  refuse('redirectUri', 'give the address that is registered with your app: https, or http on this machine')
}

/** Web frameworks make lists of what is repeated, and objects of what has brackets. */
function textsOf(callback: URLSearchParams | Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  for (const [name, value] of callback instanceof URLSearchParams ? callback : Object.entries(callback)) {
    if (typeof value === 'string' && !Object.hasOwn(params, name)) params[name] = value
    else if (value !== undefined) throw new CredentialError(`The answer must have "${name}" once, as text; begin again`)
  }
  return params
}

function flowOf(connector: Connector, kind: string): ConnectFlow {
  const { connect } = authMethodOf(connector, kind)
  if (connect) return connect
  const kinds = connector.auth.flatMap((method) => (method.connect ? [method.kind] : []))
  const remedy = kinds.length > 0 ? `use ${kinds.join(' or ')}, or add it with credentials` : 'add it with credentials'
  return refuse('credentials.kind', `nobody is sent to ${connector.title} for "${kind}"; ${remedy}`)
}

/** What the administrator's consent has yet to bring may be missing; what is there must be right. */
function refuseWrongApp(
  connector: Connector,
  kind: string,
  flow: ConnectFlow,
  app: Readonly<Record<string, string>>,
): void {
  const other = Object.keys(app).find((name) => !flow.app.includes(name))
  if (other !== undefined) refuse(`credentials.${other}`, `is no field of the app; give ${flow.app.join(', ')}`)
  const { schema } = authMethodOf(connector, kind)
  for (const { field, message } of problemsOf(schema, app)) {
    if (flow.app.includes(field)) refuse(`credentials.${field}`, message)
  }
}

/** The configuration, of which parts may become known only at the vendor. @throws ConfigError for what is given and wrong */
function configSoFar(connector: Connector, config: Readonly<Record<string, unknown>>): unknown {
  const problems = problemsOf(connector.config, config)
  if (problems.length === 0) return parseWith(connector.config, config, 'config')
  for (const { field, message } of problems) if (field in config) refuse(`config.${field}`, message)
  return structuredClone(config) as JsonObject
}

function problemsOf(schema: StandardSchemaV1, value: unknown): { readonly field: string; readonly message: string }[] {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise) return []
  return (result.issues ?? []).map(({ path = [], message }) => {
    const [first = ''] = path
    return { field: String(typeof first === 'object' ? first.key : first), message }
  })
}

function permissionsFor(context: ScannerContext, connector: Connector, kind: string): ReadonlySet<string> {
  return permissionsOf(connector, kind, chooseChecks(connector, context.policy, {}).chosen)
}

function refuseVendorsNo(params: Readonly<Record<string, string>>): void {
  const { error, error_description: description } = params
  if (error === undefined) return
  const words = [error, description].filter((text) => text !== undefined).join(': ')
  const printable = words.replace(/\p{C}/gu, ' ').slice(0, longestRefusal)
  const what = error === 'access_denied' ? 'The administrator or the vendor declined' : 'The vendor did not connect'
  throw new CredentialError(`${what} (${printable}); begin again with an account that may consent`)
}

function refuse(field: string, remedy: string): never {
  throw new ConfigError(`${field}: ${remedy}`, { field })
}
