import { ConfigError } from '../errors/config-error.ts'
import { be, boolean, checkGiven, entries, isObject, oneOf, shape, text, texts } from '../given/reader.ts'
import { severities } from '../model/severity.ts'
import type { Policy } from './policy.ts'

const tuning = shape({
  enabled: boolean,
  severity: oneOf(severities),
  params: be('an object of plain JSON', (value) => isObject(value) && isPlain(value)),
  profile: text,
})
const policy = shape({
  profile: text,
  betaApis: boolean,
  checks: entries(tuning),
  scope: entries(shape({ only: texts, skip: texts })),
})

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
  checkGiven(policy, value, 'policy')
  return value as Policy
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
