import { descriptionsFolder, readDescription } from './descriptions-folder.ts'
import {
  type DescribedExchange,
  type DescribedRequest,
  isObject,
  type RequestVerdict,
  shown,
  unique,
  type VendorDescription,
} from './exchange.ts'
import { batchAnswerProblems, batchRequests, isBatch } from './graph-batch.ts'
import type { GraphBetaPaths, GraphDocument, GraphSchema } from './graph-document.ts'
import { answerSchemaOf, type GraphCall, GraphOperations, itemSchemaOf } from './graph-operations.ts'
import { askedProblems, expressionProblems, readAsked } from './graph-query.ts'
import { type GraphAsked, graphShapeProblems } from './graph-shape.ts'
import { GraphTypeTable } from './graph-type-table.ts'
import { checkTokenAnswer } from './oauth-answer.ts'

/** What is known of Graph besides its description. */
export interface GraphDescriptionOptions {
  /** Properties that Graph answers though the description does not say so, as `type.property`; say why where it is used. */
  readonly alsoAnswered?: readonly string[]
  /** @default the folder of descriptions */
  readonly folder?: string | undefined
}

/** Parameters that are part of links, which nobody writes by hand. */
const linkParameters = new Set(['$skiptoken', '$skipToken', '$deltatoken', '$deltaToken', '$format'])

/**
 * What a user is without `$select`.
 * @see https://learn.microsoft.com/en-us/graph/api/user-list#optional-query-parameters
 */
const defaultOfUsers: ReadonlySet<string> = new Set(
  'businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName'.split(
    ' ',
  ),
)

/**
 * Navigation properties that Graph answers without being asked to expand them, with their `@odata.context` beside them.
 * @see https://learn.microsoft.com/en-us/graph/api/authenticationmethodspolicy-get
 */
const answeredUnexpanded = [
  'conditionalAccessGrantControls.authenticationStrength',
  'authenticationMethodsPolicy.authenticationMethodConfigurations',
]

/** Opens the description of Microsoft Graph; undefined where it is not there. */
export function openGraphDescription(options: GraphDescriptionOptions = {}): VendorDescription | undefined {
  const folder = options.folder ?? descriptionsFolder()
  const document = readDescription<GraphDocument>(folder, 'microsoft/msgraph-v1.0.posture.openapi.json')
  const beta = readDescription<GraphBetaPaths>(folder, 'microsoft/msgraph-beta-only.paths.json')
  return document && describeGraph(document, beta, options)
}

