import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
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
import { parseFieldMask } from './field-mask.ts'
import type { GoogleDocument, GoogleParameter } from './google-document.ts'
import { type GoogleMatch, GoogleMethods } from './google-methods.ts'
import { maskProblems, shapeProblems, unaskedProblems } from './google-shape.ts'
import { checkTokenAnswer } from './oauth-answer.ts'

/** Which of Google's descriptions are opened. */
export interface GoogleDescriptionsOptions {
  /** Names of the documents, such as `drive.v3`. @default all that are there */
  readonly apis?: readonly string[]
  /** @default the folder of descriptions */
  readonly folder?: string | undefined
}

/**
 * Opens Google's discovery documents; undefined where they are not there.
 * @throws Error if one of the APIs that were named is not among them
 */
export function openGoogleDescriptions(options: GoogleDescriptionsOptions = {}): VendorDescription | undefined {
  const folder = options.folder ?? descriptionsFolder()
  if (folder === undefined) return undefined
  const there = globSync('*.json', { cwd: join(folder, 'google') }).map((name) => basename(name, '.json'))
  if (there.length === 0) return undefined
  const documents = (options.apis ?? there).map((api) => {
    const document = readDescription<GoogleDocument>(folder, `google/${api}.json`)
    if (!document) throw new Error(`there is no description of ${api}`)
    return document
  })
  return describeGoogle(documents)
}

/** Validates against these documents. */
export function describeGoogle(documents: readonly GoogleDocument[]): VendorDescription {
  const methods = new GoogleMethods(documents)
  return {
    checkRequest: (request) => checkRequest(methods, request),
    checkAnswer: (exchange) => unique(checkAnswer(methods, exchange)),
  }
}

function checkRequest(methods: GoogleMethods, { method, url: text, body }: DescribedRequest): RequestVerdict {
  const url = new URL(text)
  if (isTokenEndpoint(url)) return { operations: [], problems: [] }
  const verdicts = methods.find(method, url).map((match): RequestVerdict => {
    const { id, scopes = [] } = match.method
    return { operations: [{ id, scopes }], problems: unique(requestProblems(match, url, body)) }
  })
  // Documents may share a path at an address that does not tell them apart: the one counts that the request fits best.
  const [best] = verdicts.sort((a, b) => a.problems.length - b.problems.length)
  return best ?? { operations: [], problems: [`${method} ${url.origin}${url.pathname} is not described`] }
}

function requestProblems({ document, method, path }: GoogleMatch, url: URL, body: unknown): readonly string[] {
  const all: Readonly<Record<string, GoogleParameter>> = { ...document.parameters, ...method.parameters }
  const { schemas = {} } = document
  const problems: string[] = []
  const names = new Set(url.searchParams.keys())
  for (const name of names) {
    const parameter = all[name]
    const values = url.searchParams.getAll(name)
    if (parameter?.location !== 'query') problems.push(`${method.id} takes no parameter ${name}`)
    else if (values.length > 1 && !parameter.repeated) problems.push(`${method.id} takes ${name} only once`)
    else for (const value of values) problems.push(...parameterProblems(`${method.id} ${name}`, value, parameter))
  }
  for (const [name, value] of Object.entries(path)) {
    const parameter = all[name]
    if (parameter) problems.push(...parameterProblems(`${method.id} ${name}`, value, parameter))
  }
  for (const [name, { required, location }] of Object.entries(all)) {
    if (required && location === 'query' && !names.has(name)) problems.push(`${method.id} needs ${name}`)
  }
  const fields = url.searchParams.get('fields')
  if (fields !== null) {
    const mask = parseFieldMask(fields)
    if (!mask) problems.push(`fields of ${method.id} cannot be read`)
    else problems.push(...maskProblems(mask, method.response, schemas, '').map((one) => `${method.id}: ${one}`))
  }
  if (body !== undefined) {
    if (!method.request) problems.push(`${method.id} takes no body`)
    else problems.push(...shapeProblems(body, method.request, schemas, `${method.id} body`))
  }
  return problems
}

function parameterProblems(name: string, value: string, parameter: GoogleParameter): readonly string[] {
  const { type, enum: allowed, pattern, minimum, maximum } = parameter
  if (allowed && !allowed.includes(value)) return [`${name} is ${shown(value)}, which is not one of its values`]
  if (type === 'boolean' && value !== 'true' && value !== 'false') return [`${name} is ${shown(value)}, not a boolean`]
  if (type === 'integer' || type === 'number') {
    const number = Number(value)
    if (value === '' || Number.isNaN(number)) return [`${name} is ${shown(value)}, not a number`]
    if (minimum !== undefined && number < Number(minimum)) return [`${name} is ${value}, less than ${minimum}`]
    if (maximum !== undefined && number > Number(maximum)) return [`${name} is ${value}, more than ${maximum}`]
  }
  return pattern !== undefined && !new RegExp(pattern).test(value) ? [`${name} is ${shown(value)}, not ${pattern}`] : []
}

function checkAnswer(
  methods: GoogleMethods,
  { method, url: text, status, body }: DescribedExchange,
): readonly string[] {
  const url = new URL(text)
  if (isTokenEndpoint(url)) return checkTokenAnswer(status, body)
  if (status >= 400) return errorProblems(status, body)
  const verdicts = methods.find(method, url).map((match) => answerProblems(match, url, status, body))
  return verdicts.sort((a, b) => a.length - b.length)[0] ?? [`${method} ${url.pathname} is not described`]
}

function answerProblems({ document, method }: GoogleMatch, url: URL, status: number, body: unknown): readonly string[] {
  if (body === undefined) {
    return method.response && status === 200 ? [`${method.id} answered nothing`] : []
  }
  if (!method.response) return isObject(body) && Object.keys(body).length === 0 ? [] : [`${method.id} answers nothing`]
  const problems = shapeProblems(body, method.response, document.schemas ?? {}, method.id)
  const mask = parseFieldMask(url.searchParams.get('fields') ?? '*')
  return mask ? [...problems, ...unaskedProblems(body, mask, method.id)] : problems
}

/** @see https://cloud.google.com/apis/design/errors#http_mapping */
function errorProblems(status: number, body: unknown): readonly string[] {
  const error = isObject(body) ? body['error'] : undefined
  if (!isObject(error)) return [`the answer with status ${status} has no error`]
  const problems: string[] = []
  if (error['code'] !== status)
    problems.push(`error.code is ${shown(error['code'])} in an answer with status ${status}`)
  if (typeof error['message'] !== 'string') problems.push('error.message is not a string')
  if (error['errors'] !== undefined && !Array.isArray(error['errors'])) problems.push('error.errors is not a list')
  if (error['status'] !== undefined && typeof error['status'] !== 'string')
    problems.push('error.status is not a string')
  return problems
}

function isTokenEndpoint({ pathname }: URL): boolean {
  return pathname === '/token'
}
