import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'
import { wholeList } from './whole-list.ts'

/** Whom invitations may go to. */
export interface InvitationDomains {
  /** Domains that may be invited; undefined where there is no such list. */
  readonly allowed: readonly string[] | undefined
  /** Domains that may not be invited; undefined where there is no such list. */
  readonly blocked: readonly string[] | undefined
}

const definition = z.looseObject({
  B2BManagementPolicy: z.looseObject({
    InvitationsAllowedAndBlockedDomainsPolicy: z
      .looseObject({ AllowedDomains: z.array(z.string()).nullish(), BlockedDomains: z.array(z.string()).nullish() })
      .nullish(),
  }),
})

const policy = z.looseObject({ isOrganizationDefault: graphField.flag, definition: graphField.texts })

const schema: z.ZodType<InvitationDomains> = wholeList(policy).transform((policies, context) => {
  const texts = policies
    .filter((policy) => policy.isOrganizationDefault !== false)
    .flatMap((policy) => policy.definition)
  let domains: InvitationDomains = { allowed: undefined, blocked: undefined }
  for (const text of texts) {
    const read = readDefinition(text)
    if (!read) {
      context.addIssue({ code: 'custom', message: 'has a definition that cannot be read' })
      return z.NEVER
    }
    domains = { allowed: read.allowed ?? domains.allowed, blocked: read.blocked ?? domains.blocked }
  }
  return domains
})

function readDefinition(text: string): InvitationDomains | undefined {
  try {
    const parsed = definition.parse(JSON.parse(text)).B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy
    return { allowed: parsed?.AllowedDomains ?? undefined, blocked: parsed?.BlockedDomains ?? undefined }
  } catch {
    return undefined
  }
}

/**
 * Domains that guests may be invited from. Only the beta API tells.
 * @see https://learn.microsoft.com/entra/external-id/allow-deny-list
 */
export const invitationDomains: ResourceType<InvitationDomains, M365Session> = tenantPolicy<InvitationDomains>({
  name: 'm365.invitation-domains',
  path: '/policies/b2bManagementPolicies',
  version: 'beta',
  schema,
  permissions: ['Policy.Read.B2BManagementPolicy'],
  id: 'b2bManagementPolicies',
  title: 'collaboration restrictions',
  url: 'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/CompanyRelationshipsMenuBlade/~/Settings',
})
