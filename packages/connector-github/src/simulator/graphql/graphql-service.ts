import { PageCache, type RequestLog } from '@opencasb/simulator-kit'
import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Grant } from '../access/grant.ts'
import { viewOfGrant } from '../access/grant-view.ts'
import { allScopes } from '../access/permission.ts'
import type { Faults } from '../faults/faults.ts'
import { type Answer, ok, problem, suspendedMessage } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import { payerName } from '../http/exchange.ts'
import { linksFor } from '../http/links.ts'
import { graphqlRefusalAnswer } from '../http/refusal.ts'
import type { Limiter } from '../limits/limiter.ts'
import type { GithubWorld } from '../world/world.ts'
import { analyseQuery, type SelectedField } from './analyse-query.ts'
import { createSchema } from './create-schema.ts'
import { FieldError } from './field-error.ts'
import { fieldPermissions } from './field-permissions.ts'
import type { GraphqlContext } from './graphql-context.ts'
import { queryRoot } from './query-root.ts'

type Graphql = typeof import('graphql')

interface Prepared {
  readonly document: DocumentNode
  readonly errors: readonly object[]
}

/** An answer that was made, with its price. */
interface CachedResult {
  readonly body: Buffer
  readonly points: number
}

/** Queries that were parsed and checked last. */
const rememberedQueries = 50

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function scopeProblem(fields: readonly SelectedField[], grant: Grant): object | undefined {
  const scopes = allScopes(grant)
  for (const { field, line, column } of fields) {
    const permission = fieldPermissions[field]
    if (!permission || permission.classic === 'never') continue
    const missing = permission.classic.find((group) => !group.some((one) => scopes.has(one)))
    if (!missing) continue
    const list = (names: Iterable<string>): string => `[${[...names].map((name) => `'${name}'`).join(', ')}]`
    return {
      type: 'INSUFFICIENT_SCOPES',
      locations: [{ line, column }],
      message:
        `Your token has not been granted the required scopes to execute this query. The '${field.split('.')[1]}' field ` +
        `requires one of the following scopes: ${list(missing)}, but your token has only been granted the: ` +
        `${list(grant.scopes)} scopes. Please modify your token's scopes at: https://github.com/settings/tokens.`,
    }
  }
  return undefined
}

/** An error as GitHub writes it: with a type, and without what graphql-js adds. */
function errorBody(error: GraphQLError): object {
  const { originalError, path, locations, message } = error
  const type = originalError instanceof FieldError ? originalError.type : undefined
  return {
    ...(type === undefined ? {} : { type }),
    ...(path ? { path } : {}),
    ...(type === 'FORBIDDEN' ? { extensions: { saml_failure: false } } : {}),
    ...(locations ? { locations } : {}),
    message,
  }
}

/** Answers the GraphQL API. */
export class GraphqlService {
  readonly #world: GithubWorld
  readonly #limiter: Limiter
  readonly #log: RequestLog
  readonly #faults: Faults
  readonly #cache: PageCache<CachedResult>
  readonly #prepared = new Map<string, Prepared>()
  #loading: Promise<{ readonly graphql: Graphql; readonly schema: GraphQLSchema }> | undefined

  constructor(parts: {
    readonly world: GithubWorld
    readonly limiter: Limiter
    readonly log: RequestLog
    readonly faults: Faults
    /** Bytes of answers that are kept for the next one who asks. */
    readonly cacheBytes: number
  }) {
    this.#cache = new PageCache(parts.cacheBytes)
    this.#world = parts.world
    this.#limiter = parts.limiter
    this.#log = parts.log
    this.#faults = parts.faults
  }

