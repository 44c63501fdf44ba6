import { repository } from '@opencasb/connector-github'
import { type Check, defineCheck, fail, notApplicable, pass } from '@opencasb/core/connector'
import { z } from 'zod'

/** A rule of this organisation about what the connector reads anyway: it costs no further request. */
export const publicRepositoryName: Check = defineCheck({
  id: 'acme/public-repository-name',
  version: 1,
  title: 'Public repository is not named as one',
  severity: 'low',
  category: 'data-exposure',
  risk: 'People take a repository for private by its name, and put into it what nobody outside should see.',
  remediation: 'Rename the repository so that it begins with "open-", or make it private.',
  on: repository,
  params: z.object({ prefix: z.string().min(1).default('open-') }),
  evaluate: ({ resource, params }) => {
    if (resource.visibility !== 'PUBLIC') return notApplicable('The repository is not public')
    return resource.name.startsWith(params.prefix)
      ? pass()
      : fail(`${resource.fullName} is public`, { evidence: { name: resource.name } })
  },
})
