import type { Permission } from '../access/permission.ts'

/**
 * What each route takes. Where it comes from:
 * - permissions of apps and fine-grained tokens: the tables behind
 *   https://docs.github.com/en/enterprise-cloud@latest/rest/authentication/permissions-required-for-github-apps and
 *   https://docs.github.com/en/enterprise-cloud@latest/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
 *   (in the public repository github/docs under src/github-apps/data)
 * - scopes of classic tokens: the description of each route in GitHub's OpenAPI description (`@octokit/openapi`)
 * - which denial a classic token gets: 404 for what is hidden, as
 *   https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api says, and 403 where the description
 *   of the route lists that answer but not 404
 * Routes marked `unverified` are documented incompletely; the comment says what was assumed.
 */
const administration = 'administration:read'
const organizationAdministration = 'organization_administration:read'

/** The whole of `GET /orgs/{org}`. Scope documented; `unverified` for apps: taken from the routes of the same settings. */
export const organizationDetails: Permission = { classic: [['admin:org']], app: [[organizationAdministration]] }

/** The plan in `GET /orgs/{org}`. */
export const organizationPlanPermission: Permission = { classic: [['admin:org']], app: [['organization_plan:read']] }

/** Members who did not make their membership public. */
export const concealedMembers: Permission = { classic: [['read:org']], app: [['members:read']] }

/** `bypass_actors`: "only returned if the user making the API request has write access to the ruleset". */
export const organizationRulesetBypass: Permission = {
  classic: [['admin:org']],
  app: [['organization_administration:write']],
}
export const repositoryRulesetBypass: Permission = {
  classic: [['repo']],
  classicPublic: ['public_repo'],
  app: [['administration:write']],
}

const nobodyElse = { classic: 'never', app: 'never' } as const satisfies Permission
const anybody: Permission = { classic: [], app: [] }
const metadata: Permission = { classic: [['repo']], classicPublic: [], app: [['metadata:read']] }
const repositoryAdministration: Permission = {
  classic: [['repo']],
  classicPublic: ['public_repo'],
  app: [[administration]],
  classicDenial: { status: 403, message: 'Must have admin rights to Repository.' },
}
const organizationSetting: Permission = {
  classic: [['admin:org']],
  app: [[organizationAdministration]],
  classicDenial: { status: 403, message: 'Must have admin rights to Organization.' },
}
const alerts = (permission: string): Permission => ({
  classic: [['security_events']],
  app: [[permission]],
  classicDenial: { status: 404, message: 'Not Found' },
})
const repositoryAlerts = (permission: string): Permission => ({ ...alerts(permission), classicPublic: ['public_repo'] })
const copilot: Permission = {
  classic: [['manage_billing:copilot', 'read:org']],
  app: [['organization_copilot_seat_management:read'], [organizationAdministration]],
  classicDenial: { status: 403, message: 'You must be an organization owner to use this endpoint.' },
}
const codeSecurity: Permission = {
  classic: [['read:org']],
  // Tables before API version 2026-03-10 asked for write access.
  app: [[organizationAdministration]],
  classicDenial: { status: 403, message: 'You must be an administrator or security manager for this organization.' },
}

