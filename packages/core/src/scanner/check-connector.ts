import type { Check } from '../contract/check.ts'
import { type Connector, connectorSpec } from '../contract/connector.ts'
import { ContractError } from '../errors/contract-error.ts'
import { checkCategories } from '../model/finding.ts'
import { severities } from '../model/severity.ts'

const connectorId = /^[a-z][a-z0-9-]*$/
const enumerations: Readonly<Record<'severity' | 'category' | 'lifecycle', readonly string[]>> = {
  severity: severities,
  category: checkCategories,
  lifecycle: ['stable', 'preview', 'deprecated'],
}
const checkRule = /^[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * Makes sure that a connector speaks this core's contract and is sound in itself.
 * @throws ContractError naming what is wrong, and both versions where the contract differs
 */
export function checkConnector(connector: Connector): void {
  const { spec, id } = connector as { spec?: unknown; id?: unknown }
  if (spec !== connectorSpec) {
    throw new ContractError(
      `The connector ${String(id)} is made for ${String(spec)}, and this version of @opencasb/core understands ${connectorSpec}; ` +
        'install versions of the two that belong together',
    )
  }
  const fault = faultOf(connector)
  if (fault) throw new ContractError(`The connector ${String(id)} is not sound: ${fault}`)
}

function faultOf(connector: Connector): string | undefined {
  const { id, resources, checks } = connector
  if (!connectorId.test(id)) return 'its id must be lower-case letters, digits and dashes'
  const names = new Set<string>()
  for (const { name } of resources) {
    if (names.has(name)) return `two resource types are called ${name}`
    if (!name.startsWith(`${id}.`)) return `the name of the resource type ${name} must begin with "${id}."`
    names.add(name)
  }
  const ids = new Set<string>()
  for (const check of checks) {
    if (ids.has(check.id)) return `two checks have the id ${check.id}`
    ids.add(check.id)
    const fault = checkFaultOf(check, names)
    if (fault) return `the check ${check.id} ${fault}`
  }
  return undefined
}

function checkFaultOf(check: Check, resources: ReadonlySet<string>): string | undefined {
  const { id, on, with: facets, lookup } = check
  const [vendor = '', rule = '', ...rest] = id.split('/')
  if (rest.length > 0 || !connectorId.test(vendor) || !checkRule.test(rule))
    return 'must have an id such as "vendor/rule-in-kebab-case"'
  if (!on) return 'has no "on", the resource type that it judges'
  if (!resources.has(on.name)) return `is on ${on.name}, which the connector does not list among its resources`
  for (const facet of Object.values(facets)) {
    if (facet.of.name !== on.name) return `reads ${facet.name}, which belongs to ${facet.of.name} and not to ${on.name}`
  }
  for (const index of Object.values(lookup)) {
    if (!resources.has(index.of.name)) return `looks up in ${index.of.name}, which the connector does not list`
  }
  for (const index of Object.values(on.derived?.lookup ?? {})) {
    if (!resources.has(index.of.name))
      return `is on ${on.name}, computed from ${index.of.name}, which the connector does not list`
  }
  if (on.from && Object.keys(facets).length > 0) return 'is on a child resource and cannot read facets of its own'
  const wrong = wrongFieldOf(check)
  if (wrong) return wrong
  if (check.kind === 'check' && !check.evaluate) return 'has nothing to evaluate'
  if (check.kind === 'aggregate-check' && !(check.init && check.add && check.done)) return 'lacks init, add or done'
  return undefined
}

/** What is in findings and reports under the check's name. */
function wrongFieldOf(check: Check): string | undefined {
  const { version } = check
  if (!Number.isInteger(version) || version < 1) return `must have a version that is a whole number from 1 on`
  for (const field of ['title', 'risk', 'remediation'] as const) {
    if (typeof check[field] !== 'string' || check[field].trim() === '') return `must have a ${field}`
  }
  for (const [field, values] of Object.entries(enumerations)) {
    if (!values.includes(check[field as keyof typeof enumerations]))
      return `must have as its ${field} one of ${values.join(', ')}`
  }
  return undefined
}
