import type { StandardSchemaV1 } from '@opencasb/core'

/** What a field must be. */
export type FieldKind = 'string' | 'boolean' | 'array'

/** A schema of an object by hand: each field with its kind, others accepted only where `open`. */
export function shape<T>(
  fields: Readonly<Record<string, FieldKind>>,
  options: { readonly open?: boolean } = {},
): StandardSchemaV1<unknown, T> {
  const problems = (value: unknown): StandardSchemaV1.Issue[] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ message: 'must be an object' }]
    const wrong = Object.entries(fields).filter(([name, kind]) => !isKind(Reflect.get(value, name), kind))
    const unknown = options.open ? [] : Object.keys(value).filter((name) => !Object.hasOwn(fields, name))
    return [
      ...wrong.map(([name, kind]) => ({ message: `must be a ${kind}`, path: [name] })),
      ...unknown.map((name) => ({ message: 'is not known', path: [name] })),
    ]
  }
  const validate = (value: unknown): StandardSchemaV1.Result<T> => {
    const issues = problems(value)
    return issues.length > 0 ? { issues } : { value: value as T }
  }
  return { '~standard': { version: 1, vendor: 'doors', validate } }
}

function isKind(value: unknown, kind: FieldKind): boolean {
  if (kind === 'array') return Array.isArray(value)
  return typeof value === kind && value !== ''
}
