import type { Check } from '@opencasb/core/connector'
import { defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { organizationSecret } from '../resources/actions/organization-secret.ts'
import { runnerGroup } from '../resources/actions/runner-group.ts'
import { daysSince } from './time-since.ts'

const runners = 'In the settings of the organisation, open "Actions", "Runner groups", choose the group'
const secrets = 'In the settings of the organisation, open "Secrets and variables", "Actions", choose the secret'
const seeRunners = 'https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/manage-access'
const seeSecrets = 'https://docs.github.com/en/actions/concepts/security/secrets'

/** Public repositories do not reach the organisation's own machines. */
export const runnerGroupNotPublic: Check = defineCheck({
  id: 'github/runner-group-not-public',
  version: 1,
  title: 'Runners serve public repositories',
  severity: 'high',
  category: 'misconfiguration',
  risk: 'Strangers run code on machines inside the network with a pull request, and leave something behind for the next job.',
  remediation: `${runners}, and untick "Allow public repositories".`,
  see: seeRunners,
  on: runnerGroup,
  evaluate: ({ resource }) =>
    resource.allowsPublicRepositories
      ? fail(`Runners of the group ${resource.name} serve public repositories`, {
          evidence: {
            group: resource.name,
            visibility: resource.visibility,
            inherited: resource.inherited,
            restrictedToWorkflows: resource.restrictedToWorkflows,
          },
          ...(resource.restrictedToWorkflows && { severity: 'medium' }),
        })
      : pass(),
})

/** Runners serve the repositories that they are for. */
export const runnerGroupSelected: Check = defineCheck({
  id: 'github/runner-group-selected',
  version: 1,
  title: 'Runners serve all repositories',
  severity: 'medium',
  category: 'misconfiguration',
  risk: 'Whoever may push to any repository runs code on these machines, with what they can reach.',
  remediation: `${runners}, and under "Repository access" choose "Selected repositories".`,
  see: seeRunners,
  on: runnerGroup,
  evaluate: ({ resource }) => {
    if (resource.restrictedToWorkflows) return notApplicable('Only named workflows may use the group')
    if (resource.visibility === 'selected') return pass()
    return fail(`Runners of the group ${resource.name} serve all repositories`, {
      evidence: { group: resource.name, visibility: resource.visibility, inherited: resource.inherited },
    })
  },
})

/** Secrets are replaced from time to time. */
export const organizationSecretAge: Check = defineCheck({
  id: 'github/organization-secret-age',
  version: 1,
  title: 'Old Actions secret',
  severity: 'low',
  category: 'account-risk',
  risk: 'Everybody who could ever read it, in a log, a fork or a former job, can still use it.',
  remediation: `${secrets}, and update it with a new value; withdraw the old one where it was issued. Delete it if nothing uses it.`,
  see: seeSecrets,
  profiles: { strict: { days: 180 } },
  on: organizationSecret,
  params: z.object({
    /** Days without a new value after which a secret counts as old. */
    days: z.number().int().min(1).default(365),
  }),
  evaluate: ({ resource, params, now }) => {
    if (daysSince(resource.updatedAt, now) <= params.days) return pass()
    return fail(`The Actions secret ${resource.name} has had the same value for more than ${params.days} days`, {
      evidence: { updated: resource.updatedAt, days: params.days },
    })
  },
})

/** Secrets go to the repositories that they are for. */
export const organizationSecretSelected: Check = defineCheck({
  id: 'github/organization-secret-selected',
  version: 1,
  title: 'Actions secret for all repositories',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'Whoever may push to any of these repositories can print the secret in a workflow.',
  remediation: `${secrets}, and under "Repository access" choose "Selected repositories".`,
  see: seeSecrets,
  on: organizationSecret,
  evaluate: ({ resource }) => {
    if (resource.visibility === 'selected') return pass()
    const whose = resource.visibility === 'private' ? 'all private repositories' : 'all repositories'
    return fail(`Workflows of ${whose} get the Actions secret ${resource.name}`, {
      evidence: { visibility: resource.visibility },
    })
  },
})
