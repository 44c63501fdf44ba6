import { PermissionError } from '@opencasb/core'
import type { Page, StreamContext } from '@opencasb/core/connector'
import type { z } from 'zod'
import type { Question } from '../http/questions.ts'
import type { SalesforceSession } from '../session.ts'
import { fieldList, identifier, type Soql, soql } from '../soql.ts'
import { keyOf } from './key-of.ts'

/** Which rows a resource is made of. Names of fields and objects stand in the sources, never in data. */
export interface RowSource<T> {
  /** @example 'ContentDistribution' */
  readonly object: string
  /** @default 'data' */
  readonly api?: 'data' | 'tooling'
  readonly fields: readonly string[]
  /** Fields that some editions, versions or field-level security lack: without them only what reads them is a gap. */
  readonly optional?: readonly string[]
  /** Conditions without `WHERE`. */
  readonly where?: Soql
  /** The order without `ORDER BY`. @default as Salesforce likes */
  readonly order?: Soql
  /** `large`: a request of its own. `small`: the first page travels with other questions. @default 'small' */
  readonly size?: 'small' | 'large'
  /** Every organisation has such rows: none is a missing permission, not an empty list. @default false */
  readonly never?: 'empty' | undefined
  readonly item: z.ZodType<T>
  /** The field that the key of an unreadable row is read from; `null` where no field is the key. @default 'Id' */
  readonly keyField?: string | null
}

type Reading = Pick<StreamContext<SalesforceSession>, 'session' | 'signal'> & { readonly from?: string }

/**
 * Reads rows page by page. What the integration user cannot see is an error that names it, never an empty list.
 * @throws PermissionError naming the object and the fields that are hidden
 */
export async function* readRows<T>(source: RowSource<T>, context: Reading): AsyncGenerator<Page<T>> {
  const { object, optional = [], never } = source
  let seen = 0
  const pages =
    context.from === undefined ? withoutHidden(source, optional, context) : pagesOf(source, optional, context)
  for await (const { items, unreadable, next, total } of pages) {
    seen += items.length + unreadable.length
    if (next === undefined && seen === 0 && never === 'empty' && context.from === undefined) {
      throw new PermissionError(`Every organisation has rows of ${object}, but the integration user is shown none`)
    }
    yield { items, unreadable, ...(next !== undefined && { cursor: next }), ...(total !== undefined && { total }) }
  }
}

/** Asks for all fields; where some are hidden, for those that are not. */
async function* withoutHidden<T>(source: RowSource<T>, optional: readonly string[], context: Reading) {
  let started = false
  try {
    for await (const page of pagesOf(source, optional, context)) {
      started = true
      yield page
    }
    return
  } catch (error) {
    if (started || !PermissionError.is(error)) throw error
    const visible = await visibleFields(source, context)
    if (!visible) throw error
    const missing = source.fields.filter((field) => !visible(field))
    if (missing.length > 0) throw hiddenFields(source.object, missing)
    const left = optional.filter(visible)
    if (left.length === optional.length) throw error
    yield* pagesOf(source, left, context)
  }
}

/** What is asked for rows of a source. */
export type RowQuestion = Omit<RowSource<unknown>, 'item' | 'never' | 'keyField' | 'size'>

/** The question that reading these rows begins with. */
export function questionOf({ object, api = 'data', fields, optional = [], where, order }: RowQuestion): Question {
  const select = soql`SELECT ${fieldList([...fields, ...optional])} FROM ${identifier(object, [object])}`
  const filtered = where ? soql`${select} WHERE ${where}` : select
  return { api, soql: order ? soql`${filtered} ORDER BY ${order}` : filtered }
}

function pagesOf<T>(source: RowSource<T>, optional: readonly string[], { session, signal, from }: Reading) {
  const { api = 'data', size = 'small', item, keyField = 'Id' } = source
  const question = questionOf({ ...source, optional })
  const query = question.soql
  const request = { item, ...(keyField !== null && { keyOf: keyOf(keyField) }), from, signal }
  if (size === 'small') return session.client.rows(question, request)
  return api === 'tooling' ? session.client.tooling(query, request) : session.client.query(query, request)
}

/** Says which fields the integration user can see; `undefined` where the whole object is hidden. */
async function visibleFields(
  { object, api = 'data' }: Pick<RowSource<unknown>, 'object' | 'api'>,
  { session, signal }: Reading,
): Promise<((field: string) => boolean) | undefined> {
  const description = await session.client.describe(object, signal, api)
  // What lies behind a relationship belongs to another object: the vendor's own refusal tells of it.
  return description && ((field) => field.includes('.') || description.fields.has(field))
}

/** The error for fields that are hidden. */
export function hiddenFields(object: string, fields: readonly string[]): PermissionError {
  const names = fields.map((field) => `${object}.${field}`)
  return new PermissionError(
    `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} hidden from the integration user by field-level security, or this edition lacks ${names.length > 1 ? 'them' : 'it'}`,
    { missing: names },
  )
}
