import { createHttpClient } from '@opencasb/connector-kit'
import type { OauthClaims, OauthContext } from '@opencasb/connector-kit/oauth'
import { CredentialError, NotFoundError, PermissionError, type StoredCredentials } from '@opencasb/core'
import { z } from 'zod'
import { cloudEndpoints } from '../clouds.ts'
import type { M365Config } from '../config.ts'
import { classify } from '../http/classify.ts'
import type { M365Options } from '../options.ts'
import { createTokens } from './create-tokens.ts'

/**
 * Who may consent to application permissions of Microsoft Graph: Global Administrator, Privileged Role Administrator.
 * @see https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/permissions-reference
 */
const consentingRoles: ReadonlySet<string> = new Set([
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
])

const membershipsSchema = z.object({
  value: z.array(z.object({ roleTemplateId: z.string().nullish().catch(undefined) })),
  '@odata.nextLink': z.string().optional(),
})

/** What {@link proveAdministrator} takes. */
export interface AdministratorClaim extends OauthContext {
  readonly claims: OauthClaims
  /** Of the tenant that the id token names. */
  readonly config: M365Config
  readonly credentials: StoredCredentials
  readonly options: M365Options
}

/**
 * Proves that who came back may consent for the tenant. Where the app was consented to before, Microsoft lets any user of
 * the tenant through, and those may not see what is found. The roles stand in the id token where the app asks for them;
 * otherwise the app looks them up.
 * @see https://learn.microsoft.com/en-us/graph/api/user-list-transitivememberof
 * @throws CredentialError where it is not so, or cannot be told
 */
export async function proveAdministrator(claim: AdministratorClaim): Promise<void> {
  const { wids, oid } = claim.claims
  const stated: readonly unknown[] = Array.isArray(wids) ? wids : []
  if (stated.some(mayConsent)) return
  if (typeof oid !== 'string' || !/^[\da-f-]{36}$/i.test(oid)) throw notAdministrator()
  if (!(await holdsRole(claim, oid))) throw notAdministrator()
}

async function holdsRole(
  { config, credentials, options, transport, clock, signal }: AdministratorClaim,
  oid: string,
): Promise<boolean> {
  const http = createHttpClient({
    baseUrl: config.baseUrls.graph ?? cloudEndpoints[config.cloud].graph,
    transport,
    clock,
    classify,
    authorize: { tokens: createTokens(config, credentials, options, { transport, clock, lifetime: signal }) },
  })
  try {
    const query = new URLSearchParams({ $select: 'id,roleTemplateId', $top: '999' })
    let next: string | undefined = `/v1.0/users/${oid}/transitiveMemberOf?${query}`
    while (next !== undefined) {
      const { data }: { data: z.infer<typeof membershipsSchema> } = await http.get(next, {
        schema: membershipsSchema,
        signal,
      })
      if (data.value.some(({ roleTemplateId }) => mayConsent(roleTemplateId))) return true
      next = data['@odata.nextLink']
    }
    return false
  } catch (error) {
    if (!PermissionError.is(error) && !NotFoundError.is(error) && !CredentialError.is(error)) throw error
    throw new CredentialError(
      'It cannot be told whether an administrator came back: the consent of an administrator is missing or a few minutes old, or the app lacks Directory.Read.All; set "groupMembershipClaims" to "DirectoryRole" in the manifest of the app registration, or connect again in some minutes',
      { cause: error },
    )
  }
}

function mayConsent(role: unknown): boolean {
  return typeof role === 'string' && consentingRoles.has(role.toLowerCase())
}

function notAdministrator(): CredentialError {
  return new CredentialError(
    'Only a Global Administrator or Privileged Role Administrator can connect the tenant: connect again, signed in as one, with the role activated',
  )
}
