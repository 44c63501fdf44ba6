import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { copilotSettings } from '../resources/copilot/copilot-settings.ts'

const see = 'https://docs.github.com/en/copilot/how-tos/administer-copilot/manage-for-organization'

/** Copilot does not suggest code of others. */
export const copilotPublicCodeBlocked: Check = defineCheck({
  id: 'github/copilot-public-code-blocked',
  version: 1,
  title: 'Copilot may suggest public code',
  severity: 'low',
  category: 'misconfiguration',
  risk: 'Code under licences that do not fit gets into the product.',
  remediation:
    'In the settings of the organisation, open "Copilot", "Policies", and block "Suggestions matching public code".',
  see,
  on: copilotSettings,
  evaluate: ({ resource }) => {
    if (resource.seatManagement === 'disabled') return notApplicable('Nobody has a seat')
    if (resource.publicCodeSuggestions === 'block') return pass()
    return fail(`Copilot may suggest public code to members of ${resource.login}`, {
      evidence: { publicCodeSuggestions: resource.publicCodeSuggestions },
    })
  },
})

/** Somebody decides who gets Copilot. */
export const copilotSeatsAssigned: Check = defineCheck({
  id: 'github/copilot-seats-assigned',
  version: 1,
  title: 'Everybody gets a Copilot seat',
  severity: 'low',
  category: 'third-party-access',
  risk: 'Code leaves to the service from everybody who joins, and each of them is paid for.',
  remediation:
    'In the settings of the organisation, open "Copilot", "Access", and give it to selected members or teams.',
  see,
  on: copilotSettings,
  evaluate: ({ resource }) =>
    resource.seatManagement === 'assign_all'
      ? fail(`Everybody in ${resource.login} gets a Copilot seat`, {
          evidence: { seatManagement: resource.seatManagement },
        })
      : pass(),
})
