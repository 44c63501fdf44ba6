import type { Check, CheckMetadata } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { organization } from '../resources/organization/organization.ts'
import { organizationSwitch, type SwitchName } from '../resources/organization/organization-setting.ts'

/** One switch of an organisation that should stand one way. */
interface SwitchCheck extends Omit<CheckMetadata, 'version' | 'category' | 'see'> {
  readonly setting: SwitchName
  readonly should: boolean
  /** What is wrong, after the organisation's name. */
  readonly finding: string
}

const memberPrivileges = 'In the settings of the organisation, open "Member privileges"'

const switches: readonly SwitchCheck[] = [
  {
    id: 'github/members-cannot-create-public-repositories',
    setting: 'members_can_create_public_repositories',
    should: false,
    // One wrong click shows code to everybody; that it was a member who did it does not help afterwards.
    severity: 'medium',
    title: 'Members may create public repositories',
    finding: 'lets every member create repositories that everybody can read',
    risk: 'Code, credentials and customer data become public with one wrong choice in a form, and are copied within minutes.',
    remediation: `${memberPrivileges}, and under "Repository creation" untick "Public". Owners can still create public repositories.`,
    frameworks: { 'cis-github': ['1.2.2'] },
  },
  {
    id: 'github/members-cannot-publish-pages',
    setting: 'members_can_create_public_pages',
    should: false,
    severity: 'low',
    title: 'Members may publish public Pages sites',
    finding: 'lets every member publish websites',
    risk: 'Files of a private repository are published to everybody by switching GitHub Pages on.',
    remediation: `${memberPrivileges}, and under "Pages creation" untick "Public".`,
  },
  {
    id: 'github/members-cannot-delete-repositories',
    setting: 'members_can_delete_repositories',
    should: false,
    severity: 'medium',
    title: 'Members may delete or transfer repositories',
    finding: 'lets everybody who administers a repository delete it or transfer it elsewhere',
    risk: 'One mistake or one stolen account removes a repository with its history, issues and releases, or moves it to a foreign account.',
    remediation: `${memberPrivileges}, and under "Admin repository permissions" untick "Allow members to delete or transfer repositories for this organization".`,
    frameworks: { 'cis-github': ['1.2.3'] },
  },
  {
    id: 'github/members-cannot-change-visibility',
    setting: 'members_can_change_repo_visibility',
    should: false,
    severity: 'medium',
    title: 'Members may change who can see a repository',
    finding: 'lets everybody who administers a repository make it public',
    risk: 'A private repository becomes public with one click by somebody who is no owner.',
    remediation: `${memberPrivileges}, and under "Admin repository permissions" untick "Allow members to change repository visibilities for this organization".`,
    frameworks: { 'cis-github': ['1.2.6'] },
  },
  {
    id: 'github/members-cannot-delete-issues',
    setting: 'members_can_delete_issues',
    should: false,
    severity: 'low',
    title: 'Members may delete issues',
    finding: 'lets everybody who administers a repository delete issues',
    risk: 'Reports of vulnerabilities and records of decisions can be made to disappear.',
    remediation: `${memberPrivileges}, and under "Admin repository permissions" untick "Allow repository administrators to delete issues for this organization".`,
    frameworks: { 'cis-github': ['1.2.4'] },
  },
  {
    id: 'github/members-cannot-fork-private-repositories',
    setting: 'members_can_fork_private_repositories',
    should: false,
    severity: 'medium',
    title: 'Private repositories may be forked',
    finding: 'lets members fork private and internal repositories',
    risk: "Forks are copies outside the protection, the access rules and the reviews of the original, in accounts that outlive their owner's job.",
    remediation: `${memberPrivileges}, and untick "Allow forking of private repositories".`,
  },
  {
    id: 'github/members-cannot-create-teams',
    setting: 'members_can_create_teams',
    should: false,
    severity: 'low',
    title: 'Members may create teams',
    finding: 'lets every member create teams',
    risk: 'Access is given to teams: who may create them shapes who gets it, without an owner seeing it.',
    remediation: `${memberPrivileges}, and under "Team creation rules" untick "Allow members to create teams".`,
    frameworks: { 'cis-github': ['1.3.2'] },
  },
  {
    id: 'github/members-cannot-invite-outside-collaborators',
    setting: 'members_can_invite_outside_collaborators',
    should: false,
    severity: 'medium',
    title: 'Members may invite outside collaborators',
    finding: 'lets everybody who administers a repository invite people from outside',
    risk: 'People whom nobody in charge knows get access to code, and keep it when the project is over.',
    remediation: `${memberPrivileges}, and under "Repository invitations" (GitHub Enterprise: "Outside collaborators") untick the box that allows it.`,
  },
  {
    id: 'github/web-commits-signed-off',
    setting: 'web_commit_signoff_required',
    should: true,
    severity: 'low',
    title: 'Commits made in the browser need no sign-off',
    finding: 'accepts commits made in the browser without sign-off',
    risk: 'For those commits nobody declared to have the right to contribute them.',
    remediation:
      'In the settings of the organisation, open "Repository", "General", and set "Require contributors to sign off on web-based commits" for all repositories.',
  },
]

/** Checks of single switches of an organisation. */
export const organizationSettingChecks: readonly Check[] = switches.map(({ setting, should, finding, ...metadata }) =>
  defineCheck({
    version: 1,
    category: 'misconfiguration',
    see: 'https://docs.github.com/en/rest/orgs/orgs#get-an-organization',
    ...metadata,
    on: organization,
    with: { value: organizationSwitch(setting) },
    evaluate: ({ resource, value }) =>
      value === should ? pass() : fail(`${resource.login} ${finding}`, { evidence: { [setting]: value } }),
  }),
)
