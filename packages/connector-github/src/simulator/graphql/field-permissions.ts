import type { Permission } from '../access/permission.ts'
import {
  concealedMembers,
  organizationDetails,
  organizationRulesetBypass,
  repositoryRulesetBypass,
} from '../rest/route-permissions.ts'

/**
 * What reading a field takes. GitHub documents little of it:
 * - `samlIdentityProvider`: the description of the field in the official schema
 * - collaborators and branch protection for apps and fine-grained tokens:
 *   https://cartography-cncf.github.io/cartography/modules/github/config.html lists Administration for both
 * - all others are unverified; the permission of the REST route with the same content was assumed
 */
const members: Permission = concealedMembers
const administration: Permission = { classic: [['public_repo']], app: [['administration:read']] }
const organizationAdministration: Permission = organizationDetails
const contents: Permission = { classic: [], app: [['contents:read']] }
const metadata: Permission = { classic: [], app: [['metadata:read']] }

/** `Type.field` → what it takes; without it the field is refused. */
export const fieldPermissions: Readonly<Record<string, Permission>> = {
  'Organization.membersWithRole': members,
  'Organization.teams': members,
  'Organization.team': members,
  'Organization.samlIdentityProvider': members,
  'Organization.domains': organizationAdministration,
  'Organization.ipAllowListEntries': organizationAdministration,
  'Organization.ipAllowListEnabledSetting': organizationAdministration,
  'Organization.ipAllowListForInstalledAppsEnabledSetting': organizationAdministration,
  'Organization.notificationDeliveryRestrictionEnabledSetting': organizationAdministration,
  'Organization.repositories': metadata,
  'Organization.rulesets': organizationRulesetBypass,
  'Organization.ruleset': organizationRulesetBypass,
  'Repository.branchProtectionRules': administration,
  'Ref.branchProtectionRule': administration,
  'Repository.collaborators': { classic: [['public_repo'], ['read:org']], app: administration.app },
  'Repository.deployKeys': administration,
  'Repository.vulnerabilityAlerts': {
    classic: [['security_events', 'public_repo']],
    app: [['vulnerability_alerts:read']],
  },
  'Repository.environments': { classic: [], app: [['actions:read']] },
  'Repository.rulesets': metadata,
  'Repository.ruleset': metadata,
  // Of the REST route with the same content.
  'Repository.hasVulnerabilityAlertsEnabled': administration,
  // To apps and fine-grained tokens branches are contents: https://github.com/cli/cli/issues/12798
  'Repository.defaultBranchRef': contents,
  'Repository.ref': contents,
  'BranchProtectionRule.matchingRefs': contents,
  'Repository.object': contents,
  'Repository.codeowners': contents,
  'Ref.target': contents,
}

/** What it takes to see who may bypass a ruleset; without it there is nothing to see, and no error. */
export const bypassPermissions: { readonly organization: Permission; readonly repository: Permission } = {
  organization: organizationRulesetBypass,
  repository: repositoryRulesetBypass,
}

/** Whether members need a second factor; without it there is nothing to see, and no error. */
export const twoFactorRequirement: Permission = organizationDetails

/** Whether a member has a second factor: "Returns null if information is not available to viewer." */
export const memberTwoFactor: Permission = members