  async answer(exchange: Exchange, now: number): Promise<Answer> {
    const { identity, payer } = exchange
    if (identity.kind === 'refused') return problem(401, identity.message, 'https://docs.github.com/graphql')
    if (identity.kind === 'suspended') return problem(403, suspendedMessage, 'https://docs.github.com/graphql')
    if (identity.kind !== 'token') {
      const page = 'https://docs.github.com/graphql/guides/forming-calls-with-graphql#authenticating-with-graphql'
      return problem(401, 'This endpoint requires you to be authenticated.', page)
    }
    const fault = this.#faults.strike('POST', exchange.target + exchange.body)
    if (fault) {
      this.#log.count('graphql', { charged: 0, refused: fault.status !== 502 })
      return fault
    }
    const charge = (points: number, answer: Answer): Answer => {
      this.#limiter.charge(payer, 'graphql', points, now)
      this.#log.count('graphql', { charged: points })
      return answer
    }
    const { grant } = identity
    const refuse = (points: number): Answer | undefined => {
      if (!this.#limiter.hasRoom(payer, 'graphql', points, now)) return undefined
      this.#log.count('graphql', { charged: 0, refused: true })
      return graphqlRefusalAnswer(payerName(identity))
    }
    const key = `${this.#world.revision.value} ${viewOfGrant(grant)} ${exchange.body}`
    const known = this.#cache.get(key)
    if (known) return refuse(known.points) ?? charge(known.points, { status: 200, body: known.body })
    const request = readRequest(exchange.body)
    if (!request) return charge(1, problem(400, 'Problems parsing JSON', 'https://docs.github.com/graphql'))
    // Loaded on the first request only: whoever needs no GraphQL need not have the package.
    this.#loading ??= import('graphql').then((graphql) => ({ graphql, schema: createSchema(graphql) }))
    const { graphql, schema } = await this.#loading

    const { document, errors } = this.#prepare(request.query, graphql, schema)
    if (errors.length > 0) return charge(1, ok({ errors }))
    const operation = graphql.getOperationAST(document, request.operationName)
    if (!operation) return charge(1, ok({ errors: [{ message: 'An operation name is required' }] }))
    const analysis = analyseQuery(schema, document, operation, request.variables)
    const refused = refuse(analysis.cost.points)
    if (refused) return refused
    const scopes = grant.kind === 'pat-classic' ? scopeProblem(analysis.fields, grant) : undefined
    const [early] = analysis.problems
    if (scopes) return charge(1, ok({ errors: [scopes] }))
    if (early) {
      const { line, column, type, message } = early
      return charge(1, ok({ errors: [{ type, locations: [{ line, column }], message }] }))
    }
    const quota = this.#limiter.quota(payer, 'graphql', now)
    const { points } = analysis.cost
    const context: GraphqlContext = {
      world: this.#world,
      grant,
      html: linksFor(exchange.host, exchange.prefix).html,
      now,
      cost: analysis.cost,
      quota: { ...quota, used: quota.used + points, remaining: quota.remaining - points },
    }
    const result = await this.#execute(graphql, schema, { document, operation, variables: request.variables, context })
    const body = {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(result.errors ? { errors: result.errors.map(errorBody) } : {}),
    }
    const answer = { status: 200, body: Buffer.from(JSON.stringify(body)) }
    // What tells the state of the quota is another answer each time.
    if (!analysis.fields.some(({ field }) => field === 'Query.rateLimit')) this.#cache.set(key, { ...answer, points })
    return charge(points, answer)
  }

  async #execute(
    graphql: Graphql,
    schema: GraphQLSchema,
    query: {
      readonly document: DocumentNode
      readonly operation: OperationDefinitionNode
      readonly variables: Record<string, unknown>
      readonly context: GraphqlContext
    },
  ): Promise<ExecutionResult> {
    return graphql.execute({
      schema,
      document: query.document,
      rootValue: queryRoot,
      contextValue: query.context,
      variableValues: query.variables,
      operationName: query.operation.name?.value,
    })
  }

  #prepare(query: string, graphql: Graphql, schema: GraphQLSchema): Prepared {
    const known = this.#prepared.get(query)
    if (known) return known
    let prepared: Prepared
    try {
      const document = graphql.parse(query)
      prepared = { document, errors: graphql.validate(schema, document).map(errorBody) }
    } catch (error) {
      if (!(error instanceof graphql.GraphQLError)) throw error
      prepared = { document: { kind: graphql.Kind.DOCUMENT, definitions: [] }, errors: [errorBody(error)] }
    }
    if (this.#prepared.size >= rememberedQueries) this.#prepared.clear()
    this.#prepared.set(query, prepared)
    return prepared
  }
}

function readRequest(
  body: string,
):
  | { readonly query: string; readonly variables: Record<string, unknown>; readonly operationName?: string }
  | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return undefined
  }
  if (!isObject(parsed)) return undefined
  const { query, variables, operationName } = parsed
  if (typeof query !== 'string') return undefined
  return {
    query,
    variables: isObject(variables) ? variables : {},
    ...(typeof operationName === 'string' ? { operationName } : {}),
  }
}
