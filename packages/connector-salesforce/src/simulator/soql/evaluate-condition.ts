import type { Condition, Literal, Operator, Query } from './query.ts'

/** How a condition gets at rows. */
export interface ConditionContext<R> {
  valueOf(path: string): (row: R) => unknown
  /** The values of the one field of a query inside of a query. */
  valuesOf(query: Query): ReadonlySet<unknown>
  /** Milliseconds since 1970. */
  readonly now: number
}

const day = 86_400_000

/** Makes a test out of a condition; paths and inner queries are resolved once. */
export function compileCondition<R>(condition: Condition, context: ConditionContext<R>): (row: R) => boolean {
  switch (condition.kind) {
    case 'and': {
      const parts = condition.parts.map((part) => compileCondition(part, context))
      return (row) => parts.every((part) => part(row))
    }
    case 'or': {
      const parts = condition.parts.map((part) => compileCondition(part, context))
      return (row) => parts.some((part) => part(row))
    }
    case 'not': {
      const part = compileCondition(condition.part, context)
      return (row) => !part(row)
    }
    case 'in': {
      const { among, negated, field } = condition
      const value = context.valueOf(field)
      const values = 'object' in among ? context.valuesOf(among) : new Set(among.map((one) => plain(one)))
      return (row) => values.has(value(row)) !== negated
    }
    case 'compare': {
      const value = context.valueOf(condition.field)
      return (row) => compare(value(row), condition.operator, condition.literal, context.now)
    }
  }
}

function plain(literal: Literal): unknown {
  return literal.kind === 'value' ? literal.value : undefined
}

function compare(value: unknown, operator: Operator, literal: Literal, now: number): boolean {
  if (literal.kind === 'last-days') {
    const at = momentOf(value)
    return operator === '=' && at !== undefined && at >= now - literal.days * day && at <= now + day
  }
  if (literal.kind === 'moment') {
    const at = momentOf(value)
    return at !== undefined && order(at - literal.at, operator)
  }
  const { value: wanted } = literal
  if (operator === 'LIKE') return typeof value === 'string' && typeof wanted === 'string' && isLike(value, wanted)
  if (operator === '=') return same(value, wanted)
  if (operator === '!=') return !same(value, wanted)
  if (typeof value === 'number' && typeof wanted === 'number') return order(value - wanted, operator)
  if (typeof value === 'string' && typeof wanted === 'string')
    return order(value < wanted ? -1 : value > wanted ? 1 : 0, operator)
  return false
}

/** Texts are compared without regard to case, as Salesforce does outside of ids. */
function same(value: unknown, wanted: unknown): boolean {
  if (typeof value === 'string' && typeof wanted === 'string')
    return value === wanted || value.toLowerCase() === wanted.toLowerCase()
  return (value ?? null) === wanted
}

function order(difference: number, operator: Operator): boolean {
  switch (operator) {
    case '<':
      return difference < 0
    case '<=':
      return difference <= 0
    case '>':
      return difference > 0
    case '>=':
      return difference >= 0
    case '!=':
      return difference !== 0
    default:
      return difference === 0
  }
}

function momentOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

function isLike(text: string, wanted: string): boolean {
  const expression = wanted
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%/g, '.*')
    .replace(/_/g, '.')
  return new RegExp(`^${expression}$`, 'is').test(text)
}
