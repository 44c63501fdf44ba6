import type { Posture } from './organization-settings.ts'

/** How large an organisation is and how well it is kept. */
export interface OrganizationOptions {
  /** @default 'acme' */
  readonly login?: string
  /** @default 'mixed' */
  readonly posture?: Posture
  /** @default 0 */
  readonly repositories?: number
  /** Owners included; an organisation has at least one. @default 1 */
  readonly members?: number
  /** @default 4 % of the members, at least 1 */
  readonly owners?: number
  /** @default 0 */
  readonly outsideCollaborators?: number
  /** @default 0 */
  readonly teams?: number
  /** Webhooks of the organisation itself. @default 0 */
  readonly hooks?: number
  /** Installed apps. @default 0 */
  readonly installations?: number
  /** Rulesets of the organisation itself. @default 0 */
  readonly rulesets?: number
  /** Actions secrets. @default 0 */
  readonly secrets?: number
  /** Besides the default one. @default 0 */
  readonly runnerGroups?: number
  /** Fine-grained personal access tokens. @default 0 */
  readonly tokenGrants?: number
  /** Credentials authorised for single sign-on. @default 0 */
  readonly credentialAuthorizations?: number
  /** Entries of the audit log. @default 0 */
  readonly auditEvents?: number
}

/** The options with all defaults filled in. */
export function completeOrganizationOptions(options: OrganizationOptions): Required<OrganizationOptions> {
  const members = Math.max(1, options.members ?? 1)
  return {
    login: options.login ?? 'acme',
    posture: options.posture ?? 'mixed',
    repositories: options.repositories ?? 0,
    members,
    owners: Math.min(members, Math.max(1, options.owners ?? Math.ceil(members * 0.04))),
    outsideCollaborators: options.outsideCollaborators ?? 0,
    teams: options.teams ?? 0,
    hooks: options.hooks ?? 0,
    installations: options.installations ?? 0,
    rulesets: options.rulesets ?? 0,
    secrets: options.secrets ?? 0,
    runnerGroups: options.runnerGroups ?? 0,
    tokenGrants: options.tokenGrants ?? 0,
    credentialAuthorizations: options.credentialAuthorizations ?? 0,
    auditEvents: options.auditEvents ?? 0,
  }
}
