import * as z from 'zod/mini'
import { ConfigError } from '../errors/config-error.ts'
import { parseWith } from './parse-with.ts'
import type { Policy } from './policy.ts'

/** Made when first used: importing this package builds nothing. */
function policySchema() {
  const text = z.string().check(z.minLength(1))
  const check = z.strictObject({
    enabled: z.optional(z.boolean()),
    severity: z.optional(z.enum(['critical', 'high', 'medium', 'low'])),
    params: z.optional(z.record(z.string(), z.json())),
    profile: z.optional(text),
  })
  const scope = z.strictObject({ only: z.optional(z.array(text)), skip: z.optional(z.array(text)) })
  return z.strictObject({
    profile: z.optional(text),
    betaApis: z.optional(z.boolean()),
    checks: z.optional(z.record(text, check)),
    scope: z.optional(z.record(text, scope)),
  })
}

/**
 * Checks that a value is a {@link Policy}, for hosts that read it from a file.
 * @throws ConfigError naming each field that is wrong
 */
export function readPolicy(value: unknown): Policy {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigError('policy: must be an object such as { "checks": { "github/*": { "enabled": true } } }', {
      field: 'policy',
    })
  }
  return parseWith(policySchema() as never, value, 'policy')
}
