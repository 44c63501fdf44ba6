import { ConfigError } from '../errors/config-error.ts'

/** Looks at one value that somebody gave and adds what is wrong with it: `policy.profile: must be text`. */
export type Reader = (value: unknown, field: string, problems: string[]) => void

export const anything: Reader = () => undefined
export const boolean: Reader = be('true or false', (value) => typeof value === 'boolean')
export const anyText: Reader = be('text', (value) => typeof value === 'string')
export const text: Reader = be('text that is not empty', (value) => typeof value === 'string' && value !== '')
export const texts: Reader = listOf(text)
export const list: Reader = be('a list', Array.isArray)
/** Functions that have methods are objects too. */
export const object: Reader = be('an object', (value) => isObject(value) || typeof value === 'function')

/** @throws ConfigError naming all that is wrong, and the first of it as the field */
export function checkGiven(read: Reader, value: unknown, field: string): void {
  const problems: string[] = []
  read(value, field, problems)
  if (problems.length > 0) throw new ConfigError(problems.join('\n'), { field: problems[0]?.split(': ')[0] ?? field })
}

export function be(what: string, fits: (value: unknown) => boolean): Reader {
  return (value, field, problems) => {
    if (!fits(value)) problems.push(`${field}: must be ${what}`)
  }
}

export function oneOf(values: readonly string[]): Reader {
  return be(`one of ${values.join(', ')}`, (value) => values.includes(value as string))
}

/** A whole number from 1 on. */
export function wholeNumber(most: number = Number.POSITIVE_INFINITY): Reader {
  const range = Number.isFinite(most) ? `from 1 to ${most}` : 'from 1 on'
  return be(
    `a whole number ${range}`,
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most,
  )
}

/** A list of texts that are each fit for the reader. */
export function listOf(read: Reader): Reader {
  return (value, field, problems) => {
    if (!Array.isArray(value)) problems.push(`${field}: must be a list of texts`)
    else for (const [index, item] of value.entries()) read(item, `${field}.${index}`, problems)
  }
}

/** An object with these fields, all optional, and no others. */
export function shape(fields: Readonly<Record<string, Reader>>): Reader {
  return objectOf((name, value, field, problems) => {
    const read = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!read) problems.push(`${field}: there is no "${name}" here; use ${Object.keys(fields).join(', ')}`)
    else if (value !== undefined) read(value, `${field}.${name}`, problems)
  })
}

/**
 * What a listing is narrowed to: what was to be one customer's must not become everybody's by a value that is missing.
 * @param others fields that narrow nothing, and may be undefined @default none
 */
export function filterOf(
  fields: Readonly<Record<string, Reader>>,
  others: Readonly<Record<string, Reader>> = {},
): Reader {
  const everything = shape({ ...fields, ...others })
  const narrowing = (value: unknown, field: string, problems: string[]): void => {
    for (const name of Object.keys(fields)) {
      if (isObject(value) && name in value && value[name as keyof typeof value] === undefined) {
        problems.push(`${field}.${name}: is undefined; leave it out for all`)
      }
    }
  }
  return (value, field, problems) => {
    everything(value, field, problems)
    narrowing(value, field, problems)
  }
}

/** An object of any names. */
export function entries(read: Reader): Reader {
  return objectOf((name, value, field, problems) => read(value, `${field}.${name}`, problems))
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectOf(each: (name: string, value: unknown, field: string, problems: string[]) => void): Reader {
  return (value, field, problems) => {
    if (!isObject(value)) problems.push(`${field}: must be an object`)
    else for (const [name, own] of Object.entries(value)) each(name, own, field, problems)
  }
}
