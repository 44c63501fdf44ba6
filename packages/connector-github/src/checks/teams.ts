import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, pass } from '@opencasb/core/connector'
import { team } from '../resources/team/team.ts'

/** Teams can be seen by those who review access. */
export const teamVisible: Check = defineCheck({
  id: 'github/team-visible',
  version: 1,
  title: 'Secret team',
  severity: 'low',
  category: 'account-risk',
  risk: 'Only its members and owners see the team: others cannot notice who is in it and what it reaches.',
  remediation:
    'On the page of the team, open "Settings" and set "Team visibility" to "Visible", unless its members must not be known.',
  see: 'https://docs.github.com/en/organizations/organizing-members-into-teams/changing-team-visibility',
  on: team,
  evaluate: ({ resource }) =>
    resource.privacy === 'SECRET'
      ? fail(`The team ${resource.name} is secret`, { evidence: { privacy: resource.privacy } })
      : pass(),
})
