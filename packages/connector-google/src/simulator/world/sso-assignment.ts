import type { GoogleWorld } from './google-world.ts'
import { simulatedUnits } from './organizational-unit.ts'

/** Who signs in through which identity provider. */
export interface SimulatedSsoAssignment {
  readonly name: string
  readonly group?: string
  readonly unit?: string
  readonly rank: number
  readonly mode: 'SSO_OFF' | 'SAML_SSO' | 'DOMAIN_WIDE_SAML_IF_ENABLED'
}

/** The assignments of an account with several domains; others have none. */
export function ssoAssignmentsOf({ domains, groups }: GoogleWorld): readonly SimulatedSsoAssignment[] {
  if (domains.count < 2) return []
  const [root, engineering, , sales] = simulatedUnits
  const [lenient, strict] = groups.slice(0, 2)
  return [
    { name: 'root', unit: root?.id ?? '', rank: 0, mode: 'SSO_OFF' as const },
    { name: 'engineering', unit: engineering?.id ?? '', rank: 0, mode: 'SAML_SSO' as const },
    { name: 'sales', unit: sales?.id ?? '', rank: 0, mode: 'DOMAIN_WIDE_SAML_IF_ENABLED' as const },
    ...(lenient ? [{ name: 'lenient', group: lenient.id, rank: 1, mode: 'SSO_OFF' as const }] : []),
    ...(strict ? [{ name: 'strict', group: strict.id, rank: 2, mode: 'SAML_SSO' as const }] : []),
  ]
}