/** Validates against this description. */
export function describeGraph(
  document: GraphDocument,
  beta?: GraphBetaPaths,
  { alsoAnswered = [] }: GraphDescriptionOptions = {},
): VendorDescription {
  const operations = new GraphOperations(document, beta)
  const types = new GraphTypeTable(document.components.schemas)
  const also = new Set([...answeredUnexpanded, ...alsoAnswered])

  const checkRequest = (request: DescribedRequest): RequestVerdict => {
    const url = new URL(request.url)
    if (isTokenEndpoint(url)) return { operations: [], problems: [] }
    if (isBatch(request.method, url)) {
      const { requests, problems } = batchRequests(url, request.body)
      const verdicts = requests.map(({ request: one }) => checkRequest(one))
      return {
        operations: verdicts.flatMap((verdict) => verdict.operations),
        problems: unique([...problems, ...verdicts.flatMap((verdict) => verdict.problems)]),
      }
    }
    const target = operations.find(request.method, url)
    if ('problem' in target) return { operations: [], problems: [target.problem] }
    const { id, scopes } = target.call
    return { operations: [{ id, scopes }], problems: unique(requestProblems(target.call, url, request)) }
  }

  const requestProblems = (call: GraphCall, url: URL, { headers, body }: DescribedRequest): readonly string[] => {
    const { operation } = call
    if (!operation) return []
    const parameters = (operation.parameters ?? []).flatMap((one) => {
      const known = '$ref' in one ? document.components.parameters?.[one.$ref.split('/').at(-1) ?? ''] : one
      return known ? [known] : []
    })
    const problems: string[] = []
    for (const [name, value] of url.searchParams) {
      const known = parameters.find((parameter) => parameter.in === 'query' && parameter.name === name)
      if (!known && !linkParameters.has(name)) problems.push(`${call.id} takes no parameter ${name}`)
      if (known?.schema?.type === 'integer' && !/^\d+$/.test(value)) problems.push(`${name} is ${shown(value)}`)
      if (known?.schema?.type === 'boolean' && !/^(?:true|false)$/.test(value))
        problems.push(`${name} is ${shown(value)}`)
    }
    const type = typeOf(call)
    if (type !== undefined && !call.isBeta) {
      const { searchParams } = url
      problems.push(...askedProblems(readAsked(searchParams.get('$select'), searchParams.get('$expand')), type, types))
      for (const option of ['$filter', '$orderby']) {
        const text = searchParams.get(option)
        if (text !== null) problems.push(...expressionProblems(option, text, type, types))
      }
    }
    const isAdvanced = parameters.some(({ in: place, name }) => place === 'header' && name === 'ConsistencyLevel')
    if (isAdvanced && headers) problems.push(...consistencyProblems(url, headers))
    const content = operation.requestBody?.content['application/json']?.schema
    if (isObject(body) && content && !call.isBeta) {
      problems.push(...graphShapeProblems(body, content, { types, alsoAnswered: also }, `${call.id} body`))
    }
    return problems
  }

  /** The type of the items, by name. */
  const typeOf = (call: GraphCall): string | undefined => {
    const schema = itemSchemaOf(call)
    return call.cast ?? (schema && types.nameOf(schema))
  }

  const checkAnswer = (exchange: DescribedExchange): readonly string[] => {
    const { method, status, body } = exchange
    const url = new URL(exchange.url)
    if (isTokenEndpoint(url)) return checkTokenAnswer(status, body)
    if (isBatch(method, url) && status < 400) return batchAnswerProblems(exchange, checkAnswer)
    const at = `${method} ${url.pathname.replace(/^\/(v1\.0|beta)/, '')}`
    if (status >= 400) return errorProblems(body, at)
    const target = operations.find(method, url)
    if ('problem' in target) return [target.problem]
    const { call } = target
    const schema = answerSchemaOf(call.operation)
    if (!schema) return []
    if (status === 204 || body === undefined) return status === 200 ? [`${call.id} answered nothing`] : []
    const rules = { types, alsoAnswered: also, lenient: call.isBeta }
    return unique(graphShapeProblems(body, castTo(schema, call.cast), rules, call.id, askedOf(call, url)))
  }

  const askedOf = (call: GraphCall, url: URL): GraphAsked => {
    const { searchParams } = url
    const asked = readAsked(searchParams.get('$select'), searchParams.get('$expand'))
    const isLink = [...searchParams.keys()].some((name) => linkParameters.has(name))
    const isWhole = asked.select === undefined && !isLink && !call.isBeta
    const isUsers = isWhole && typeOf(call) === 'microsoft.graph.user' && !call.id.includes('delta')
    return isUsers ? { ...asked, select: defaultOfUsers } : asked
  }

  return { checkRequest, checkAnswer }
}

/** The schema of a listing whose items were cast. */
function castTo(schema: GraphSchema, cast: string | undefined): GraphSchema {
  const value = schema.properties?.['value']
  if (cast === undefined || !value) return schema
  const items = { $ref: `#/components/schemas/${cast}` }
  return { ...schema, properties: { ...schema.properties, value: { ...value, items } } }
}

/** @see https://learn.microsoft.com/en-us/graph/aad-advanced-queries */
function consistencyProblems(url: URL, headers: Readonly<Record<string, string>>): readonly string[] {
  if (headers['consistencylevel'] === 'eventual') return []
  const filter = url.searchParams.get('$filter') ?? ''
  const needs =
    url.searchParams.has('$search') || url.pathname.endsWith('/$count') || /\b(?:ne|not|endswith)\b/i.test(filter)
  return needs ? [`${url.pathname} asks for something that takes the header ConsistencyLevel: eventual`] : []
}

function errorProblems(body: unknown, at: string): readonly string[] {
  const error = isObject(body) ? body['error'] : undefined
  if (!isObject(error)) return [`${at} was refused without an error`]
  return ['code', 'message'].flatMap((name) =>
    typeof error[name] === 'string' ? [] : [`error.${name} of ${at} is ${shown(error[name])}, not a string`],
  )
}

function isTokenEndpoint({ pathname }: URL): boolean {
  return /^\/[^/]+\/oauth2\/(?:v2\.0\/)?token$/.test(pathname)
}