/** Route → what it takes. */
export const routePermissions: Readonly<Record<string, Permission>> = {
  'GET /meta': anybody,
  'GET /rate_limit': anybody,
  'GET /user': { classic: [], app: 'never', fineGrained: [] },
  'GET /user/orgs': { classic: [['user', 'read:org']], app: 'never', fineGrained: [] },
  // With the signature of the app, not with a token.
  'GET /app': nobodyElse,
  'GET /app/installations': nobodyElse,
  'GET /app/installations/{installation_id}': nobodyElse,
  'DELETE /app/installations/{installation_id}': nobodyElse,
  'POST /app/installations/{installation_id}/access_tokens': nobodyElse,
  'GET /orgs/{org}/installation': nobodyElse,
  'GET /installation/repositories': { classic: 'never', fineGrained: 'never', app: [['metadata:read']] },

  'GET /orgs/{org}': anybody,
  'GET /orgs/{org}/members': { classic: [], app: [['members:read']] },
  // unverified: the scope for outside collaborators is not written down.
  'GET /orgs/{org}/outside_collaborators': {
    classic: [['read:org']],
    app: [['members:read']],
    classicDenial: { status: 403, message: 'Must have admin rights to Organization.' },
  },
  'GET /orgs/{org}/teams': {
    classic: [['read:org']],
    app: [['members:read']],
    classicDenial: { status: 403, message: 'Must be a member of the organization.' },
  },
  'GET /orgs/{org}/teams/{team_slug}/members': { classic: [['read:org']], app: [['members:read']] },
  'GET /orgs/{org}/hooks': { classic: [['admin:org_hook']], app: [['organization_hooks:read']] },
  // unverified: the description says `admin:read`, which is no scope.
  'GET /orgs/{org}/installations': {
    classic: [['read:org']],
    app: [[organizationAdministration]],
    classicDenial: { status: 403, message: 'You must be an organization owner to use this endpoint.' },
  },
  // GitHub asks apps for write access even to read these; unverified: the scope is not written down.
  'GET /orgs/{org}/rulesets': { classic: [['admin:org']], app: [['organization_administration:write']] },
  'GET /orgs/{org}/rulesets/{ruleset_id}': { classic: [['admin:org']], app: [['organization_administration:write']] },
  'GET /orgs/{org}/repos': { classic: [], app: [['metadata:read']] },
  'GET /orgs/{org}/actions/permissions': organizationSetting,
  'GET /orgs/{org}/actions/permissions/selected-actions': organizationSetting,
  'GET /orgs/{org}/actions/permissions/workflow': organizationSetting,
  'GET /orgs/{org}/actions/permissions/repositories': organizationSetting,
  'GET /orgs/{org}/actions/permissions/fork-pr-contributor-approval': organizationSetting,
  'GET /orgs/{org}/actions/runner-groups': {
    ...organizationSetting,
    app: [['organization_self_hosted_runners:read']],
  },
  'GET /orgs/{org}/actions/secrets': { ...organizationSetting, app: [['organization_secrets:read']] },
  'GET /orgs/{org}/settings/immutable-releases': organizationSetting,
  'GET /orgs/{org}/dependabot/alerts': {
    ...alerts('vulnerability_alerts:read'),
    classicDenial: { status: 403, message: 'You are not authorized to perform this operation.' },
  },
  'GET /orgs/{org}/code-scanning/alerts': alerts('security_events:read'),
  'GET /orgs/{org}/secret-scanning/alerts': alerts('secret_scanning_alerts:read'),
  'GET /orgs/{org}/organization-roles': {
    classic: [['admin:org']],
    app: [['organization_custom_org_roles:read']],
  },
  'GET /orgs/{org}/organization-roles/{role_id}/teams': { classic: [['admin:org']], app: [['members:read']] },
  'GET /orgs/{org}/organization-roles/{role_id}/users': { classic: [['admin:org']], app: [['members:read']] },
  'GET /orgs/{org}/code-security/configurations': codeSecurity,
  'GET /orgs/{org}/code-security/configurations/defaults': codeSecurity,
  'GET /orgs/{org}/copilot/billing': copilot,
  'GET /orgs/{org}/copilot/billing/seats': copilot,
  // "Only GitHub Apps can use this endpoint", though the table for fine-grained tokens has it as well.
  'GET /orgs/{org}/personal-access-tokens': {
    classic: 'never',
    fineGrained: 'never',
    app: [['organization_personal_access_tokens:read']],
    classicDenial: { status: 403, message: 'Resource not accessible by personal access token' },
  },
  'GET /orgs/{org}/credential-authorizations': {
    classic: [['read:org']],
    app: [[organizationAdministration]],
  },
  'GET /orgs/{org}/audit-log': { classic: [['read:audit_log']], app: [[organizationAdministration]] },
  'GET /orgs/{org}/properties/values': { classic: [['read:org']], app: [['organization_custom_properties:read']] },

  'GET /repos/{owner}/{repo}': metadata,
  'GET /repos/{owner}/{repo}/hooks': {
    classic: [['read:repo_hook', 'repo']],
    classicPublic: ['public_repo', 'read:repo_hook'],
    app: [['repository_hooks:read']],
  },
  'GET /repos/{owner}/{repo}/keys': {
    ...repositoryAdministration,
    classicDenial: { status: 404, message: 'Not Found' },
  },
  'GET /repos/{owner}/{repo}/collaborators': {
    classic: [['read:org'], ['repo']],
    app: [['metadata:read']],
    classicDenial: { status: 403, message: 'Must have push access to view repository collaborators.' },
  },
  'GET /repos/{owner}/{repo}/teams': {
    ...repositoryAdministration,
    classicDenial: { status: 404, message: 'Not Found' },
  },
  // unverified for apps beyond the description "anyone with read access": Actions, as in GitHub's table.
  'GET /repos/{owner}/{repo}/environments': { classic: [['repo']], classicPublic: [], app: [['actions:read']] },
  'GET /repos/{owner}/{repo}/actions/permissions': repositoryAdministration,
  'GET /repos/{owner}/{repo}/actions/permissions/workflow': repositoryAdministration,
  'GET /repos/{owner}/{repo}/branches/{branch}/protection': {
    ...repositoryAdministration,
    classicDenial: { status: 404, message: 'Not Found' },
  },
  'GET /repos/{owner}/{repo}/rules/branches/{branch}': metadata,
  'GET /repos/{owner}/{repo}/rulesets': metadata,
  'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}': metadata,
  'GET /repos/{owner}/{repo}/vulnerability-alerts': repositoryAdministration,
  'GET /repos/{owner}/{repo}/automated-security-fixes': repositoryAdministration,
  'GET /repos/{owner}/{repo}/private-vulnerability-reporting': metadata,
  'GET /repos/{owner}/{repo}/immutable-releases': repositoryAdministration,
  'GET /repos/{owner}/{repo}/code-scanning/default-setup': repositoryAdministration,
  'GET /repos/{owner}/{repo}/dependabot/alerts': repositoryAlerts('vulnerability_alerts:read'),
  'GET /repos/{owner}/{repo}/code-scanning/alerts': repositoryAlerts('security_events:read'),
  'GET /repos/{owner}/{repo}/secret-scanning/alerts': repositoryAlerts('secret_scanning_alerts:read'),
  // unverified: the description says that read access to the repository is enough.
  'GET /repos/{owner}/{repo}/properties/values': metadata,
}
