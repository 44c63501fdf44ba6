import { z } from 'zod'

/** Paths of the REST API in one version. */
export interface ApiPaths {
  readonly base: string
  readonly query: string
  readonly queryAll: string
  readonly tooling: string
  readonly composite: string
  readonly limits: string
  describe(object: string, api: 'data' | 'tooling'): string
}

/** Makes the paths of a version. */
export function apiPaths(apiVersion: string): ApiPaths {
  const base = `/services/data/v${apiVersion}`
  return {
    base,
    query: `${base}/query`,
    queryAll: `${base}/queryAll`,
    tooling: `${base}/tooling/query`,
    composite: `${base}/composite`,
    limits: `${base}/limits`,
    describe: (object, api) =>
      `${base}/${api === 'tooling' ? 'tooling/' : ''}sobjects/${encodeURIComponent(object)}/describe`,
  }
}

/** One page of a query. */
export interface QueryAnswer {
  readonly records: readonly unknown[]
  /** How many rows the whole listing has. */
  readonly totalSize: number | undefined
  /** Where the next page is; a path. */
  readonly nextRecordsUrl: string | undefined
}

/**
 * The answer of a query. What says that it is done but names a next page, or the other way round, is no answer.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
 */
export const queryAnswerSchema: z.ZodType<QueryAnswer> = z
  .object({
    done: z.boolean(),
    totalSize: z.number().int().nonnegative().optional(),
    records: z.array(z.unknown()),
    nextRecordsUrl: z.string().min(1).nullish(),
  })
  .refine(({ done, nextRecordsUrl }) => done === (nextRecordsUrl == null), 'is cut: the next page is missing')
  .transform(({ totalSize, records, nextRecordsUrl }) => ({
    records,
    totalSize,
    nextRecordsUrl: nextRecordsUrl ?? undefined,
  }))
