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
import { checkTokenAnswer } from './oauth-answer.ts'
import { compositeAnswerProblems, compositeRequests } from './salesforce-composite.ts'
import { MetadataTypes } from './salesforce-metadata.ts'
import {
  type DescribedObjects,
  type SalesforceApi,
  type SalesforceObject,
  type SalesforceSources,
  type StandardObjects,
  salesforceObject,
  type TypedObjects,
} from './salesforce-objects.ts'
import { queryProblems } from './salesforce-queries.ts'
import { queryAnswerProblems, type RecordRules } from './salesforce-records.ts'
import { parseSoql } from './soql.ts'

/** What is known of Salesforce besides its descriptions. */
export interface SalesforceDescriptionsOptions {
  /**
   * Objects and fields that are newer than the descriptions: object → fields, none where the object itself is not
   * described. Say where Salesforce documents them where it is used.
   */
  readonly alsoThere?: Readonly<Record<string, readonly string[]>>
  /** @default the folder of descriptions */
  readonly folder?: string | undefined
}

/** Opens the descriptions of Salesforce's objects; undefined where they are not there. */
export function openSalesforceDescriptions(options: SalesforceDescriptionsOptions = {}): VendorDescription | undefined {
  const folder = options.folder ?? descriptionsFolder()
  const standard = readDescription<StandardObjects>(folder, 'salesforce/standard-objects.json')
  const tooling = readDescription<TypedObjects>(folder, 'salesforce/tooling-objects.json')
  const described = readDescription<DescribedObjects>(folder, 'salesforce/describe-v50.json')
  const metadata = readDescription<TypedObjects>(folder, 'salesforce/metadata-settings.json')
  if (!standard || !tooling) return undefined
  return describeSalesforce({ standard, tooling, described, metadata }, options)
}

/** Where a request leads. */
type Target =
  | { readonly kind: 'query'; readonly api: SalesforceApi; readonly text: string | null }
  | { readonly kind: 'describe'; readonly api: SalesforceApi; readonly object: string }
  | { readonly kind: 'composite' | 'limits' | 'versions' | 'token' | 'userinfo' }

/** Validates against these descriptions. */
export function describeSalesforce(
  sources: SalesforceSources,
  { alsoThere = {} }: SalesforceDescriptionsOptions = {},
): VendorDescription {
  const also = new Map(Object.entries(alsoThere).map(([object, fields]) => [object, new Set(fields)]))
  const metadata = new MetadataTypes([sources.metadata, sources.tooling])
  const known = new Map<string, SalesforceObject | undefined>()
  const find = (api: SalesforceApi, name: string): SalesforceObject | undefined => {
    const key = `${api} ${name}`
    if (!known.has(key)) known.set(key, salesforceObject(sources, api, name))
    return known.get(key)
  }
  const rulesOf = (api: SalesforceApi): RecordRules => ({
    also,
    find: (name) => find(api, name),
    metadata: (object, value, at) => metadata.problems(value, object, at),
  })

  const checkRequest = ({ method, url: text, body }: DescribedRequest): RequestVerdict => {
    const url = new URL(text)
    const target = targetOf(method, url)
    if (!target) return { operations: [], problems: [`${method} ${url.pathname} is not known`] }
    if (target.kind === 'composite') {
      const { requests, problems } = compositeRequests(url, body)
      const verdicts = requests.map(({ request }) => checkRequest(request))
      return {
        operations: verdicts.flatMap(({ operations }) => operations),
        problems: unique([...problems, ...verdicts.flatMap((verdict) => verdict.problems)]),
      }
    }
    if (target.kind === 'query') return queryVerdict(target.api, target.text, url)
    const about = 'object' in target ? ` ${target.object}` : ''
    const isKnown = !('object' in target) || find(target.api, target.object) || also.has(target.object)
    return {
      operations: [{ id: `${target.kind}${about}`, scopes: [] }],
      problems: isKnown ? [] : [`${target.object} is not described`],
    }
  }

  const queryVerdict = (api: SalesforceApi, text: string | null, url: URL): RequestVerdict => {
    // The rest of a query stands behind a link of its own.
    if (text === null) {
      const isLink = /\/query(?:All)?\/.+/.test(url.pathname)
      return { operations: [{ id: 'query', scopes: [] }], problems: isLink ? [] : ['a query has no q'] }
    }
    const query = parseSoql(text)
    if (!query) return { operations: [{ id: 'query', scopes: [] }], problems: [`${shown(text)} cannot be read`] }
    const problems = unique(queryProblems(query, (name) => find(api, name), also))
    return { operations: [{ id: `query ${query.object}`, scopes: [] }], problems }
  }

  const checkAnswer = (exchange: DescribedExchange): readonly string[] => {
    const { method, status, body } = exchange
    const url = new URL(exchange.url)
    const target = targetOf(method, url)
    if (target?.kind === 'token') return checkTokenAnswer(status, body)
    if (status >= 400) return errorProblems(body, url.pathname)
    if (!target) return [`${method} ${url.pathname} is not known`]
    if (target.kind === 'composite') return compositeAnswerProblems(exchange, checkAnswer)
    if (target.kind === 'query') {
      const query = target.text === null ? undefined : parseSoql(target.text)
      const at = query ? `query ${query.object}` : 'query'
      return unique(queryAnswerProblems(body, query, rulesOf(target.api), at))
    }
    if (target.kind === 'describe') return describeProblems(body, find(target.api, target.object), also)
    return isObject(body) || Array.isArray(body) ? [] : [`${url.pathname} answered ${shown(body)}`]
  }

  return { checkRequest, checkAnswer }
}

