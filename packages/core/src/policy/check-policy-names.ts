import type { Connector } from '../contract/connector.ts'
import { ConfigError } from '../errors/config-error.ts'
import { matchesPattern } from './match-pattern.ts'
import type { Policy } from './policy.ts'

/** A policy that names what no connector has would silently do nothing. @throws ConfigError naming it */
export function checkPolicyNames(policy: Policy, connectors: readonly Connector[]): void {
  const ids = connectors.flatMap((connector) => connector.checks.map(({ id }) => id))
  for (const pattern of Object.keys(policy.checks ?? {})) {
    if (ids.some((id) => matchesPattern(pattern, id))) continue
    const field = `policy.checks.${pattern}`
    throw new ConfigError(`${field}: no connector has a check of this name; list them with "opencasb checks"`, {
      field,
    })
  }
  const names = connectors.flatMap((connector) => connector.resources.map(({ name }) => name))
  for (const name of Object.keys(policy.scope ?? {})) {
    if (names.includes(name)) continue
    const field = `policy.scope.${name}`
    throw new ConfigError(`${field}: no connector has a resource type of this name; use one of ${names.join(', ')}`, {
      field,
    })
  }
}
