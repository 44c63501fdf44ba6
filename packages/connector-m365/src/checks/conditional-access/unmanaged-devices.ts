import type { ConditionalAccess } from '../../resources/conditional-access/conditional-access.ts'
import type { Membership } from '../../resources/conditional-access/coverage/membership.ts'

const unmanagedTerm = /^device\.(?:iscompliant-netrue|trusttype-ne"serverad")$/
const managedTerm = /^device\.(?:iscompliant-eqtrue|trusttype-eq"serverad")$/

/**
 * Devices that are neither compliant nor hybrid joined, as the device filters of the tenant's policies see them. Only the
 * rules that Microsoft's templates use are understood: other ones are taken for rules that may leave such devices out.
 */
export function unmanagedDevices({ enforced }: ConditionalAccess): Membership {
  const tokens = enforced.flatMap(({ scope: { devices } }) => [
    ...(devices.include === 'everybody' ? [] : devices.include),
    ...devices.exclude,
  ])
  const unique = [...new Set(tokens)]
  return { in: unique.filter(matchesUnmanaged), notIn: unique.filter(missesUnmanaged) }
}

/** A rule that holds for every unmanaged device: one of its alternatives says no more than that. */
function matchesUnmanaged(token: string): boolean {
  const rule = plainRule(token)
  return rule.split('-or').some((part) => unmanagedTerm.test(part))
}

/** A rule that holds for no unmanaged device: each of its alternatives asks for a managed one. */
function missesUnmanaged(token: string): boolean {
  const rule = plainRule(token)
  return rule.split('-or').every((part) => part.split('-and').some((term) => managedTerm.test(term)))
}

/** Rules with brackets are left as they are: taken apart, they would mean something else. */
function plainRule(token: string): string {
  const rule = token.slice('device:'.length).toLowerCase().replaceAll(/\s+/g, '')
  return rule.includes('(') ? 'device.?' : rule
}
