import { ConfigError } from '../errors/config-error.ts'
import { severities } from '../model/severity.ts'
import type { Policy } from './policy.ts'

/** Looks at one value and adds what is wrong with it: `policy.profile: must be text`. */
type Reader = (value: unknown, field: string, problems: string[]) => void

/**
 * Checks that a value is a {@link Policy}, for hosts that read it from a file.
 * @throws ConfigError naming each field that is wrong
 */
export function readPolicy(value: unknown): Policy {
  if (!isObject(value)) {
    throw new ConfigError('policy: must be an object such as { "checks": { "github/*": { "enabled": true } } }', {
      field: 'policy',
    })
  }
  const problems: string[] = []
  policy(value, 'policy', problems)
  if (problems.length === 0) return value as Policy
  throw new ConfigError(problems.join('\n'), { field: problems[0]?.split(': ')[0] ?? 'policy' })
}

const boolean = be('true or false', (value) => typeof value === 'boolean')
const text = be('text that is not empty', (value) => typeof value === 'string' && value !== '')
const severity = be(`one of ${severities.join(', ')}`, (value) => severities.includes(value as never))
const parameters = be('an object of plain JSON', (value) => isObject(value) && isPlain(value))
const texts: Reader = (value, field, problems) => {
  if (!Array.isArray(value)) problems.push(`${field}: must be a list of texts`)
  else for (const [index, item] of value.entries()) text(item, `${field}.${index}`, problems)
}
const policy = shape({
  profile: text,
  betaApis: boolean,
  checks: entries(shape({ enabled: boolean, severity, params: parameters, profile: text })),
  scope: entries(shape({ only: texts, skip: texts })),
})

function be(what: string, fits: (value: unknown) => boolean): Reader {
  return (value, field, problems) => {
    if (!fits(value)) problems.push(`${field}: must be ${what}`)
  }
}

/** An object with these fields, all optional, and no others. */
function shape(fields: Readonly<Record<string, Reader>>): Reader {
  return objectOf((name, value, field, problems) => {
    const read = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!read) problems.push(`${field}: there is no "${name}" here; use ${Object.keys(fields).join(', ')}`)
    else if (value !== undefined) read(value, `${field}.${name}`, problems)
  })
}

/** An object of any names. */
function entries(read: Reader): Reader {
  return objectOf((name, value, field, problems) => read(value, `${field}.${name}`, problems))
}

function objectOf(each: (name: string, value: unknown, field: string, problems: string[]) => void): Reader {
  return (value, field, problems) => {
    if (!isObject(value)) problems.push(`${field}: must be an object`)
    else for (const [name, own] of Object.entries(value)) each(name, own, field, problems)
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether it comes through JSON as it is. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return value === null || ['string', 'boolean'].includes(typeof value)
  const prototype = Object.getPrototypeOf(value)
  return (
    (Array.isArray(value) || prototype === Object.prototype || prototype === null) &&
    Object.values(value).every(isPlain)
  )
}
