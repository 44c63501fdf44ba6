import { UnexpectedAnswerError } from '@opencasb/core'
import type { Facet, FacetOutcome, ResourceType } from '@opencasb/core/connector'
import { defineFacet } from '@opencasb/core/connector'
import type { SalesforceSession } from '../session.ts'
import { hiddenFields } from './read-rows.ts'

/** What {@link fieldFacet} takes. */
export interface FieldFacetOptions<T, V> {
  readonly name: string
  readonly of: ResourceType<T, SalesforceSession>
  readonly object: string
  readonly fields: readonly string[]
  /** The fact; `undefined` where a field did not come, `null` where it does not have the shape that is read. */
  readonly read: (item: T) => V | undefined
}

/** A fact that rests on fields which may be hidden: where they are, it is unknown, and the rest of the row is not. */
export function fieldFacet<T, V>(options: FieldFacetOptions<T, V>): Facet<T, V, SalesforceSession> {
  const { name, of, object, fields, read } = options
  const outcome = (item: T): FacetOutcome<V> => {
    const value = read(item)
    return value === undefined ? { error: hiddenFields(object, fields) } : { value }
  }
  return defineFacet<T, V, SalesforceSession>({
    name,
    of,
    needs: of.needs,
    fetch: async (item) => {
      const read = outcome(item)
      if ('error' in read) throw read.error
      return read.value
    },
    fetchMany: async (items) => new Map(items.map((item) => [of.key(item), outcome(item)])),
  })
}

/** A value that arrived in a shape that is not read. */
export function oddValue(what: string): UnexpectedAnswerError {
  return new UnexpectedAnswerError(`${what} does not have the expected shape`, { retryable: false })
}
