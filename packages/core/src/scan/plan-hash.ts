import type { Connector } from '../contract/connector.ts'
import { digestOf } from '../model/fingerprint.ts'
import type { JsonObject } from '../model/json.ts'
import type { ChosenCheck } from '../plan/chosen-check.ts'
import type { PlannedResource } from '../plan/read-plan.ts'
import type { Policy } from '../policy/policy.ts'

function checksOf(checks: readonly ChosenCheck[]): unknown {
  return checks.map(({ check, params, policySeverity }) => [check.id, check.version, params, policySeverity ?? null])
}

/** Identifies what a run reads and asks: a run is resumed only where it is the same. */
export function planHashOf(
  connector: Connector,
  config: JsonObject,
  policy: Policy,
  checks: readonly ChosenCheck[],
): string {
  return digestOf([connector.id, connector.version, config, policy.scope ?? {}, checksOf(checks)])
}

/** Identifies what a stream was evaluated with: a change feed goes on only where it is the same. */
export function streamHashOf(connector: Connector, policy: Policy, planned: PlannedResource): string {
  const { resource, checks, children } = planned
  const all = [...checks, ...children.flatMap((child) => child.checks)]
  return digestOf([connector.version, resource.name, policy.scope?.[resource.name] ?? {}, checksOf(all)])
}
