import { createHttpClient, createStaticTokenSource, type HttpClient } from '@opencasb/connector-kit'
import type { OauthContext } from '@opencasb/connector-kit/oauth'
import { CredentialError, NotFoundError, PermissionError, type Secret } from '@opencasb/core'
import { z } from 'zod'
import { classify } from '../http/classify.ts'
import { requestHeaders } from './request-headers.ts'

/** An installation that the person who came back may speak for. */
export interface ProvenInstallation {
  readonly id: string
  /** The login of the organisation. */
  readonly organization: string
}

/** What {@link proveInstallation} takes. */
export interface InstallationClaim extends OauthContext {
  readonly baseUrl: string
  readonly appId: string
  /** As it stood in the redirect, where anybody can write anything. */
  readonly installationId: string | undefined
  /** Of the configuration; tells which one is meant where the redirect names none. */
  readonly organizations: readonly string[]
  /** Of the person who came back. */
  readonly userToken: Secret
}

const installationsSchema = z.object({
  installations: z.array(
    z.object({
      id: z.number(),
      app_id: z.number(),
      account: z.object({ login: z.string() }).nullish(),
      target_type: z.string(),
    }),
  ),
})
type Installation = z.infer<typeof installationsSchema>['installations'][number]

const membershipSchema = z.object({ state: z.string(), role: z.string() })

const pageSize = 100
/** Nobody sees more installations of one app than that. */
const mostPages = 50

/**
 * Proves that the person who came back may connect an installation: it is one of those that GitHub lists for them, and
 * they own its organisation. GitHub lists installations to ordinary members too, and those may not see what is found.
 * @see https://docs.github.com/en/apps/creating-github-apps/registering-a-github-app/about-the-setup-url
 * @see https://docs.github.com/en/rest/apps/installations#list-app-installations-accessible-to-the-user-access-token
 * @throws CredentialError where it is not so
 */
export async function proveInstallation(claim: InstallationClaim): Promise<ProvenInstallation> {
  const { baseUrl, transport, clock, signal } = claim
  const http = createHttpClient({
    baseUrl,
    transport,
    clock,
    classify,
    headers: requestHeaders,
    authorize: { tokens: createStaticTokenSource(claim.userToken) },
  })
  const installation = await findInstallation(http, claim)
  const organization = installation?.account?.login
  if (!installation || organization === undefined) {
    throw new CredentialError(
      'GitHub lists no such installation of the app for the person who came back: install the app on the organisation and authorise it as one of its owners, then connect again',
    )
  }
  if (installation.target_type !== 'Organization') {
    throw new CredentialError('The app was installed on a personal account: install it on an organisation')
  }
  if (claim.organizations.some((login) => login.toLowerCase() !== organization.toLowerCase())) {
    throw new CredentialError(
      `The app was installed on "${organization}", which is not what config.organizations names: connect again and choose that organisation`,
    )
  }
  if (!(await ownsOrganization(http, organization, signal))) {
    throw new CredentialError(
      `Only owners of "${organization}" can connect it: connect again, signed in to GitHub as one of them`,
    )
  }
  return { id: String(installation.id), organization }
}

async function findInstallation(
  http: HttpClient,
  { appId, installationId, organizations, signal }: InstallationClaim,
): Promise<Installation | undefined> {
  const isMeant = ({ id, app_id, account }: Installation): boolean => {
    if (String(app_id) !== appId) return false
    if (installationId !== undefined) return String(id) === installationId
    return organizations.some((login) => login.toLowerCase() === account?.login.toLowerCase())
  }
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await http.get('/user/installations', {
      schema: installationsSchema,
      query: { per_page: pageSize, page },
      signal,
    })
    const found = data.installations.find(isMeant)
    if (found || data.installations.length < pageSize) return found
  }
  return undefined
}

async function ownsOrganization(http: HttpClient, organization: string, signal: AbortSignal): Promise<boolean> {
  try {
    const path = `/user/memberships/orgs/${encodeURIComponent(organization)}`
    const { data } = await http.get(path, { schema: membershipSchema, signal })
    return data.state === 'active' && data.role === 'admin'
  } catch (error) {
    if (NotFoundError.is(error)) return false
    if (!PermissionError.is(error)) throw error
    throw new CredentialError(
      'GitHub does not say whether an owner came back: give the app the organisation permission "Members: Read-only", then connect again',
    )
  }
}
