/**
 * Names of properties that say something and that we cannot read: what Graph adds one day. A condition that is not
 * understood may narrow what a policy applies to, so that the policy must not be counted on.
 */
export function unknownParts(value: Readonly<Record<string, unknown>>, known: readonly string[]): readonly string[] {
  return Object.keys(value).filter((name) => !name.includes('@') && !known.includes(name) && saysSomething(value[name]))
}

function saysSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'object' ? Object.values(value).some(saysSomething) : true
}
