import { deployKeys, repository } from '@opencasb/connector-github'
import { type Check, defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'

const day = 24 * 60 * 60 * 1000

/** A rule that needs a facet: the deploy keys are asked for only because this check names them. */
export const deployKeyAge: Check = defineCheck({
  id: 'acme/deploy-key-age',
  version: 1,
  title: 'Deploy key was never changed for long',
  severity: 'medium',
  category: 'third-party-access',
  risk: 'The longer a key lives, the more machines and backups hold a copy of it.',
  remediation: 'Add a new deploy key, change the machines that use the old one, and delete it.',
  on: repository,
  with: { keys: deployKeys },
  params: z.object({ maxDays: z.number().int().min(1).default(365) }),
  profiles: { strict: { maxDays: 90 } },
  evaluate: ({ resource, keys, params, now }) => {
    const old = keys.filter((key) => now.getTime() - Date.parse(key.createdAt) > params.maxDays * day)
    if (old.length === 0) return pass()
    // One finding for each key; the id tells them apart, because titles may change.
    return old.map((key) =>
      fail(`${resource.fullName} has a deploy key from ${key.createdAt.slice(0, 10)}`, {
        part: key.id,
        evidence: { title: key.title, createdAt: key.createdAt },
        ...(!key.readOnly && { severity: 'high' }),
      }),
    )
  },
})
