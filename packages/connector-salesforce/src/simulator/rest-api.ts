import { type Exchange, jsonBody } from '@opencasb/simulator-kit'
import type { Grant } from './access/grant.ts'
import { ApiError } from './api-error.ts'
import { createLocators } from './locators.ts'
import { parseQuery } from './soql/parse-query.ts'
import { MalformedQuery, type Query } from './soql/query.ts'
import { NoSuchColumn } from './soql/row-values.ts'
import { NoSuchObject, type Result, runQuery, visibleTable } from './soql/run-query.ts'
import type { SalesforceWorld } from './world/salesforce-world.ts'

/** The REST API of one organisation, without the line and without limits. */
export interface RestApi {
  /** @throws ApiError */
  handle(
    method: string,
    target: URL,
    body: string,
    grant: Grant,
    host: string,
  ): { readonly route: string; readonly body: unknown }
}

/** What {@link createRestApi} takes. */
export interface RestApiOptions {
  readonly world: SalesforceWorld
  readonly version: string
  /** Rows of a page. */
  readonly pageSize: number
  /** Where queries are noted. */
  readonly asked: { api: 'data' | 'tooling'; soql: string }[]
  readonly daily: () => { readonly used: number; readonly limit: number }
}

const mostRequests = 25
const mostQueries = 5

/** Makes the API. */
export function createRestApi({ world, version, pageSize, daily, asked }: RestApiOptions): RestApi {
  const base = `/services/data/v${version}`
  const locators = createLocators()

  const page = (result: Result, from: number, path: string, id: string | undefined): unknown => {
    const size = result.pageSize ?? pageSize
    const records = result.slice(from, size)
    const end = from + size
    if (end >= result.total) return { totalSize: result.total, done: true, records }
    const locator = id ?? locators.keep(result)
    return { totalSize: result.total, done: false, nextRecordsUrl: `${path}/${locator}-${end}`, records }
  }

  const query = (path: string, rest: string | undefined, target: URL, grant: Grant): unknown => {
    const api = path.includes('/tooling/') ? 'tooling' : 'data'
    if (rest !== undefined) {
      const [id = '', offset] = rest.split('-')
      const result = locators.find(id)
      if (!result || offset === undefined) throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
      return page(result, Number(offset), path, id)
    }
    const soql = target.searchParams.get('q') ?? ''
    asked.push({ api, soql })
    const parsed = parse(soql)
    const own = ownPermissions(parsed, grant)
    if (own) return { totalSize: 1, done: true, records: [own] }
    return page(run(world, parsed, api, grant, base), 0, path, undefined)
  }

  const composite = (body: string, grant: Grant, host: string): unknown => {
    const list = (jsonBody(body) as { compositeRequest?: unknown } | undefined)?.compositeRequest
    if (!Array.isArray(list) || list.length > mostRequests)
      throw new ApiError(400, 'INVALID_INPUT', `The composite request has more than ${mostRequests} subrequests`)
    const requests = list as readonly { url: string; referenceId: string; method: string }[]
    if (requests.filter(({ url }) => /\/query(?:All)?[/?]/.test(url)).length > mostQueries)
      throw new ApiError(400, 'INVALID_INPUT', `The composite request has more than ${mostQueries} queries`)
    return {
      compositeResponse: requests.map(({ url, referenceId, method }) => {
        try {
          const answer = handle(method, new URL(url, `http://${host}`), '', grant, host)
          return { body: answer.body, httpHeaders: {}, httpStatusCode: 200, referenceId }
        } catch (error) {
          if (!(error instanceof ApiError)) throw error
          return { body: error.body, httpHeaders: {}, httpStatusCode: error.status, referenceId }
        }
      }),
    }
  }

  const describe = (name: string, api: 'data' | 'tooling', grant: Grant): unknown => {
    try {
      const table = visibleTable(world, name, api, grant)
      const fields = [...table.fields].filter((field) => !grant.hidden.has(`${table.object.name}.${field}`))
      return {
        name: table.object.name,
        keyPrefix: table.object.prefix,
        queryable: true,
        fields: fields.map((field) => ({ name: field, type: field === 'Id' ? 'id' : 'string', nillable: true })),
      }
    } catch (error) {
      if (error instanceof NoSuchObject) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist')
      throw error
    }
  }

  const handle: RestApi['handle'] = (method, target, body, grant, host) => {
    const path = target.pathname.startsWith(base) ? target.pathname.slice(base.length) : ''
    const [, tooling, kind, rest] = /^(\/tooling)?\/(queryAll|query)(?:\/([^/]+))?$/.exec(path) ?? []
    if (method === 'GET' && kind !== undefined) {
      const prefix = `${base}${tooling ?? ''}/${kind}`
      return { route: `GET ${prefix}`, body: query(prefix, rest, target, grant) }
    }
    const [, toolingObject, object] = /^(\/tooling)?\/sobjects\/([^/]+)\/describe$/.exec(path) ?? []
    if (method === 'GET' && object !== undefined) {
      const route = `GET ${base}${toolingObject ?? ''}/sobjects/{object}/describe`
      return { route, body: describe(decodeURIComponent(object), toolingObject ? 'tooling' : 'data', grant) }
    }
    if (method === 'POST' && path === '/composite')
      return { route: `POST ${base}/composite`, body: composite(body, grant, host) }
    if (method === 'GET' && path === '/limits') {
      const { used, limit } = daily()
      return {
        route: `GET ${base}/limits`,
        body: { DailyApiRequests: { Max: limit, Remaining: Math.max(0, limit - used) } },
      }
    }
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist')
  }
  return { handle }
}

function parse(text: string): Query {
  try {
    return parseQuery(text)
  } catch (error) {
    if (error instanceof MalformedQuery) throw new ApiError(400, 'MALFORMED_QUERY', error.message)
    throw error
  }
}

function run(world: SalesforceWorld, query: Query, api: 'data' | 'tooling', grant: Grant, base: string): Result {
  try {
    return runQuery(world, query, api, grant, base)
  } catch (error) {
    if (error instanceof NoSuchObject) throw new ApiError(400, 'INVALID_TYPE', error.message)
    if (error instanceof NoSuchColumn) throw new ApiError(400, 'INVALID_FIELD', error.message)
    if (error instanceof MalformedQuery) throw new ApiError(400, 'MALFORMED_QUERY', error.message)
    throw error
  }
}

/**
 * The permissions of the integration user, looked up by itself: each credential is a user of its own, which the table of
 * permission sets does not hold.
 */
function ownPermissions({ object, select, where }: Query, grant: Grant): unknown {
  if (object !== 'PermissionSet' || select[0]?.kind !== 'all') return undefined
  if (where?.kind !== 'in' || !('object' in where.among)) return undefined
  const inner = where.among.where
  const isOwn =
    inner?.kind === 'compare' &&
    inner.field === 'AssigneeId' &&
    inner.literal.kind === 'value' &&
    inner.literal.value === grant.userId
  if (!isOwn) return undefined
  const fields = [...grant.permissions].map((permission) => [`Permissions${permission}`, true] as const)
  return {
    attributes: { type: 'PermissionSet' },
    Id: `0PS${grant.userId.slice(3)}`,
    Name: 'Integration',
    PermissionsModifyAllData: false,
    ...Object.fromEntries(fields),
  }
}

/** The address that a request went to. */
export function targetOf({ target, host }: Exchange): URL {
  return new URL(target, `http://${host}`)
}
