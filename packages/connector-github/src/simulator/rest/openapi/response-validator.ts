import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormatsModule from 'ajv-formats'

type Json = Readonly<Record<string, unknown>>

// The package brings types of an Ajv of its own; at run time it is content with ours.
const addFormats = (addFormatsModule.default ?? addFormatsModule) as unknown as (ajv: Ajv) => void

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Where the description contradicts itself: here it asks the account to be a person and an enterprise at once. */
const corrections: Readonly<Record<string, Json>> = {
  'GET /app/installations 200': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
}

/**
 * Rewrites an OpenAPI 3.0 schema as JSON Schema: `nullable` becomes an alternative, and of alternatives that overlap
 * (GitHub's often do) one is enough.
 */
function convert(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(convert)
  if (!isObject(schema)) return schema
  const { nullable, oneOf, discriminator: _, example: __, examples: ___, ...rest } = schema
  const converted: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(rest)) {
    if (name === '$ref' && typeof value === 'string')
      converted['$ref'] = value.replace('#/components/schemas/', 'openapi:')
    else converted[name] = convert(value)
  }
  if (oneOf !== undefined) converted['anyOf'] = convert(oneOf)
  return nullable === true ? { anyOf: [{ type: 'null' }, converted] } : converted
}

/** Checks answers against GitHub's own OpenAPI description. */
export class ResponseValidator {
  readonly #paths: Json
  readonly #responses: Json
  readonly #ajv = new Ajv({ strict: false, allErrors: true, logger: false })
  readonly #validators = new Map<string, ValidateFunction>()

  constructor() {
    const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/ghec.json')
    const description = JSON.parse(readFileSync(file, 'utf8')) as Json
    const components = description['components'] as Json
    this.#paths = description['paths'] as Json
    this.#responses = components['responses'] as Json
    addFormats(this.#ajv)
    for (const [name, schema] of Object.entries(components['schemas'] as Json)) {
      this.#ajv.addSchema(convert(schema) as object, `openapi:${name}`)
    }
  }

  /** What is wrong with an answer; nothing where it is as described. */
  problems(route: string, status: number, body: unknown): string[] {
    const schema = corrections[`${route} ${status}`] ?? this.#schemaOf(route, status)
    if (schema === 'nothing') return body === undefined ? [] : ['there should be no body']
    if (typeof schema === 'string') return [schema]
    const key = `${route} ${status}`
    const validate = this.#validators.get(key) ?? this.#ajv.compile(convert(schema) as object)
    this.#validators.set(key, validate)
    if (validate(body)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }

  #schemaOf(route: string, status: number): Json | string {
    const [method = '', path = ''] = route.split(' ')
    const operation = (this.#paths[path] as Json | undefined)?.[method.toLowerCase()]
    if (!isObject(operation)) return `${route} is not part of GitHub's API`
    const described = (operation['responses'] as Json)[String(status)]
    if (status === 204) return described ? 'nothing' : 'the status is not described'
    // Errors that GitHub describes for no single route have the same form everywhere.
    if (described === undefined && status >= 400) return { $ref: '#/components/schemas/basic-error' }
    if (!isObject(described)) return `the status ${status} is not described`
    const reference = described['$ref']
    const response = typeof reference === 'string' ? this.#responses[reference.split('/').pop() ?? ''] : described
    const content = isObject(response) ? response['content'] : undefined
    const json = isObject(content) ? content['application/json'] : undefined
    return isObject(json) && isObject(json['schema']) ? json['schema'] : status >= 400 ? { type: 'object' } : 'nothing'
  }
}
