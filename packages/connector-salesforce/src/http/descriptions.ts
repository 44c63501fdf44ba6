import type { HttpClient } from '@opencasb/connector-kit'
import { NotFoundError, PermissionError } from '@opencasb/core'
import { z } from 'zod'
import type { ApiPaths } from './api-paths.ts'

/** What the integration user can see of an object. */
export interface ObjectDescription {
  readonly name: string
  readonly queryable: boolean
  readonly fields: ReadonlySet<string>
}

/** Descriptions, each asked for once. */
export interface Descriptions {
  describe(object: string, api: 'data' | 'tooling', signal: AbortSignal): Promise<ObjectDescription | undefined>
}

const schema: z.ZodType<ObjectDescription> = z
  .object({
    name: z.string(),
    queryable: z.boolean(),
    fields: z.array(z.object({ name: z.string() })),
  })
  .transform(({ name, queryable, fields }) => ({ name, queryable, fields: new Set(fields.map((field) => field.name)) }))

/**
 * Makes the memory of one session.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm
 */
export function createDescriptions(http: HttpClient, paths: ApiPaths): Descriptions {
  const known = new Map<string, ObjectDescription | undefined>()
  return {
    async describe(object, api, signal) {
      const path = paths.describe(object, api)
      if (known.has(path)) return known.get(path)
      try {
        const { data } = await http.get(path, { schema, conditional: false, signal })
        known.set(path, data)
        return data
      } catch (error) {
        if (!NotFoundError.is(error) && !PermissionError.is(error)) throw error
        known.set(path, undefined)
        return undefined
      }
    },
  }
}