function targetOf(method: string, url: URL): Target | undefined {
  const { pathname, searchParams } = url
  if (pathname === '/services/oauth2/token' && method === 'POST') return { kind: 'token' }
  if (pathname === '/services/oauth2/userinfo') return { kind: 'userinfo' }
  if (/^\/services\/data\/?$/.test(pathname)) return { kind: 'versions' }
  const [, rest] = /^\/services\/data\/v\d+\.0\/(.*)$/.exec(pathname) ?? []
  if (rest === 'composite' && method === 'POST') return { kind: 'composite' }
  if (method !== 'GET' || rest === undefined) return undefined
  const api: SalesforceApi = rest.startsWith('tooling/') ? 'tooling' : 'data'
  const path = rest.replace(/^tooling\//, '')
  if (path === 'limits' && api === 'data') return { kind: 'limits' }
  if (/^query(?:All)?(?:\/|$)/.test(path)) return { kind: 'query', api, text: searchParams.get('q') }
  const [, object] = /^sobjects\/(\w+)\/describe$/.exec(path) ?? []
  return object === undefined ? undefined : { kind: 'describe', api, object }
}

function describeProblems(
  body: unknown,
  object: SalesforceObject | undefined,
  also: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const { name, fields } = isObject(body) ? body : {}
  if (typeof name !== 'string' || !Array.isArray(fields)) return ['a description of an object has no name or no fields']
  if (!object) return also.has(name) ? [] : [`${name} is not described`]
  return unique(
    fields.flatMap((field: unknown) => {
      const own = isObject(field) ? field['name'] : undefined
      if (typeof own !== 'string') return [`a field of ${name} has no name`]
      return object.fields.has(own) || also.get(name)?.has(own) ? [] : [`${name} has no field ${own}`]
    }),
  )
}

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
function errorProblems(body: unknown, at: string): readonly string[] {
  if (!Array.isArray(body) || body.length === 0) return [`${at} was refused with ${shown(body)}, not a list of errors`]
  return body.flatMap((error: unknown) =>
    isObject(error) && typeof error['errorCode'] === 'string' && typeof error['message'] === 'string'
      ? []
      : [`${at} was refused with ${shown(error)}, which has no errorCode or no message`],
  )
}
