import type { CalledOperation } from './exchange.ts'
import type { GraphBetaPaths, GraphDocument, GraphOperation, GraphPathItem, GraphSchema } from './graph-document.ts'
import { GraphPaths } from './graph-paths.ts'

/** An operation that fits a request. */
export interface GraphCall extends CalledOperation {
  /** Absent for paths that only beta has: nothing is known of them but their scopes. */
  readonly operation?: GraphOperation
  readonly cast?: string
  readonly isBeta: boolean
}

/** Where a request leads. */
export type GraphTarget = { readonly problem: string } | { readonly call: GraphCall; readonly url: URL }

/** Finds the operations of requests, in v1.0 and among the paths that only beta has. */
export class GraphOperations {
  readonly #paths: GraphPaths<GraphPathItem>
  readonly #betaPaths: GraphPaths<GraphBetaPaths['paths'][string]>

  constructor(document: GraphDocument, beta: GraphBetaPaths | undefined) {
    this.#paths = new GraphPaths(document.paths)
    this.#betaPaths = new GraphPaths(beta?.paths ?? {}, 'i')
  }

  find(method: string, url: URL): GraphTarget {
    const [, version, path] = /^\/(v1\.0|beta)(\/.*)$/.exec(url.pathname) ?? []
    if (path === undefined) return { problem: `${url.pathname} is below no version of Graph` }
    const isBeta = version === 'beta'
    const found = this.#paths.find(path)
    const operation = found?.item[method.toLowerCase()]
    if (found && isOperation(operation)) {
      const { least = [], other = [] } = operation['x-permissions']?.application ?? {}
      const call = { id: operation.operationId, scopes: [...least, ...other], operation, isBeta }
      return { url, call: found.cast === undefined ? call : { ...call, cast: found.cast } }
    }
    const betaFound = isBeta ? this.#betaPaths.find(path) : undefined
    const scopes = betaFound?.item[method]?.application
    if (betaFound && scopes) return { url, call: { id: `beta ${method} ${betaFound.path}`, scopes, isBeta } }
    return { problem: `${method} ${url.pathname} is not described` }
  }
}

/** The type of what an operation answers: the items of a listing, or the thing itself. */
export function itemSchemaOf({ operation }: GraphCall): GraphSchema | undefined {
  const schema = answerSchemaOf(operation)
  return schema?.properties?.['value']?.items ?? schema
}

/** The schema of what an operation answers where it succeeds. */
export function answerSchemaOf(operation: GraphOperation | undefined): GraphSchema | undefined {
  const { '200': ok, '201': created } = operation?.responses ?? {}
  const content = (ok ?? created)?.content
  return content?.['application/json']?.schema ?? content?.['text/plain']?.schema
}

function isOperation(value: GraphOperation | readonly unknown[] | undefined): value is GraphOperation {
  return value !== undefined && !Array.isArray(value)
}
